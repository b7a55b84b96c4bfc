import { afterAll, beforeAll } from '@jest/globals';
import { createDynamoCallCounter } from '#functions/adapters/dynamodb/dynamo-call-counter';
import { createDynamoClientStore } from '#functions/adapters/dynamodb/dynamo-client-store';
import { createDynamoOnceStore } from '#functions/adapters/dynamodb/dynamo-once-store';
import { createDynamoTokenStore } from '#functions/adapters/dynamodb/dynamo-token-store';
import { accessStoresContract } from '#test/support/contracts/access-stores.contract';
import { startTestTables, type TestTables } from '#test/support/dynamodb/start-test-tables';
import { fixedClock } from '#test/support/fakes/fixed-clock';
import { InMemoryCallCounter } from '#test/support/fakes/in-memory-call-counter';
import { InMemoryClientStore } from '#test/support/fakes/in-memory-client-store';
import { InMemoryOnceStore } from '#test/support/fakes/in-memory-once-store';
import { InMemoryTokenStore } from '#test/support/fakes/in-memory-token-store';

let tables: TestTables;
beforeAll(async () => {
  tables = await startTestTables();
});
afterAll(() => tables.stop());

accessStoresContract('The fake', () => ({ clients: new InMemoryClientStore(), tokens: new InMemoryTokenStore(), once: new InMemoryOnceStore(), calls: new InMemoryCallCounter() }));
accessStoresContract('DynamoDB', () => {
  const access = { client: tables.client, tableName: tables.accessTable };
  return { clients: createDynamoClientStore(access), tokens: createDynamoTokenStore({ ...access, now: fixedClock().now }), once: createDynamoOnceStore(access), calls: createDynamoCallCounter(access) };
});
