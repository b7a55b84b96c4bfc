import type { SQSClient } from '@aws-sdk/client-sqs';
import type { Channel } from '#domain/notifications/subscription';
import type { WakeQueue } from '#domain/notifications/wake-queue';
import { type QueueAccess, sendMessages } from '#functions/adapters/sqs/send-messages';

/** Wakes by SQS. The group of a message makes a standard queue fair: a subscription with many wakes waits behind one with few. */
export function createSqsWakeQueue(queue: QueueAccess): WakeQueue {
  return {
    send: (wakes, delaySeconds = 0) => sendMessages(queue, wakes, ({ subscriptionId }) => ({ MessageGroupId: subscriptionId, ...(delaySeconds > 0 && { DelaySeconds: delaySeconds }) })),
  };
}

/** One queue for each channel that has one. */
export function createSqsWakeQueues(client: SQSClient, urls: Readonly<Partial<Record<Channel, string | undefined>>>): Readonly<Partial<Record<Channel, WakeQueue>>> {
  const { webhook, 'national-portal': portal } = urls;
  return {
    ...(webhook !== undefined && { webhook: createSqsWakeQueue({ client, queueUrl: webhook }) }),
    ...(portal !== undefined && { 'national-portal': createSqsWakeQueue({ client, queueUrl: portal }) }),
  };
}
