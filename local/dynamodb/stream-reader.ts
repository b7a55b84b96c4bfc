import { z } from 'zod';

import { callDynamodb } from './call-dynamodb.ts';
import { storedStreamArn } from './create-table.ts';

const record = z.object({
  eventID: z.string(),
  eventName: z.enum(['INSERT', 'MODIFY', 'REMOVE']),
  eventVersion: z.string(),
  dynamodb: z.looseObject({
    Keys: z.record(z.string(), z.json()),
    SequenceNumber: z.string(),
    ApproximateCreationDateTime: z.number(),
  }),
});

/** A change as the stream tells it; instants in epoch seconds of the machine's own clock. */
export type StreamRecord = z.infer<typeof record>;

const described = z.object({ StreamDescription: z.object({ Shards: z.array(z.object({ ShardId: z.string() })) }) });
const iterated = z.object({ ShardIterator: z.string() });
const got = z.object({ Records: z.array(record), NextShardIterator: z.string().optional() });

const largestRead = 1000;

export interface StreamReader {
  readonly shardId: string;
  /** The records after those read last, at most 1,000; empty at the end of the stream. */
  read(): Promise<StreamRecord[]>;
}

/**
 * Opens a table's stream behind a position.
 * @param after sequence number of the last record not to be read again; 0 for the oldest, 'LATEST' for what comes from now on
 */
export async function openStream(endpoint: string, tableName: string, after: number | 'LATEST'): Promise<StreamReader> {
  const StreamArn = await storedStreamArn(endpoint, tableName);
  const { StreamDescription } = described.parse(await callDynamodb(endpoint, 'Streams.DescribeStream', { StreamArn }));
  const ShardId = StreamDescription.Shards.at(-1)?.ShardId;
  if (ShardId === undefined) throw new Error(`the stream of ${tableName} has no shard`);
  const start =
    after === 'LATEST' || after === 0
      ? { ShardIteratorType: after === 0 ? 'TRIM_HORIZON' : 'LATEST' }
      : { ShardIteratorType: 'AFTER_SEQUENCE_NUMBER', SequenceNumber: String(after) };
  let { ShardIterator } = iterated.parse(await callDynamodb(endpoint, 'Streams.GetShardIterator', { StreamArn, ShardId, ...start }));
  return {
    shardId: ShardId,
    read: async () => {
      const { Records, NextShardIterator } = got.parse(await callDynamodb(endpoint, 'Streams.GetRecords', { ShardIterator, Limit: largestRead }));
      if (NextShardIterator !== undefined) ShardIterator = NextShardIterator;
      return Records;
    },
  };
}
