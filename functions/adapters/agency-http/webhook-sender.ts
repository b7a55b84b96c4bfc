import { Webhook } from 'standardwebhooks';
import type { SentTry } from '#domain/notifications/event-sender';
import { webhookUrlFault } from '#domain/notifications/webhook-url';
import { AddressRefused, type Resolve } from '#functions/adapters/agency-http/guarded-lookup';
import { guardedPost, type PostAnswer } from '#functions/adapters/agency-http/guarded-post';
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

  constructor(options: WebhookSenderOptions) {
    this.#options = options;
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
    const headers = sign(webhook, at);
    if (headers === undefined) return { outcome: 'not-sent', reason: 'secret-unusable' };
    try {
      return redacted(judge(await this.#post(new URL(webhook.url), headers, webhook.body)), webhook.secrets);
    } catch (error) {
      return error instanceof AddressRefused ? { outcome: 'not-sent', reason: 'address-refused' } : { outcome: 'no-answer' };
    }
  }

  #post(url: URL, signed: Record<string, string>, body: string): Promise<PostAnswer> {
    const { allowLoopback, resolve, totalTimeoutMilliseconds = TOTAL_TIMEOUT_MILLISECONDS } = this.#options;
    const headers = { ...signed, 'content-type': 'application/cloudevents+json; charset=utf-8', 'user-agent': 'MotCua-Webhooks/1' };
    const guard = { allowLoopback, totalTimeoutMilliseconds, maxAnswerBytes: MAX_RESPONSE_BYTES, ...(resolve === undefined ? {} : { resolve }) };
    return guardedPost(url, { headers, body }, guard);
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

function judge({ status, headers, text }: PostAnswer): Seen {
  const answer = text.slice(0, SHOWN_CHARACTERS);
  const seen = { status, ...(answer === '' ? {} : { answer }) };
  if (status >= 200 && status < 300) return { outcome: 'delivered', ...seen };
  if (status === 410) return { outcome: 'gone', ...seen };
  if (!ASKS_FOR_PATIENCE.includes(status)) return { outcome: 'refused', ...seen };
  const retryAfterSeconds = readRetryAfter(headers['retry-after'], headers.date);
  return { outcome: 'throttled', ...seen, ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }) };
}

/** An endpoint may answer with whatever it was sent, or knows; a secret of ours is shown to nobody. */
function redacted(seen: Seen, secrets: readonly string[]): Seen {
  if (seen.answer === undefined) return seen;
  const bare = secrets.map((secret) => secret.replace(/^whsec_/, ''));
  return { ...seen, answer: bare.reduce((text, secret) => text.replaceAll(secret, '…'), seen.answer) };
}
