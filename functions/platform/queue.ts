import middy from '@middy/core';
import type { Context, SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import type { z } from 'zod';
import type { Temporal } from '#domain/kernel/temporal';
import { systemClock, type Clock } from '#functions/platform/clock';
import { logFailure } from '#functions/platform/logger';
import { observe } from '#functions/platform/observe';

export interface QueueWork<Message> {
  /** The queue's word in the log: `webhooks`. */
  readonly queue: string;
  readonly message: z.ZodType<Message>;
}

export interface Delivery {
  readonly now: Temporal.Instant;
  /** 1 the first time this message is received. */
  readonly attempt: number;
  /** For lengthening the message's invisibility, nothing else. */
  readonly receiptHandle: string;
  readonly queueArn: string;
}

export type QueueLambda = (event: SQSEvent, context: Context) => Promise<SQSBatchResponse>;

/**
 * What every queue worker wears: one message after the other; those that failed, or cannot be read,
 * are reported and come back alone, until the queue moves them to its dead letters.
 */
export function queueHandler<Message>(
  work: QueueWork<Message>,
  use: (message: Message, delivery: Delivery) => Promise<void>,
  clock: Clock = systemClock,
): QueueLambda {
  const handleRecord = async (record: SQSRecord): Promise<void> => {
    const message = work.message.parse(JSON.parse(record.body));
    const attempt = Number(record.attributes.ApproximateReceiveCount);
    await use(message, { now: clock(), attempt, receiptHandle: record.receiptHandle, queueArn: record.eventSourceARN });
  };
  const lambda = middy<SQSEvent, SQSBatchResponse>()
    .use(observe<SQSEvent, SQSBatchResponse>({
      begin: (event) => ({ step: work.queue, count: event.Records.length }),
      end: (result) => ({ outcome: `${String(result?.batchItemFailures.length ?? 0)} to come back` }),
    }))
    .handler(async (event: SQSEvent) => {
      const batchItemFailures: { itemIdentifier: string }[] = [];
      for (const record of event.Records) {
        try {
          await handleRecord(record);
        } catch (error) {
          logFailure('message not handled', error, { attempt: Number(record.attributes.ApproximateReceiveCount) });
          batchItemFailures.push({ itemIdentifier: record.messageId });
        }
      }
      return { batchItemFailures };
    });
  return async (event, context) => lambda(event, context);
}
