import type { KeepingQueue } from '#domain/keeping/keeping-orders';
import { type QueueAccess, sendMessages } from '#functions/adapters/sqs/send-messages';

export function createSqsKeepingQueue(queue: QueueAccess): KeepingQueue {
  return { send: (orders) => sendMessages(queue, orders) };
}
