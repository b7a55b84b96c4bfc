import type { ScanQueue } from '#domain/documents/scan-bundle';
import { type QueueAccess, sendMessages } from '#functions/adapters/sqs/send-messages';

export function createSqsScanQueue(queue: QueueAccess): ScanQueue {
  return { send: (orders) => sendMessages(queue, orders) };
}
