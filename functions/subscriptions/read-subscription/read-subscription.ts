import type * as z from 'zod';
import type { DeliveryLine, DeliveryStore } from '#domain/notifications/delivery-store';
import type { FeedStore } from '#domain/notifications/feed';
import { healthOf, type LineStanding, viewSubscription } from '#domain/notifications/subscription-view';
import { findSubscription, type SubscriptionTools } from '#functions/platform/find-subscription';
import type { HttpAnswer } from '#functions/platform/http-answer';
import type { ReadRequest } from '#functions/platform/http-request';
import type { subscriptionPath } from '#functions/platform/paths';
import { linesOf } from '#functions/platform/wake-lines';

export interface ReadSubscriptionTools extends SubscriptionTools {
  readonly deliveries: Pick<DeliveryStore, 'peek' | 'list'>;
  readonly feed: Pick<FeedStore, 'ends'>;
}

/**
 * One subscription with its health.
 * @throws EdgeProblem subscription-not-found
 */
export async function readSubscription(tools: ReadSubscriptionTools, request: ReadRequest<z.infer<typeof subscriptionPath>>): Promise<HttpAnswer> {
  const { subscription } = await findSubscription(tools, request);
  const ends = await tools.feed.ends(subscription.audience);
  const standings = await Promise.all(linesOf(subscription).map((line) => standingOf(tools, line, ends[line.partition] ?? 0)));
  const health = healthOf(standings.filter((each) => each !== undefined));
  return { status: 200, body: { ...viewSubscription(subscription), health } };
}

async function standingOf({ deliveries }: ReadSubscriptionTools, line: DeliveryLine, end: number): Promise<LineStanding | undefined> {
  const [state, hasWaiting, hasFailed] = await Promise.all([deliveries.peek(line), hasAny(deliveries, line, 'waiting'), hasAny(deliveries, line, 'failed')]);
  return state === undefined ? undefined : { line: state, end, hasWaiting, hasFailed };
}

async function hasAny(deliveries: ReadSubscriptionTools['deliveries'], line: DeliveryLine, state: 'waiting' | 'failed'): Promise<boolean> {
  return (await deliveries.list(line, { state, limit: 1 })).deliveries.length > 0;
}
