import { Webhook } from 'standardwebhooks';
import type { WebhookOutcome, WebhookSender, WebhookToSend } from '#domain/notifications/webhook-sender';
import { webhookUrlFault } from '#domain/notifications/webhook-url';
import { AddressRefused, type Resolve } from '#functions/adapters/agency-http/guarded-lookup';
import { guardedPost, type PostAnswer } from '#functions/adapters/agency-http/guarded-post';
import { readRetryAfter } from '#functions/adapters/agency-http/retry-after';

/** For the whole exchange: name, connection, sending and answer. */
const TOTAL_TIMEOUT_MILLISECONDS = 15_000;
const MAX_RESPONSE_BYTES = 64 * 1024;

export interface WebhookSenderOptions {
  /** Lets messages reach this machine itself, over http too; for the local cell only. */
  readonly allowLoopback: boolean;
  /** @default the system's resolver */
  readonly resolve?: Resolve;
  /** @default the machine's clock */
  readonly now?: () => Date;
  /** @default 15 seconds */
  readonly totalTimeoutMilliseconds?: number;
}

/** Sends by HTTPS POST with Standard Webhooks headers; follows no redirect and reads no more than it must. */
export class HttpWebhookSender implements WebhookSender {
  readonly #options: WebhookSenderOptions;

  constructor(options: WebhookSenderOptions) {
    this.#options = options;
  }

  async send(webhook: WebhookToSend): Promise<WebhookOutcome> {
    if (webhookUrlFault(webhook.url, this.#options) !== undefined) return { kind: 'failed', reason: 'url-refused' };
    const signed = this.#sign(webhook);
    if (signed === undefined) return { kind: 'failed', reason: 'secret-unusable' };
    try {
      return judge(await this.#post(new URL(webhook.url), signed, webhook.body));
    } catch (error) {
      return error instanceof AddressRefused ? { kind: 'failed', reason: 'address-refused' } : { kind: 'retry' };
    }
  }

  #sign({ secret, messageId, body }: WebhookToSend): Record<string, string> | undefined {
    const at = this.#options.now?.() ?? new Date();
    try {
      return {
        'webhook-id': messageId,
        'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
        'webhook-signature': new Webhook(secret).sign(messageId, at, body),
      };
    } catch {
      return undefined;
    }
  }

  #post(url: URL, signed: Record<string, string>, body: string): Promise<PostAnswer> {
    const { allowLoopback, resolve, totalTimeoutMilliseconds = TOTAL_TIMEOUT_MILLISECONDS } = this.#options;
    const headers = { ...signed, 'content-type': 'application/cloudevents+json; charset=utf-8', 'user-agent': 'MotCua-Webhooks/1' };
    const guard = { allowLoopback, totalTimeoutMilliseconds, maxAnswerBytes: MAX_RESPONSE_BYTES, ...(resolve === undefined ? {} : { resolve }) };
    return guardedPost(url, { headers, body }, guard);
  }
}

function judge({ status, headers }: PostAnswer): WebhookOutcome {
  if (status >= 200 && status < 300) return { kind: 'delivered', status };
  if (status === 410) return { kind: 'gone', status };
  const retryAfterSeconds = readRetryAfter(headers['retry-after'], headers.date);
  return { kind: 'retry', status, ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }) };
}
