import * as z from 'zod';
import { delivery, deliveryTry, type Delivery, TRIES_KEPT } from '#domain/notifications/delivery';
import type { FeedPlace } from '#domain/notifications/feed';

export const deliveryIdText = z.string().regex(/^\d{1,2}-[1-9]\d{0,11}$/);

/** One line of the list of deliveries. */
export const deliveryLine = delivery
  .pick({ eventId: true, eventType: true, eventTime: true, dossierId: true, state: true, triesCount: true, firstTriedAt: true, nextTryAt: true, failedAt: true, round: true })
  .extend({ id: deliveryIdText, lastTry: deliveryTry.pick({ at: true, outcome: true, status: true, latencyMilliseconds: true }).strict().optional() })
  .strict()
  .meta({ id: 'DeliveryLine' });

/** What is sent at each try; only timestamp and signature differ from try to try. */
const sentRequest = z
  .object({
    url: z.string().max(2000),
    /** Those that are the same at each try. */
    sentHeaders: z.array(z.object({ name: z.enum(['content-type', 'webhook-id']), value: z.string().max(300) }).strict()).max(2),
    /** Byte for byte. Absent when the feed no longer keeps the event. */
    body: z.string().max(100_000).optional(),
  })
  .strict();

export const deliveryView = deliveryLine
  .extend({ tries: z.array(deliveryTry.strict()).max(TRIES_KEPT), request: sentRequest })
  .meta({ id: 'Delivery' });
export type DeliveryView = z.infer<typeof deliveryView>;

const WEBHOOK_CONTENT_TYPE = 'application/cloudevents+json; charset=utf-8';

/** The id of a delivery within its subscription, `0-17`. */
export function deliveryId({ partition, position }: FeedPlace): string {
  return `${String(partition)}-${String(position)}`;
}

export function readDeliveryId(id: string): FeedPlace {
  const [partition = '', position = ''] = id.split('-');
  return { partition: Number(partition), position: Number(position) };
}

export function viewDeliveryLine(shown: Delivery): z.infer<typeof deliveryLine> {
  const { eventId, eventType, eventTime, dossierId, state, triesCount, firstTriedAt, nextTryAt, failedAt, round } = shown;
  const last = shown.tries.at(-1);
  return {
    id: deliveryId(shown),
    eventId,
    eventType,
    eventTime,
    ...(dossierId !== undefined && { dossierId }),
    state,
    triesCount,
    round,
    ...(firstTriedAt !== undefined && { firstTriedAt }),
    ...(nextTryAt !== undefined && { nextTryAt }),
    ...(failedAt !== undefined && { failedAt }),
    ...(last !== undefined && { lastTry: shortTry(last) }),
  };
}

/** One delivery with its tries, and the request as it was sent. */
export function viewDelivery(shown: Delivery, sent: { readonly url: string; readonly body: string | undefined }): DeliveryView {
  return {
    ...viewDeliveryLine(shown),
    tries: shown.tries,
    request: { url: sent.url, sentHeaders: [{ name: 'content-type', value: WEBHOOK_CONTENT_TYPE }, { name: 'webhook-id', value: shown.eventId }], ...(sent.body !== undefined && { body: sent.body }) },
  };
}

function shortTry({ at, outcome, status, latencyMilliseconds }: z.infer<typeof deliveryTry>) {
  return { at, outcome, latencyMilliseconds, ...(status !== undefined && { status }) };
}

