import { newDelivery } from '#domain/notifications/delivery-moves';
import type { FeedEvent } from '#domain/notifications/feed';
import { laneOf } from '#domain/notifications/lane';
import { matchesFilter } from '#domain/notifications/matches-filter';
import { Endpoint } from '#functions/platform/deliveries/endpoint';
import { type LineRun, ROUND_SIZE, type RoundResult } from '#functions/platform/deliveries/line-run';
import { type LaneWork, sendLanes } from '#functions/platform/deliveries/send-lanes';
import { roundResult } from '#functions/platform/deliveries/settle-round';

export interface FreshRound {
  readonly endpoint: Endpoint;
  readonly result: RoundResult;
  /** Whether the feed may hold more than was read. */
  readonly hasMore: boolean;
}

/** Sends what the audience was told since the line was last worked on. What waits behind an earlier event of its dossier joins it. */
export async function sendFresh(run: LineRun): Promise<FreshRound> {
  const { tools, subscription, lease, progress } = run;
  const events = await tools.feed.after(subscription.audience, { partition: lease.partition, position: progress.cursor, limit: ROUND_SIZE });
  const wanted = events.filter((each) => matchesFilter(subscription.filter, each));
  const lanes = Map.groupBy(wanted, ({ event }) => laneOf(event));
  const queues = progress.troubledLanes > 0 ? await tools.deliveries.queues(lease, [...lanes.keys()]) : new Map<string, readonly number[]>();
  const works = [...lanes].map(([lane, own]): LaneWork => ({
    lane,
    items: own.map((event) => ({ row: newDelivery(lease, event), event })),
    keepsOrder: true,
    waitingBefore: queues.get(lane) ?? [],
    waitingAfter: [],
  }));
  const endpoint = new Endpoint(run);
  const results = await sendLanes(endpoint, works, run.now);
  const cursor = reached(events, results.flatMap((each) => each.untried), progress.cursor);
  const { progress: learned, ...written } = await roundResult(run, { endpoint, results, queuedBefore: new Set(queues.keys()), upTo: cursor });
  const last = events.at(-1)?.position ?? progress.cursor;
  return { endpoint, result: { ...written, replays: [], progress: { ...learned, cursor } }, hasMore: events.length === ROUND_SIZE || cursor < last };
}

/**
 * As far as everything was sent or has its place among what waits. What was not tried before a later one was waits with
 * it; what was not tried after that is simply met again.
 */
function reached(events: readonly FeedEvent[], untried: readonly number[], cursor: number): number {
  const positions = events.map(({ position }) => position);
  const skipped = new Set(untried);
  const lastDone = Math.max(cursor, ...positions.filter((position) => !skipped.has(position)));
  const beyond = untried.filter((position) => position > lastDone);
  return beyond.length === 0 ? (positions.at(-1) ?? cursor) : Math.min(...beyond) - 1;
}
