import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import middy from '@middy/core';
import type { Context, DynamoDBBatchResponse, DynamoDBRecord, DynamoDBStreamEvent } from 'aws-lambda';
import * as z from 'zod';
import type { Temporal } from '#domain/kernel/temporal';
import { systemClock, type Clock } from '#functions/platform/clock';
import { logFailure } from '#functions/platform/logger';
import { observe } from '#functions/platform/observe';

export interface StreamWork<Item> {
  /** The stream's word in the log: `dossier-events`. */
  readonly stream: string;
  /** The new image of an item, unmarshalled. */
  readonly item: z.ZodType<Item>;
  /** Neighbours with the same word are handled together, e.g. the events of one commit. */
  readonly groupBy: (item: Item) => string;
}

export type StreamLambda = (event: DynamoDBStreamEvent, context: Context) => Promise<DynamoDBBatchResponse>;

// Lambda types the image with text for binary; we keep no binary, so that both descriptions are of the same thing.
const image = z.custom<Record<string, AttributeValue>>((value) => typeof value === 'object' && value !== null);

/**
 * What every stream reader wears: records in order, one after the other. The first that fails ends the batch and is
 * reported; Lambda comes back with it and everything after it, so that no dossier's events overtake each other.
 */
export function streamHandler<Item>(
  work: StreamWork<Item>,
  use: (items: readonly Item[], delivery: { readonly now: Temporal.Instant }) => Promise<void>,
  clock: Clock = systemClock,
): StreamLambda {
  const lambda = middy<DynamoDBStreamEvent, DynamoDBBatchResponse>()
    .use(observe<DynamoDBStreamEvent, DynamoDBBatchResponse>({
      begin: (event) => ({ step: work.stream, count: event.Records.length }),
      end: (result) => ({ outcome: result?.batchItemFailures.length === 0 ? 'whole batch' : 'part of the batch' }),
    }))
    .handler(async (event: DynamoDBStreamEvent) => {
      let left: readonly DynamoDBRecord[] = event.Records;
      while (left[0] !== undefined) {
        const [first] = left;
        try {
          const run = firstRun(work, left);
          await use(run, { now: clock() });
          left = left.slice(run.length);
        } catch (error) {
          logFailure('records not handled', error);
          return { batchItemFailures: [{ itemIdentifier: sequenceNumberOf(first) }] };
        }
      }
      return { batchItemFailures: [] };
    });
  return async (event, context) => lambda(event, context);
}

/** The leading records that belong together; a record that cannot be read ends the run before it, or fails when it is the first. */
function firstRun<Item>(work: StreamWork<Item>, records: readonly DynamoDBRecord[]): Item[] {
  const run: Item[] = [];
  for (const record of records) {
    const item = work.item.safeParse(unmarshall(image.parse(record.dynamodb?.NewImage)));
    if (!item.success && run.length === 0) throw item.error;
    if (!item.success || (run[0] !== undefined && work.groupBy(run[0]) !== work.groupBy(item.data))) break;
    run.push(item.data);
  }
  return run;
}

function sequenceNumberOf(record: DynamoDBRecord): string {
  const sequenceNumber = record.dynamodb?.SequenceNumber;
  // Without a number nothing can be named; a thrown error makes Lambda repeat the whole batch.
  if (sequenceNumber === undefined) throw new Error('A stream record without a sequence number');
  return sequenceNumber;
}
