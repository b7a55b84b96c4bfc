import type { WebhookQueue } from '#domain/notifications/webhook-queue';
import { type QueueAccess, sendMessages } from '#functions/adapters/sqs/send-messages';

export function createSqsWebhookQueue(queue: QueueAccess): WebhookQueue {
  return { send: (messages) => sendMessages(queue, messages) };
}
