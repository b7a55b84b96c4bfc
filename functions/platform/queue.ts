import middy from '@middy/core';
import type { Context, SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import type * as z from 'zod';
import type { Temporal } from '#domain/kernel/temporal';
import { systemClock, type Clock } from '#functions/platform/clock';
import { logFailure } from '#functions/platform/logger';
import { observe } from '#functions/platform/observe';

export interface QueueWork<Message> {
  /** The queue's word in the log: `webhooks`. */
  readonly queue: string;
  readonly message: z.ZodType<Message>;
}

/** What SQS says of a message besides its body. */
export interface Delivery {
  readonly now: Temporal.Instant;
  /** 1 the first time this message is received. */
  readonly attempt: number;
  /** For lengthening the time the message stays hidden, nothing else. */
  readonly receiptHandle: string;
  readonly queueArn: string;
}

export type QueueLambda = (event: SQSEvent, context: Context) => Promise<SQSBatchResponse>;

/**
 * What every queue worker wears: messages that failed, or cannot be read, are reported and come back alone, until the
 * queue moves them to its dead letters. A batch is worked on together: our queues promise no order, and ten slow
 * receivers one after the other would take longer than the function may run, which would bring all ten back.
 */
export function queueHandler<Message>(
  work: QueueWork<Message>,
  use: (message: Message, delivery: Delivery) => Promise<void>,
  clock: Clock = systemClock,
): QueueLambda {
  const handle = async (record: SQSRecord): Promise<readonly string[]> => {
    const attempt = Number(record.attributes.ApproximateReceiveCount);
    try {
      const message = work.message.parse(JSON.parse(record.body));
      await use(message, { now: clock(), attempt, receiptHandle: record.receiptHandle, queueArn: record.eventSourceARN });
      return [];
    } catch (error) {
      logFailure('message not handled', error, { attempt });
      return [record.messageId];
    }
  };
  const lambda = middy<SQSEvent, SQSBatchResponse>()
    .use(
      observe<SQSEvent, SQSBatchResponse>({
        begin: (event) => ({ step: work.queue, count: event.Records.length }),
        end: (result) => ({ outcome: `${String(result?.batchItemFailures.length ?? 0)} to come back` }),
      }),
    )
    .handler(async (event: SQSEvent) => {
      const failed = (await Promise.all(event.Records.map(handle))).flat();
      return { batchItemFailures: failed.map((itemIdentifier) => ({ itemIdentifier })) };
    });
  return async (event, context) => lambda(event, context);
}
