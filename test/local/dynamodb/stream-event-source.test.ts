import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';

import { callDynamodb } from '#local/dynamodb/call-dynamodb';
import { startDynamodb } from '#local/dynamodb/start-dynamodb';
import { startStreamEventSource } from '#local/dynamodb/start-stream-event-source';
import type { LocalDynamodb } from '#local/dynamodb/start-dynamodb';
import type { StreamEventSource, StreamEventSourceOptions } from '#local/dynamodb/start-stream-event-source';

const streamArn = 'arn:aws:dynamodb:ap-southeast-1:000000000000:table/Dossiers/stream/x';

interface Handed {
  readonly sk: string;
  readonly sequence: string;
}

describe('a table feeding a function', () => {
  const dataFolder = mkdtempSync(join(tmpdir(), 'cell-stream-'));
  const clock = { now: () => Date.now(), onMoved: () => undefined };
  const errors: unknown[] = [];
  let dynamodb: LocalDynamodb;
  let source: StreamEventSource | undefined;
  let tableNumber = 0;
  let tableName = '';

  beforeAll(async () => {
    dynamodb = await startDynamodb({ dataFolder, clock, onError: (error) => errors.push(error) });
  });

  afterEach(async () => {
    await source?.stop();
    source = undefined;
    expect(errors).toEqual([]);
  });

  afterAll(async () => dynamodb.stop());

  const createTable = async (): Promise<void> => {
    tableNumber += 1;
    tableName = `Dossiers${tableNumber}`;
    await dynamodb.createTables([
      {
        name: tableName,
        streamArn,
        AttributeDefinitions: ['pk', 'sk'].map((AttributeName) => ({ AttributeName, AttributeType: 'S' })),
        KeySchema: [
          { AttributeName: 'pk', KeyType: 'HASH' },
          { AttributeName: 'sk', KeyType: 'RANGE' },
        ],
        GlobalSecondaryIndexes: [],
        LocalSecondaryIndexes: [],
        StreamSpecification: { StreamViewType: 'NEW_IMAGE' },
      },
    ]);
  };

  const put = async (sk: string, more: Record<string, object> = {}): Promise<void> => {
    await callDynamodb(dynamodb.endpoint, 'DynamoDB.PutItem', { TableName: tableName, Item: { pk: { S: 'D#1' }, sk: { S: sk }, ...more } });
  };

  const listen = async (handle: (batch: Handed[]) => unknown, more: Partial<StreamEventSourceOptions> = {}): Promise<string[]> => {
    const discarded: string[] = [];
    source = await startStreamEventSource({
      endpoint: dynamodb.endpoint,
      tableName,
      streamArn,
      region: 'ap-southeast-1',
      positionFile: dynamodb.positionFile(tableName),
      startingPosition: 'TRIM_HORIZON',
      batchSize: 10,
      parallelizationFactor: 1,
      filters: [],
      reportsItemFailures: true,
      bisectsOnError: true,
      maximumRetries: 2,
      maximumAgeSeconds: -1,
      functionArn: 'arn:aws:lambda:ap-southeast-1:000000000000:function:relay',
      clock,
      invoke: async (payload) => {
        const batch = JSON.parse(payload).Records.map((record: { dynamodb: { Keys: { sk: { S: string } }; SequenceNumber: string } }) => ({
          sk: record.dynamodb.Keys.sk.S,
          sequence: record.dynamodb.SequenceNumber,
        }));
        try {
          return { payload: JSON.stringify(handle(batch) ?? null) };
        } catch (error) {
          return { functionError: 'Unhandled', payload: JSON.stringify({ errorMessage: String(error) }) };
        }
      },
      sendToFailureDestination: async (message) => {
        discarded.push(message);
      },
      onError: (error) => errors.push(error),
      ...more,
    });
    return discarded;
  };

  const until = async (condition: () => boolean): Promise<void> => {
    while (!condition()) {
      source?.poke();
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  };

  it('hands over what was written before and after it started, in order', async () => {
    await createTable();
    await put('E#1');
    await put('E#2');
    const seen: string[] = [];
    await listen((batch) => void seen.push(...batch.map(({ sk }) => sk)));
    await until(() => seen.length === 2);
    await put('E#3');
    await until(() => seen.length === 3);
    expect(seen).toEqual(['E#1', 'E#2', 'E#3']);
  });

  it('hands over only what a filter lets through', async () => {
    await createTable();
    const seen: string[] = [];
    await listen((batch) => void seen.push(...batch.map(({ sk }) => sk)), {
      filters: [{ eventName: ['INSERT'], dynamodb: { NewImage: { itemType: { S: ['EVENT'] } } } }],
    });
    await put('A#META');
    await put('E#1', { itemType: { S: 'EVENT' } });
    await put('E#1', { itemType: { S: 'EVENT' }, changed: { BOOL: true } });
    await put('E#2', { itemType: { S: 'EVENT' } });
    await until(() => seen.includes('E#2'));
    expect(seen).toEqual(['E#1', 'E#2']);
  });

  it('goes on behind the last finished record after a restart', async () => {
    await createTable();
    const first: string[] = [];
    await put('E#1');
    await listen((batch) => void first.push(...batch.map(({ sk }) => sk)));
    await source?.drained();
    expect(first).toEqual(['E#1']);
    await source?.stop();
    await put('E#2');
    const second: string[] = [];
    await listen((batch) => void second.push(...batch.map(({ sk }) => sk)));
    await until(() => second.length === 1);
    expect(second).toEqual(['E#2']);
  });

  it('tries again from the first record the function did not finish', async () => {
    await createTable();
    await Promise.all([put('E#1'), put('E#2'), put('E#3')]);
    const batches: string[][] = [];
    const finished: string[] = [];
    await listen((batch) => {
      batches.push(batch.map(({ sk }) => sk));
      const failing = batches.length === 1 ? batch[1] : undefined;
      finished.push(...batch.slice(0, failing === undefined ? undefined : 1).map(({ sk }) => sk));
      return { batchItemFailures: failing === undefined ? [] : [{ itemIdentifier: failing.sequence }] };
    });
    await source?.drained();
    expect(batches).toHaveLength(2);
    expect(finished.toSorted()).toEqual(['E#1', 'E#2', 'E#3']);
    expect(batches[1]).toEqual(batches[0]?.slice(1));
  });

  it('splits a failing batch until the bad record stands alone, gives that one up and says where it is', async () => {
    await createTable();
    for (const sk of ['E#1', 'E#2', 'bad', 'E#4']) await put(sk);
    const seen: string[] = [];
    const discarded = await listen((batch) => {
      if (batch.some(({ sk }) => sk === 'bad')) throw new Error('poison');
      seen.push(...batch.map(({ sk }) => sk));
    });
    await until(() => seen.includes('E#4') && discarded.length > 0);
    expect(seen).toEqual(['E#1', 'E#2', 'E#4']);
    expect(discarded.map((message) => JSON.parse(message))).toEqual([
      expect.objectContaining({
        requestContext: expect.objectContaining({ condition: 'RetryAttemptsExhausted' }),
        DDBStreamBatchInfo: expect.objectContaining({ batchSize: 1, startSequenceNumber: '3', streamArn }),
      }),
    ]);
  });

  it('keeps the changes of one item in order though several lanes run side by side', async () => {
    await createTable();
    const seen: string[] = [];
    await listen((batch) => void seen.push(...batch.map(({ sk, sequence }) => `${sk} ${sequence}`)), { parallelizationFactor: 4, batchSize: 2 });
    for (let round = 0; round < 5; round += 1) for (const sk of ['a', 'b', 'c']) await put(sk, { round: { N: String(round) } });
    await until(() => seen.length === 15);
    for (const sk of ['a', 'b', 'c']) {
      const sequences = seen.filter((entry) => entry.startsWith(sk)).map((entry) => Number(entry.split(' ')[1]));
      expect(sequences).toEqual(sequences.toSorted((left, right) => left - right));
    }
  });
});
