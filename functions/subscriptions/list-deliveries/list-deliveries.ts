import type * as z from 'zod';
import type { Delivery } from '#domain/notifications/delivery';
import type { DeliveryStore } from '#domain/notifications/delivery-store';
import { viewDeliveryLine } from '#domain/notifications/delivery-view';
import { malformedCursor } from '#functions/adapters/dynamodb/cursor';
import { findSubscription, type SubscriptionTools } from '#functions/platform/find-subscription';
import type { HttpAnswer } from '#functions/platform/http-answer';
import type { ReadRequest } from '#functions/platform/http-request';
import type { subscriptionPath } from '#functions/platform/paths';
import { linesOf } from '#functions/platform/wake-lines';
import type { deliveriesQuery } from './contract.ts';

export interface ListDeliveriesTools extends SubscriptionTools {
  readonly deliveries: Pick<DeliveryStore, 'list'>;
}

type Request = ReadRequest<z.infer<typeof subscriptionPath>, z.infer<typeof deliveriesQuery>>;

/** `<part>~<cursor within it>`; the second is empty at the beginning of a part. */
const CURSOR = /^(\d{1,2})~(.*)$/;

/**
 * One page of the deliveries of a subscription, part after part of its feed.
 * @throws EdgeProblem subscription-not-found
 * @throws DomainError cursor-malformed
 */
export async function listDeliveries(tools: ListDeliveriesTools, request: Request): Promise<HttpAnswer> {
  const { subscription } = await findSubscription(tools, request);
  const { state, limit, cursor = '0~' } = request.query;
  const lines = linesOf(subscription);
  let [part, inner] = readCursor(cursor, lines.length);
  const rows: Delivery[] = [];
  while (part !== undefined && rows.length < limit) {
    const line = { subscriptionId: subscription.id, partition: part };
    const page = await tools.deliveries.list(line, { limit: limit - rows.length, ...(state !== undefined && { state }), ...(inner !== '' && { cursor: inner }) });
    rows.push(...page.deliveries);
    inner = page.cursor ?? '';
    if (page.cursor === undefined) part = lines[part + 1]?.partition;
  }
  return { status: 200, body: { rows: rows.map(viewDeliveryLine), ...(part !== undefined && { cursor: `${String(part)}~${inner}` }) } };
}

function readCursor(cursor: string, parts: number): [part: number | undefined, inner: string] {
  const [, part = '', inner = ''] = CURSOR.exec(cursor) ?? [];
  if (part === '' || Number(part) >= parts) throw malformedCursor();
  return [Number(part), inner];
}
