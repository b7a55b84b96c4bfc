import { mkdtempSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { describe, expect, it } from '@jest/globals';

import { callDynamodb } from '#local/dynamodb/call-dynamodb';
import { openPositionFile } from '#local/dynamodb/position-file';
import { startDynamodb } from '#local/dynamodb/start-dynamodb';
import { startTimeToLiveSweeper } from '#local/dynamodb/start-time-to-live-sweeper';
import type { TableDefinition } from '#local/dynamodb/table-definition';
import { listenLocally } from '#local/servers/listen-locally';

const fail = (error: unknown): never => {
  throw error;
};

function settingsIn(dataFolder: string): Parameters<typeof startDynamodb>[0] {
  return { dataFolder, clock: { now: () => Date.now(), onMoved: () => undefined }, onError: fail };
}

const table: TableDefinition = {
  name: 'Register',
  streamArn: 'arn:aws:dynamodb:ap-southeast-1:000000000000:table/Register/stream/x',
  AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
  KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
  GlobalSecondaryIndexes: [],
  LocalSecondaryIndexes: [],
  StreamSpecification: { StreamViewType: 'NEW_IMAGE' },
  TimeToLiveSpecification: { AttributeName: 'expiresAtEpochSeconds', Enabled: true },
};

const putInto = (endpoint: string, pk: string, more: object = {}): Promise<unknown> =>
  callDynamodb(endpoint, 'DynamoDB.PutItem', { TableName: 'Register', Item: { pk: { S: pk }, ...more } });

const keysIn = async (endpoint: string): Promise<unknown> => {
  const { Items } = await callDynamodb(endpoint, 'DynamoDB.Scan', { TableName: 'Register', ProjectionExpression: 'pk' });
  return JSON.parse(JSON.stringify(Items)).map((item: { pk: { S: string } }) => item.pk.S).toSorted();
};

describe('the embedded DynamoDB', () => {
  const emptyFolder = (): string => mkdtempSync(join(tmpdir(), 'cell-dynamodb-'));

  it('keeps its tables in the data folder and goes on numbering its stream after forgetting what was read', async () => {
    const dataFolder = emptyFolder();
    const first = await startDynamodb(settingsIn(dataFolder));
    await first.createTables([table]);
    await putInto(first.endpoint, 'kept');
    await putInto(first.endpoint, 'too');
    const positions = openPositionFile(first.positionFile('relay'), 'Register');
    positions.save(2);
    positions.close();
    await first.stop();
    const second = await startDynamodb(settingsIn(dataFolder));
    await second.createTables([table]);
    expect(await keysIn(second.endpoint)).toEqual(['kept', 'too']);
    await putInto(second.endpoint, 'later');
    const { Streams } = await callDynamodb(second.endpoint, 'Streams.ListStreams', {});
    const [{ StreamArn }] = JSON.parse(JSON.stringify(Streams));
    const described = await callDynamodb(second.endpoint, 'Streams.DescribeStream', { StreamArn });
    expect(described).toMatchObject({ StreamDescription: { Shards: [{ SequenceNumberRange: { StartingSequenceNumber: '2', EndingSequenceNumber: '3' } }] } });
    await second.stop();
  });

  it('adds an index that the template has gained', async () => {
    const dataFolder = emptyFolder();
    const first = await startDynamodb(settingsIn(dataFolder));
    await first.createTables([table]);
    await putInto(first.endpoint, 'old', { listingPk: { S: 'all' } });
    await first.stop();
    const second = await startDynamodb(settingsIn(dataFolder));
    const index = { IndexName: 'listing', KeySchema: [{ AttributeName: 'listingPk', KeyType: 'HASH' as const }], Projection: { ProjectionType: 'ALL' } };
    await second.createTables([
      { ...table, AttributeDefinitions: [...table.AttributeDefinitions, { AttributeName: 'listingPk', AttributeType: 'S' }], GlobalSecondaryIndexes: [index] },
    ]);
    const found = await callDynamodb(second.endpoint, 'DynamoDB.Query', {
      TableName: 'Register',
      IndexName: 'listing',
      KeyConditionExpression: 'listingPk = :all',
      ExpressionAttributeValues: { ':all': { S: 'all' } },
    });
    expect(found).toMatchObject({ Count: 1 });
    await second.stop();
  });

  it('refuses changed keys in one sentence', async () => {
    const dataFolder = emptyFolder();
    const store = await startDynamodb(settingsIn(dataFolder));
    await store.createTables([table]);
    const other = { ...table, AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }], KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' as const }] };
    await expect(store.createTables([other])).rejects.toThrow('The keys of table Register have changed since the data folder was made; start with an empty data folder.');
    await store.stop();
  });

  it('deletes what has expired by the cell clock and nothing else', async () => {
    const store = await startDynamodb(settingsIn(emptyFolder()));
    await store.createTables([table]);
    await putInto(store.endpoint, 'expired', { expiresAtEpochSeconds: { N: '1000' } });
    await putInto(store.endpoint, 'living', { expiresAtEpochSeconds: { N: '3000' } });
    await putInto(store.endpoint, 'lasting');
    const sweeper = startTimeToLiveSweeper({ endpoint: store.endpoint, tables: [table], clock: { now: () => 2_000_000, onMoved: () => undefined }, onError: fail });
    await sweeper.sweep();
    expect(await keysIn(store.endpoint)).toEqual(['lasting', 'living']);
    await sweeper.stop();
    await store.stop();
  });

  it('says which port is taken', async () => {
    const other = createServer();
    const port = await listenLocally(other);
    await expect(startDynamodb({ ...settingsIn(emptyFolder()), port })).rejects.toThrow(`Port ${port}, meant for DynamoDB, is already in use.`);
    other.close();
  });
});
