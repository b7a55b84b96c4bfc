import type { Delivery } from '#domain/notifications/delivery';
import { failedNow, TRIES_IN_FRONT, waitingUntil } from '#domain/notifications/delivery-moves';
import type { FeedEvent } from '#domain/notifications/feed';
import type { Endpoint } from '#functions/platform/deliveries/endpoint';

/** One delivery to be made. */
export interface LaneItem {
  /** As it is stored; absent when it was never tried. */
  readonly before?: Delivery;
  /** As it goes into this round. */
  readonly row: Delivery;
  /** Absent when the feed has it no more. */
  readonly event: FeedEvent | undefined;
}

/** What is to be sent of one dossier, in order. */
export interface LaneWork {
  readonly lane: string;
  readonly items: readonly LaneItem[];
  /** Whether a failed one keeps the later ones waiting. What somebody asked to be sent again does not. */
  readonly keepsOrder: boolean;
  /** Positions that wait already, when the items join them at the end. */
  readonly waitingBefore: readonly number[];
  /** Positions that wait behind the items, and were not read. */
  readonly waitingAfter: readonly number[];
}

export interface LaneResult {
  readonly lane: string;
  readonly rows: readonly { readonly before?: Delivery; readonly after: Delivery }[];
  /** Positions that wait in order now; undefined when no order is kept. */
  readonly queue: readonly number[] | undefined;
  /** Positions that could not be tried although nothing stood before them but the end of this round. */
  readonly untried: readonly number[];
}

/** Dossiers worked on at the same time for one endpoint. */
const LANES_AT_ONCE = 10;

/** Sends dossier beside dossier, and within each one after the other. */
export async function sendLanes(endpoint: Endpoint, works: readonly LaneWork[], nowIso: string): Promise<LaneResult[]> {
  const results: LaneResult[] = [];
  const left = [...works];
  const worker = async (): Promise<void> => {
    for (let work = left.shift(); work !== undefined; work = left.shift()) results.push(await sendLane(endpoint, work, nowIso));
  };
  // All must have come to rest before anything is written, also when one has thrown.
  const ended = await Promise.allSettled(Array.from({ length: Math.min(LANES_AT_ONCE, works.length) }, worker));
  for (const each of ended) if (each.status === 'rejected') throw each.reason;
  return results;
}

async function sendLane(endpoint: Endpoint, work: LaneWork, nowIso: string): Promise<LaneResult> {
  const rows: { before?: Delivery; after: Delivery }[] = [];
  const queue = [...work.waitingBefore];
  const untried: number[] = [];
  // With more waiting behind them, the last item is only made the next in front.
  const sendable = work.waitingAfter.length > 0 ? work.items.length - 1 : work.items.length;
  let isBlocked = queue.length > 0;
  for (const [index, { before, row, event }] of work.items.entries()) {
    const mayGo = !isBlocked && index < sendable && endpoint.takesMore;
    const isFirst = work.keepsOrder ? queue.length === 0 : true;
    const after = mayGo ? await tried(endpoint, { row, event }, nowIso) : waitingUntil(row, isFirst ? (row.nextTryAt ?? nowIso) : undefined);
    if (!mayGo && (untried.length > 0 || !isBlocked)) untried.push(row.position);
    const staysInFront = !mayGo || (after.state === 'waiting' && after.triesInRound < TRIES_IN_FRONT);
    if (work.keepsOrder && staysInFront) queue.push(row.position);
    isBlocked ||= work.keepsOrder && staysInFront;
    if (mayGo || before?.state !== 'waiting' || before.nextTryAt !== after.nextTryAt) rows.push({ ...(before && { before }), after });
  }
  return { lane: work.lane, rows, queue: work.keepsOrder ? [...queue, ...work.waitingAfter] : undefined, untried };
}

async function tried(endpoint: Endpoint, { row, event }: Pick<LaneItem, 'row' | 'event'>, nowIso: string): Promise<Delivery> {
  return event === undefined ? failedNow(row, nowIso) : endpoint.send(row, event);
}
