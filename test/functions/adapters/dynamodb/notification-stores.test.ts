import { afterAll, beforeAll } from '@jest/globals';
import { createDynamoDeliveryStore } from '#functions/adapters/dynamodb/dynamo-delivery-store';
import { createDynamoFeedStore } from '#functions/adapters/dynamodb/dynamo-feed-store';
import { createDynamoSubscriptionStore } from '#functions/adapters/dynamodb/dynamo-subscription-store';
import { deliveryStoreContract } from '#test/support/contracts/delivery-store.contract';
import { feedStoreContract } from '#test/support/contracts/feed-store.contract';
import { subscriptionStoreContract } from '#test/support/contracts/subscription-store.contract';
import { startTestTables, type TestTables } from '#test/support/dynamodb/start-test-tables';
import { InMemoryDeliveryStore } from '#test/support/fakes/in-memory-delivery-store';
import { InMemoryFeedStore } from '#test/support/fakes/in-memory-feed-store';
import { InMemorySubscriptionStore } from '#test/support/fakes/in-memory-subscription-store';

let tables: TestTables;
beforeAll(async () => {
  tables = await startTestTables();
});
afterAll(() => tables.stop());

feedStoreContract('DynamoDB', () => createDynamoFeedStore({ client: tables.client, tableName: tables.feedTable }));
subscriptionStoreContract('DynamoDB', () => createDynamoSubscriptionStore({ client: tables.client, tableName: tables.registerTable }));
deliveryStoreContract('DynamoDB', () => createDynamoDeliveryStore({ client: tables.client, tableName: tables.feedTable }));

const memory = { feed: new InMemoryFeedStore(), subscriptions: new InMemorySubscriptionStore(), deliveries: new InMemoryDeliveryStore() };
feedStoreContract('The fake', () => memory.feed);
subscriptionStoreContract('The fake', () => memory.subscriptions);
deliveryStoreContract('The fake', () => memory.deliveries);
