import { request as requestHttp, type IncomingMessage } from 'node:http';
import { request as requestHttps, type RequestOptions } from 'node:https';
import { isIP } from 'node:net';
import { Webhook } from 'standardwebhooks';
import type { SentTry } from '#domain/notifications/event-sender';
import { webhookUrlFault } from '#domain/notifications/webhook-url';
import { AddressRefused, guardedLookup, resolveByDns, type Resolve } from '#functions/adapters/agency-http/guarded-lookup';
import { isLoopbackAddress, isPublicAddress } from '#functions/adapters/agency-http/public-address';
import { readRetryAfter } from '#functions/adapters/agency-http/retry-after';

/** For the whole exchange: name, connection, sending and answer. */
const TOTAL_TIMEOUT_MILLISECONDS = 15_000;
const MAX_RESPONSE_BYTES = 64 * 1024;
/** Of an answer its subscriber is shown the beginning. */
const SHOWN_CHARACTERS = 500;
/** Statuses whose `Retry-After` is the endpoint asking to be left alone. */
const ASKS_FOR_PATIENCE: readonly number[] = [429, 503];

/** One signed message to one endpoint. */
export interface WebhookToSend {
  readonly url: string;
  /** Standard Webhooks secrets, `whsec_…`; more than one while a rotated secret is still valid, the newest first. */
  readonly secrets: readonly string[];
  /** The event's id: the same for every try, so that the receiver can tell a repetition. */
  readonly messageId: string;
  readonly body: string;
}

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

type Seen = Omit<SentTry, 'at' | 'latencyMilliseconds'>;

/** Sends by HTTPS POST with Standard Webhooks headers; follows no redirect and reads no more than it must. */
export class HttpWebhookSender {
  readonly #options: WebhookSenderOptions;
  readonly #isAllowed: (address: string) => boolean;

  constructor(options: WebhookSenderOptions) {
    this.#options = options;
    this.#isAllowed = (address) => isPublicAddress(address) || (options.allowLoopback && isLoopbackAddress(address));
  }

  /** Sends once; whatever the endpoint does is told and not thrown. */
  async send(webhook: WebhookToSend): Promise<SentTry> {
    const at = this.#options.now?.() ?? new Date();
    const started = performance.now();
    const seen = await this.#exchange(webhook, at);
    return { at: at.toISOString(), latencyMilliseconds: Math.round(performance.now() - started), ...seen };
  }

  async #exchange(webhook: WebhookToSend, at: Date): Promise<Seen> {
    if (webhookUrlFault(webhook.url, this.#options) !== undefined) return { outcome: 'not-sent', reason: 'url-refused' };
    const url = new URL(webhook.url);
    const literal = url.hostname.replace(/^\[|\]$/g, '');
    // A socket looks up names only, so that a literal address must be judged here.
    if (isIP(literal) !== 0 && !this.#isAllowed(literal)) return { outcome: 'not-sent', reason: 'address-refused' };
    const headers = sign(webhook, at);
    if (headers === undefined) return { outcome: 'not-sent', reason: 'secret-unusable' };
    try {
      return redacted(await this.#post(url, headers, webhook.body), webhook.secrets);
    } catch (error) {
      return error instanceof AddressRefused ? { outcome: 'not-sent', reason: 'address-refused' } : { outcome: 'no-answer' };
    }
  }

  #post(url: URL, signed: Record<string, string>, body: string): Promise<Seen> {
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
        // The status is the answer; a receiver that never ends the rest changes nothing.
        request.off('error', reject).on('error', () => undefined);
        void beginningOf(response).then((answer) => {
          request.destroy();
          resolve(judge(response, answer));
        });
      });
      request.on('error', reject);
      request.end(body);
    });
  }
}

function sign({ secrets, messageId, body }: WebhookToSend, at: Date): Record<string, string> | undefined {
  try {
    return {
      'webhook-id': messageId,
      'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
      'webhook-signature': secrets.map((secret) => new Webhook(secret).sign(messageId, at, body)).join(' '),
    };
  } catch {
    return undefined;
  }
}

async function beginningOf(response: IncomingMessage): Promise<string> {
  const kept: Buffer[] = [];
  let bytes = 0;
  try {
    const chunks: AsyncIterable<Buffer> = response;
    for await (const chunk of chunks) {
      if (bytes < 4 * SHOWN_CHARACTERS) kept.push(chunk.subarray(0, 4 * SHOWN_CHARACTERS));
      bytes += chunk.length;
      if (bytes > MAX_RESPONSE_BYTES) break;
    }
  } catch {
    // Cut off after the status was told: the status stands.
  }
  return Buffer.concat(kept).toString('utf8').slice(0, SHOWN_CHARACTERS);
}

function judge(response: IncomingMessage, answer: string): Seen {
  const status = response.statusCode ?? 0;
  const seen = { status, ...(answer === '' ? {} : { answer }) };
  if (status >= 200 && status < 300) return { outcome: 'delivered', ...seen };
  if (status === 410) return { outcome: 'gone', ...seen };
  if (!ASKS_FOR_PATIENCE.includes(status)) return { outcome: 'refused', ...seen };
  const retryAfterSeconds = readRetryAfter(response.headers['retry-after'], response.headers.date);
  return { outcome: 'throttled', ...seen, ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }) };
}

/** An endpoint may answer with whatever it was sent, or knows; a secret of ours is shown to nobody. */
function redacted(seen: Seen, secrets: readonly string[]): Seen {
  if (seen.answer === undefined) return seen;
  const bare = secrets.map((secret) => secret.replace(/^whsec_/, ''));
  return { ...seen, answer: bare.reduce((text, secret) => text.replaceAll(secret, '…'), seen.answer) };
}
