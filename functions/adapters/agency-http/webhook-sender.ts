import { request as requestHttp, type IncomingMessage } from 'node:http';
import { request as requestHttps, type RequestOptions } from 'node:https';
import { isIP } from 'node:net';
import { Webhook } from 'standardwebhooks';
import type { WebhookOutcome, WebhookSender, WebhookToSend } from '#domain/notifications/webhook-sender';
import { webhookUrlFault } from '#domain/notifications/webhook-url';
import { AddressRefused, guardedLookup, resolveByDns, type Resolve } from '#functions/adapters/agency-http/guarded-lookup';
import { isLoopbackAddress, isPublicAddress } from '#functions/adapters/agency-http/public-address';
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
  readonly #isAllowed: (address: string) => boolean;

  constructor(options: WebhookSenderOptions) {
    this.#options = options;
    this.#isAllowed = (address) => isPublicAddress(address) || (options.allowLoopback && isLoopbackAddress(address));
  }

  async send(webhook: WebhookToSend): Promise<WebhookOutcome> {
    if (webhookUrlFault(webhook.url, this.#options) !== undefined) return { kind: 'failed', reason: 'url-refused' };
    const url = new URL(webhook.url);
    const literal = url.hostname.replace(/^\[|\]$/g, '');
    // A socket looks up names only, so that a literal address must be judged here.
    if (isIP(literal) !== 0 && !this.#isAllowed(literal)) return { kind: 'failed', reason: 'address-refused' };
    const headers = this.#sign(webhook);
    if (headers === undefined) return { kind: 'failed', reason: 'secret-unusable' };
    try {
      return await this.#post(url, headers, webhook.body);
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

  #post(url: URL, signed: Record<string, string>, body: string): Promise<WebhookOutcome> {
    const options: RequestOptions = {
      method: 'POST',
      agent: false,
      lookup: guardedLookup(this.#options.resolve ?? resolveByDns, this.#isAllowed),
      signal: AbortSignal.timeout(this.#options.totalTimeoutMilliseconds ?? TOTAL_TIMEOUT_MILLISECONDS),
      headers: {
        ...signed,
        'content-type': 'application/cloudevents+json; charset=utf-8',
        'content-length': Buffer.byteLength(body),
        'user-agent': 'MotCua-Webhooks/1',
      },
    };
    const start = url.protocol === 'https:' ? requestHttps : requestHttp;
    return new Promise((resolve, reject) => {
      const request = start(url, options, (response) => {
        // The status is the answer; the rest is only drained, and a receiver that never ends it changes nothing.
        request.off('error', reject).on('error', () => undefined);
        void drain(response).finally(() => {
          request.destroy();
          resolve(judge(response));
        });
      });
      request.on('error', reject);
      request.end(body);
    });
  }
}

async function drain(response: IncomingMessage): Promise<void> {
  let bytes = 0;
  try {
    const chunks: AsyncIterable<Buffer> = response;
    for await (const chunk of chunks) {
      bytes += chunk.length;
      if (bytes > MAX_RESPONSE_BYTES) return;
    }
  } catch {
    // Cut off after the status was told: the status stands.
  }
}

function judge(response: IncomingMessage): WebhookOutcome {
  const status = response.statusCode ?? 0;
  if (status >= 200 && status < 300) return { kind: 'delivered', status };
  if (status === 410) return { kind: 'gone', status };
  const retryAfterSeconds = readRetryAfter(response.headers['retry-after'], response.headers.date);
  return { kind: 'retry', status, ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }) };
}
