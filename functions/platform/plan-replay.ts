import { toIso } from '#domain/kernel/instant';
import { Temporal } from '#domain/kernel/temporal';
import type { DeliveryStore } from '#domain/notifications/delivery-store';
import { deliveryId, readDeliveryId } from '#domain/notifications/delivery-view';
import type { FeedPlace, FeedStore } from '#domain/notifications/feed';
import { type FeedPositions, readFeedCursor } from '#domain/notifications/feed-cursor';
import type { ReplayOrder } from '#domain/notifications/replay-order';
import { toRuns } from '#domain/notifications/replay-runs';
import type { Subscription } from '#domain/notifications/subscription';
import { malformedCursor } from '#functions/adapters/dynamodb/cursor';
import { EdgeProblem } from '#functions/platform/problem';
import { positionsBefore } from '#functions/platform/read-feed';
import { linesOf } from '#functions/platform/wake-lines';

type Range = NonNullable<ReplayOrder['range']>;

export interface PlanReplayTools {
  readonly deliveries: Pick<DeliveryStore, 'rows'>;
  readonly feed: FeedStore;
}

/** A replay of one line without the id and the instant that the request gives it. */
export type PlannedReplay = { readonly partition: number } & (
  | { readonly kind: 'failed' }
  | { readonly kind: 'range'; readonly next: number; readonly until: number; readonly fromTime?: string; readonly untilTime?: string; readonly isChosen?: true }
);

/** How far an event's place in the feed may be off its time. The times themselves are compared when it is sent. */
const DISORDER_HOURS = 24;

/**
 * What to ask of which line.
 * @throws EdgeProblem delivery-not-found with a pointer to each that is unknown
 * @throws DomainError cursor-malformed
 */
export async function planReplay(tools: PlanReplayTools, { subscription, order }: { readonly subscription: Subscription; readonly order: ReplayOrder }): Promise<readonly PlannedReplay[]> {
  if (order.deliveries !== undefined) return someDeliveries(tools, subscription, order.deliveries);
  if (order.range !== undefined) return planRange(tools, subscription, order.range);
  return linesOf(subscription).map(({ partition }) => ({ kind: 'failed', partition }));
}

async function someDeliveries({ deliveries }: PlanReplayTools, subscription: Subscription, ids: readonly string[]): Promise<readonly PlannedReplay[]> {
  const places = ids.map(readDeliveryId);
  const known = await Promise.all(linesOf(subscription).map((line) => deliveries.rows(line, positionsOf(places, line.partition))));
  const there = new Set(known.flat().map(deliveryId));
  const unknown = ids.flatMap((id, index) => (there.has(id) ? [] : [{ pointer: `/deliveries/${String(index)}`, problem: 'no such delivery' }]));
  if (unknown.length > 0) throw new EdgeProblem('delivery-not-found', unknown);
  return toRuns(places).map((run) => ({ kind: 'range', ...run, isChosen: true }));
}

function positionsOf(places: readonly FeedPlace[], partition: number): number[] {
  return [...new Set(places.filter((place) => place.partition === partition).map(({ position }) => position))];
}

async function planRange({ feed }: PlanReplayTools, { audience }: Subscription, { from, after, to, until }: Range): Promise<readonly PlannedReplay[]> {
  const placeOf = async (cursor: string | undefined, instant: string | undefined): Promise<FeedPositions | undefined> => {
    if (cursor !== undefined) return readFeedCursor(audience, cursor) ?? refuse();
    return instant === undefined ? undefined : positionsBefore(feed, audience, instant);
  };
  const ends = await feed.ends(audience);
  const begin = (await placeOf(after, from && shifted(from, -DISORDER_HOURS))) ?? [];
  const end = (await placeOf(until, to && shifted(to, DISORDER_HOURS))) ?? ends;
  const times = { ...(from !== undefined && { fromTime: shifted(from, 0) }), ...(to !== undefined && { untilTime: shifted(to, 0) }) };
  return ends.flatMap((last, partition) => {
    const next = (begin[partition] ?? 0) + 1;
    const stop = Math.min(end[partition] ?? last, last);
    return next > stop ? [] : [{ kind: 'range' as const, partition, next, until: stop, ...times }];
  });
}

function shifted(instant: string, hours: number): string {
  return toIso(Temporal.Instant.from(instant).add({ hours }));
}

function refuse(): never {
  throw malformedCursor();
}
