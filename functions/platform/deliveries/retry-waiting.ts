import { plusSeconds } from '#domain/kernel/instant';
import type { Delivery } from '#domain/notifications/delivery';
import type { LineProgress } from '#domain/notifications/delivery-store';
import { Endpoint } from '#functions/platform/deliveries/endpoint';
import { type LineRun, ROUND_SIZE, type RoundResult } from '#functions/platform/deliveries/line-run';
import { type LaneWork, sendLanes } from '#functions/platform/deliveries/send-lanes';
import { roundResult } from '#functions/platform/deliveries/settle-round';

/** As many marks are looked through when an endpoint came back and everything that waits is due at once. */
const LOOKED_THROUGH = 100;

export interface RetryRound {
  readonly endpoint: Endpoint;
  readonly result: RoundResult;
}

/** Tries again what is due, with what waits behind it. When nothing is, finds out when something will be. */
export async function retryWaiting(run: LineRun): Promise<RetryRound> {
  const endpoint = new Endpoint(run);
  const due = await dueRows(run);
  if (due.length === 0) return { endpoint, result: { ...run.nothing(), progress: await whenNextDue(run) } };
  const { works, queuedBefore } = await lanesOf(run, due);
  const results = await sendLanes(endpoint, works, run.now);
  const written = await roundResult(run, { endpoint, results, queuedBefore });
  return { endpoint, result: { ...written, replays: [] } };
}

/** The oldest first: a dead endpoint is probed with it, and one that came back gets them in order. */
async function dueRows(run: LineRun): Promise<readonly Delivery[]> {
  const { tools, lease, now } = run;
  const { recoveredAt } = run.progress;
  const isProbe = run.gate() === 'one';
  const isOpenEnded = isProbe || recoveredAt !== undefined;
  const marks = await tools.deliveries.waiting(lease, isOpenEnded ? { limit: LOOKED_THROUGH } : { until: now, limit: ROUND_SIZE });
  const rows = await tools.deliveries.rows(lease, marks.map(({ position }) => position));
  const isDue = (row: Delivery): boolean => {
    if (isProbe || (row.nextTryAt ?? now) <= now) return true;
    const lastTriedAt = row.tries.at(-1)?.at;
    return recoveredAt !== undefined && (lastTriedAt === undefined || lastTriedAt < recoveredAt);
  };
  return rows.filter((row) => isDue(row)).slice(0, ROUND_SIZE);
}

async function whenNextDue({ tools, lease, progress, now }: LineRun): Promise<LineProgress> {
  const { retryAt: _retryAt, recoveredAt: _recoveredAt, ...known } = progress;
  const [next] = await tools.deliveries.waiting(lease, { limit: 1 });
  if (next === undefined) return known;
  // A mark that is due without its delivery is about to expire with it.
  return { ...known, retryAt: next.nextTryAt > now ? next.nextTryAt : plusSeconds(now, 60) };
}

/** Each due row with those that wait behind it, as many as one round takes. */
async function lanesOf(run: LineRun, due: readonly Delivery[]): Promise<{ works: LaneWork[]; queuedBefore: ReadonlySet<string> }> {
  const { tools, subscription, lease } = run;
  const queues = await tools.deliveries.queues(lease, due.map(({ lane }) => lane));
  const plans = planned(due, queues);
  const positions = plans.flatMap((plan) => plan.positions);
  const rows = new Map((await tools.deliveries.rows(lease, positions)).map((row) => [row.position, row]));
  const events = new Map((await tools.feed.at(subscription.audience, lease.partition, positions)).map((event) => [event.position, event]));
  const works = plans.map(({ lane, positions: own, waitingAfter, keepsOrder }): LaneWork => ({
    lane,
    items: own.flatMap((position) => {
      const before = rows.get(position);
      return before === undefined ? [] : [{ before, row: before, event: events.get(position) }];
    }),
    keepsOrder,
    waitingBefore: [],
    waitingAfter,
  }));
  return { works, queuedBefore: new Set(plans.filter(({ keepsOrder }) => keepsOrder).map(({ lane }) => lane)) };
}

interface LanePlan {
  readonly lane: string;
  readonly positions: readonly number[];
  readonly waitingAfter: readonly number[];
  readonly keepsOrder: boolean;
}

function planned(due: readonly Delivery[], queues: ReadonlyMap<string, readonly number[]>): LanePlan[] {
  const plans: LanePlan[] = [];
  let room = ROUND_SIZE;
  for (const { lane, position } of due) {
    const queue = queues.get(lane) ?? [];
    const keepsOrder = queue[0] === position;
    const own = keepsOrder ? queue : [position];
    // One that is sent and one that is made the next in front, or the whole of it.
    if (room < Math.min(own.length, 2)) break;
    plans.push({ lane, positions: own.slice(0, room), waitingAfter: own.slice(room), keepsOrder });
    room -= Math.min(own.length, room);
  }
  return plans;
}
