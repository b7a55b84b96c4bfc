import { afterAll, beforeAll } from '@jest/globals';
import { createDynamoHoldingStore } from '#functions/adapters/dynamodb/dynamo-holding-store';
import { holdingStoreContract } from '#test/support/contracts/holding-store.contract';
import { startTestTables, type TestTables } from '#test/support/dynamodb/start-test-tables';
import { InMemoryHoldingStore } from '#test/support/fakes/in-memory-holding-store';

let tables: TestTables;
beforeAll(async () => {
  tables = await startTestTables();
});
afterAll(() => tables.stop());

const fake = new InMemoryHoldingStore();
holdingStoreContract('The fake', () => fake);
holdingStoreContract('DynamoDB', () => createDynamoHoldingStore({ client: tables.client, tableName: tables.dossierTable }));
