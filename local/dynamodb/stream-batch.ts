import { z } from 'zod';

import type { InvocationResult } from '../lambda/invocation.ts';
import type { StreamRecord } from './stream-reader.ts';

const partialAnswer = z.object({
  batchItemFailures: z.array(z.object({ itemIdentifier: z.string().nullish() })).nullish(),
});

/** What became of a batch: how many records from its start are done for good, and whether the function failed as a whole. */
export interface BatchOutcome {
  readonly done: number;
  readonly failedAsAWhole: boolean;
}

/**
 * Reads a function's answer to a batch. With ReportBatchItemFailures everything before the first named record is done;
 * an empty or unknown name means the whole batch failed, as on AWS.
 */
export function batchOutcome(records: readonly StreamRecord[], result: InvocationResult, reportsItemFailures: boolean): BatchOutcome {
  if (result.functionError !== undefined) return { done: 0, failedAsAWhole: true };
  if (!reportsItemFailures) return { done: records.length, failedAsAWhole: false };
  const failures = partialAnswer.safeParse(JSON.parse(result.payload)).data?.batchItemFailures ?? [];
  const positions = failures.map(({ itemIdentifier }) => records.findIndex((record) => record.dynamodb.SequenceNumber === itemIdentifier));
  if (positions.includes(-1)) return { done: 0, failedAsAWhole: true };
  return { done: Math.min(records.length, ...positions), failedAsAWhole: false };
}

export interface DiscardedBatch {
  readonly condition: 'RetryAttemptsExhausted' | 'RecordAgeExceeded';
  readonly records: readonly StreamRecord[];
  readonly attempts: number;
  readonly functionArn: string;
  readonly shardId: string;
  readonly streamArn: string;
  /** Epoch milliseconds. */
  readonly now: number;
}

/** The message Lambda sends to the failure destination of a stream mapping: where the records are, not the records. */
export function discardMessage(batch: DiscardedBatch): string {
  const { records, condition } = batch;
  const arrival = (record: StreamRecord | undefined): string => new Date((record?.dynamodb.ApproximateCreationDateTime ?? 0) * 1000).toISOString();
  return JSON.stringify({
    requestContext: { functionArn: batch.functionArn, condition, approximateInvokeCount: batch.attempts },
    responseContext: { statusCode: 200, executedVersion: '$LATEST', functionError: 'Unhandled' },
    version: '1.0',
    timestamp: new Date(batch.now).toISOString(),
    DDBStreamBatchInfo: {
      shardId: batch.shardId,
      startSequenceNumber: records[0]?.dynamodb.SequenceNumber,
      endSequenceNumber: records.at(-1)?.dynamodb.SequenceNumber,
      approximateArrivalOfFirstRecord: arrival(records[0]),
      approximateArrivalOfLastRecord: arrival(records.at(-1)),
      batchSize: records.length,
      streamArn: batch.streamArn,
    },
  });
}
