import { afterAll, beforeAll } from '@jest/globals';
import { createDynamoReadingLog } from '#functions/adapters/dynamodb/dynamo-reading-log';
import { readingLogContract } from '#test/support/contracts/reading-log.contract';
import { startTestTables, type TestTables } from '#test/support/dynamodb/start-test-tables';
import { InMemoryReadingLog } from '#test/support/fakes/in-memory-reading-log';

let tables: TestTables;
beforeAll(async () => {
  tables = await startTestTables();
});
afterAll(() => tables.stop());

const fake = new InMemoryReadingLog();
readingLogContract('The fake', () => fake);
readingLogContract('DynamoDB', () => createDynamoReadingLog({ client: tables.client, tableName: tables.dossierTable }));
