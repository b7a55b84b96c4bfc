import { afterAll, beforeAll } from '@jest/globals';
import { createDynamoFigureStore } from '#functions/adapters/dynamodb/dynamo-figure-store';
import { figureStoreContract } from '#test/support/contracts/figure-store.contract';
import { startTestTables, type TestTables } from '#test/support/dynamodb/start-test-tables';
import { InMemoryFigureStore } from '#test/support/fakes/in-memory-figure-store';

let tables: TestTables;
beforeAll(async () => {
  tables = await startTestTables();
});
afterAll(() => tables.stop());

const inMemory = new InMemoryFigureStore();
figureStoreContract('The fake', () => inMemory);
figureStoreContract('DynamoDB', () => createDynamoFigureStore({ client: tables.client, tableName: tables.figuresTable }));
