import { GetCommand, DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { createDynamoBulkStore } from '#functions/adapters/dynamodb/dynamo-bulk-store';
import { createDynamoExportStore } from '#functions/adapters/dynamodb/dynamo-export-store';
import { aBulk, anExportOrder, someChunks } from '#test/support/builders/bulk-builders';
import { bulkStoreContract } from '#test/support/contracts/bulk-store.contract';
import { exportStoreContract } from '#test/support/contracts/export-store.contract';
import { startTestTables, type TestTables } from '#test/support/dynamodb/start-test-tables';
import { InMemoryBulkStore } from '#test/support/fakes/in-memory-bulk-store';
import { InMemoryExportStore } from '#test/support/fakes/in-memory-export-store';

let tables: TestTables;
beforeAll(async () => {
  tables = await startTestTables();
});
afterAll(() => tables.stop());

const register = () => ({ client: tables.client, tableName: tables.registerTable });

const bulks = new InMemoryBulkStore();
bulkStoreContract('The fake', () => bulks);
bulkStoreContract('DynamoDB', () => createDynamoBulkStore(register()));

const exports = new InMemoryExportStore();
exportStoreContract('The fake', () => exports);
exportStoreContract('DynamoDB', () => createDynamoExportStore(register()));

it('the table forgets a hand-in with its chunks after 30 days, and an export after 7', async () => {
  const bulk = await createDynamoBulkStore(register()).create(aBulk());
  await createDynamoBulkStore(register()).keepChunks(bulk, someChunks(1));
  const order = await createDynamoExportStore(register()).create(anExportOrder());
  const item = async (pk: string, sk: string) => (await DynamoDBDocumentClient.from(tables.client).send(new GetCommand({ TableName: tables.registerTable, Key: { pk, sk } }))).Item;
  const end = Date.parse('2026-12-23T02:00:00.000Z') / 1000;
  expect(await item(`BULK#${bulk.id}`, 'BULK')).toMatchObject({ expiresAtEpochSeconds: end });
  expect(await item(`BULK#${bulk.id}`, 'C#000001')).toMatchObject({ expiresAtEpochSeconds: end });
  expect(await item(`EXPORT#${order.id}`, 'EXPORT')).toMatchObject({ expiresAtEpochSeconds: Date.parse('2026-11-30T02:00:00.000Z') / 1000 });
});
