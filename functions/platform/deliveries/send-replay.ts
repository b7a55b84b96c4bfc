import type { Delivery } from '#domain/notifications/delivery';
import { newDelivery, oneMoreRound } from '#domain/notifications/delivery-moves';
import type { Replay } from '#domain/notifications/delivery-store';
import type { FeedEvent } from '#domain/notifications/feed';
import { laneOf } from '#domain/notifications/lane';
import { matchesFilter } from '#domain/notifications/matches-filter';
import { Endpoint } from '#functions/platform/deliveries/endpoint';
import { type LineRun, ROUND_SIZE, type RoundResult } from '#functions/platform/deliveries/line-run';
import { type LaneItem, type LaneWork, sendLanes } from '#functions/platform/deliveries/send-lanes';
import { roundResult } from '#functions/platform/deliveries/settle-round';

/** As many finished replays are remembered. */
const REPLAYED_KEPT = 20;

export interface ReplayRound {
  readonly endpoint: Endpoint;
  readonly result: RoundResult;
}

/** Sends again a part of what was asked for, under the ids it always had. What waits anyway is passed over. */
export async function sendReplay(run: LineRun, replay: Replay): Promise<ReplayRound> {
  const { tools, lease } = run;
  const page = await (replay.kind === 'range' ? rangePage(run, replay) : failedPage(run, replay));
  const rows = new Map((await tools.deliveries.rows(lease, page.events.map(({ position }) => position))).map((row) => [row.position, row]));
  const again = page.events.filter(({ position }) => rows.get(position)?.state !== 'waiting');
  const works = [...Map.groupBy(again, ({ event }) => laneOf(event))].map(([lane, own]): LaneWork => ({
    lane,
    items: own.map((event) => itemOf(run, event, rows.get(event.position))),
    keepsOrder: false,
    waitingBefore: [],
    waitingAfter: [],
  }));
  const endpoint = new Endpoint(run);
  const sent = await sendLanes(endpoint, works, run.now);
  const untried = new Set(sent.flatMap((each) => each.untried));
  const results = sent.map((each) => ({ ...each, rows: each.rows.filter(({ after }) => !untried.has(after.position)) }));
  const written = await roundResult(run, { endpoint, results, queuedBefore: new Set() });
  const after = page.rest([...untried]);
  const replayed = after === undefined ? [...written.progress.replayed, replay.id].slice(-REPLAYED_KEPT) : written.progress.replayed;
  return { endpoint, result: { ...written, progress: { ...written.progress, replayed }, replays: [{ id: replay.id, after }] } };
}

function itemOf(run: LineRun, event: FeedEvent, before: Delivery | undefined): LaneItem {
  return before === undefined ? { row: newDelivery(run.lease, event), event } : { before, row: oneMoreRound(before), event };
}

interface Page {
  readonly events: readonly FeedEvent[];
  /** What is left to do when some of the page could not be tried; undefined when nothing is. */
  readonly rest: (untried: readonly number[]) => Replay | undefined;
}

async function rangePage({ tools, subscription, lease }: LineRun, replay: Extract<Replay, { kind: 'range' }>): Promise<Page> {
  const { next, until, fromTime = '', untilTime = '~' } = replay;
  const read = await tools.feed.after(subscription.audience, { partition: lease.partition, position: next - 1, limit: ROUND_SIZE });
  const events = read.filter((each) => each.position <= until && each.event.time >= fromTime && each.event.time <= untilTime && (replay.isChosen === true || matchesFilter(subscription.filter, each)));
  const last = read.at(-1)?.position ?? until;
  return {
    events,
    rest: (untried) => {
      const from = untried.length > 0 ? Math.min(...untried) : last + 1;
      const isDone = from > until || (untried.length === 0 && read.length < ROUND_SIZE);
      return isDone ? undefined : { ...replay, next: from };
    },
  };
}

async function failedPage({ tools, subscription, lease }: LineRun, replay: Extract<Replay, { kind: 'failed' }>): Promise<Page> {
  const positions = await tools.deliveries.failed(lease, { before: replay.askedAt, limit: ROUND_SIZE });
  const events = await tools.feed.at(subscription.audience, lease.partition, positions);
  // Those the feed has no more stay where they are until they expire, which is soon.
  return { events, rest: () => (events.length === 0 ? undefined : replay) };
}
