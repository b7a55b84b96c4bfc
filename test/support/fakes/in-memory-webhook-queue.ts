import type { WebhookMessage, WebhookQueue } from '#domain/notifications/webhook-queue';

/** Keeps what was sent; refuses while it is told to. */
export class InMemoryWebhookQueue implements WebhookQueue {
  readonly sent: WebhookMessage[] = [];
  private isDown = false;

  async send(messages: readonly WebhookMessage[]): Promise<void> {
    if (this.isDown) throw new Error('The webhook queue is down');
    this.sent.push(...messages);
  }

  goesDown(): void {
    this.isDown = true;
  }

  comesBack(): void {
    this.isDown = false;
  }
}
