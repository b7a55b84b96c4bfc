import { afterAll, beforeAll } from '@jest/globals';
import { createDynamoLogStore } from '#functions/adapters/dynamodb/dynamo-log-store';
import { createDynamoStatementStore } from '#functions/adapters/dynamodb/dynamo-statement-store';
import { logStoreContract, statementStoreContract } from '#test/support/contracts/log-stores.contract';
import { startTestTables, type TestTables } from '#test/support/dynamodb/start-test-tables';
import { InMemoryLogStore } from '#test/support/fakes/in-memory-log-store';
import { InMemoryStatementStore } from '#test/support/fakes/in-memory-statement-store';

let tables: TestTables;
beforeAll(async () => {
  tables = await startTestTables();
});
afterAll(() => tables.stop());

const log = new InMemoryLogStore();
logStoreContract('The fake', () => log);
logStoreContract('DynamoDB', () => createDynamoLogStore({ client: tables.client, tableName: tables.logTable }));
statementStoreContract('The fake', () => new InMemoryStatementStore());
statementStoreContract('DynamoDB', () => createDynamoStatementStore({ client: tables.client, tableName: tables.logTable }));
