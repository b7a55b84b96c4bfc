import type { WakeQueue } from '#domain/notifications/wake-queue';
import { type QueueAccess, sendMessages } from '#functions/adapters/sqs/send-messages';

/** Wakes by SQS. The group of a message makes a standard queue fair: a subscription with many wakes waits behind one with few. */
export function createSqsWakeQueue(queue: QueueAccess): WakeQueue {
  return {
    send: (wakes, delaySeconds = 0) => sendMessages(queue, wakes, ({ subscriptionId }) => ({ MessageGroupId: subscriptionId, ...(delaySeconds > 0 && { DelaySeconds: delaySeconds }) })),
  };
}
