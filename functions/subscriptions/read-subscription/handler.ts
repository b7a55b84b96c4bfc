import { createCedarAuthoriser } from '#functions/adapters/cedar/cedar-authoriser';
import { createDynamoDeliveryStore } from '#functions/adapters/dynamodb/dynamo-delivery-store';
import { createDynamoFeedStore } from '#functions/adapters/dynamodb/dynamo-feed-store';
import { createDynamoSubscriptionStore } from '#functions/adapters/dynamodb/dynamo-subscription-store';
import { readEnvironment } from '#functions/platform/environment';
import { httpHandler } from '#functions/platform/http';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { contract } from './contract.ts';
import { environmentSchema } from './environment.ts';
import { readSubscription } from './read-subscription.ts';

const environment = readEnvironment(environmentSchema);
const client = new DynamoDBClient({});
const tools = {
  deliveries: createDynamoDeliveryStore({ client, tableName: environment.FEED_TABLE }),
  feed: createDynamoFeedStore({ client, tableName: environment.FEED_TABLE }),
  subscriptions: createDynamoSubscriptionStore({ client, tableName: environment.REGISTER_TABLE }),
  authoriser: createCedarAuthoriser(),
};

export const handler = httpHandler(contract, (request) => readSubscription(tools, request));
