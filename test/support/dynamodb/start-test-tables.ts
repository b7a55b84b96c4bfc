import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CreateTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { startDynamodbProcess } from '#local/dynamodb/start-dynamodb-process';
import { accessTable, dossierTable, feedTable, figuresTable, logTable, registerTable } from '#test/support/dynamodb/table-definitions';

export interface TestTables {
  readonly client: DynamoDBClient;
  readonly dossierTable: string;
  readonly registerTable: string;
  readonly figuresTable: string;
  readonly feedTable: string;
  readonly accessTable: string;
  readonly logTable: string;
  stop(): Promise<void>;
}

/** A DynamoDB of its own for one test file, with all tables and nothing in them. */
export async function startTestTables(): Promise<TestTables> {
  const folder = mkdtempSync(join(tmpdir(), 'mot-cua-tables-'));
  const started = await startDynamodbProcess({ databaseFile: join(folder, 'tables.sqlite') });
  const client = new DynamoDBClient({ endpoint: started.endpoint, region: 'ap-southeast-1', credentials: { accessKeyId: 'test', secretAccessKey: 'test' } });
  await client.send(new CreateTableCommand({ TableName: 'DossierTable', ...dossierTable }));
  await client.send(new CreateTableCommand({ TableName: 'RegisterTable', ...registerTable }));
  await client.send(new CreateTableCommand({ TableName: 'FiguresTable', ...figuresTable }));
  await client.send(new CreateTableCommand({ TableName: 'FeedTable', ...feedTable }));
  await client.send(new CreateTableCommand({ TableName: 'AccessTable', ...accessTable }));
  await client.send(new CreateTableCommand({ TableName: 'LogTable', ...logTable }));
  return {
    client,
    dossierTable: 'DossierTable',
    registerTable: 'RegisterTable',
    figuresTable: 'FiguresTable',
    feedTable: 'FeedTable',
    accessTable: 'AccessTable',
    logTable: 'LogTable',
    stop: async () => {
      client.destroy();
      await started.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
