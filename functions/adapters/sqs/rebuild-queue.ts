import type { RebuildQueue } from '#domain/figures/rebuild-queue';
import { type QueueAccess, sendMessages } from '#functions/adapters/sqs/send-messages';

export function createSqsRebuildQueue(queue: QueueAccess): RebuildQueue {
  return { send: (parts) => sendMessages(queue, parts) };
}
