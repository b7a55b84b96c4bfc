import { timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { Webhook } from 'standardwebhooks';
import { z } from 'zod';

const headers = z.object({ 'webhook-id': z.string().min(1), 'webhook-timestamp': z.string().regex(/^\d{1,12}$/), 'webhook-signature': z.string().min(1) });
const message = z.object({ type: z.string(), time: z.string().default(''), data: z.looseObject({ dossierId: z.string().default(''), seq: z.number().default(0), stepId: z.string().optional() }) });
export type Message = z.infer<typeof message>;

interface Received {
  readonly body: string;
  readonly headers: IncomingHttpHeaders;
}

/** How old a message may be: as `standardwebhooks` has it. */
const TOLERANCE_MILLISECONDS = 5 * 60 * 1000;

/**
 * What a message says, if one of the secrets made its signature and it is neither old nor of the future. The age goes by `now`
 * (milliseconds), because a local cell's clock can be moved; otherwise it is what `Webhook.verify` of `standardwebhooks` does.
 */
export function readMessage({ body, headers: given }: Received, secrets: Iterable<string>, now: number): Message | undefined {
  const read = headers.safeParse(given);
  if (!read.success) return undefined;
  const { 'webhook-id': id, 'webhook-timestamp': seconds, 'webhook-signature': signatures } = read.data;
  const sentAt = new Date(Number(seconds) * 1000);
  if (Math.abs(now - sentAt.getTime()) > TOLERANCE_MILLISECONDS) return undefined;
  const wanted = [...secrets].map((secret) => new Webhook(secret).sign(id, sentAt, body));
  const isGenuine = signatures.split(' ').some((signature) => wanted.some((each) => isSame(each, signature)));
  return isGenuine ? parsed(body) : undefined;
}

function isSame(left: string, right: string): boolean {
  const [a, b] = [Buffer.from(left), Buffer.from(right)];
  return a.byteLength === b.byteLength && timingSafeEqual(a, b);
}

function parsed(body: string): Message | undefined {
  try {
    return message.safeParse(JSON.parse(body)).data;
  } catch {
    return undefined;
  }
}
