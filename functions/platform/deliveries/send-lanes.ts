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
  const round = new LaneRound(work, nowIso);
  // With more waiting behind them, the last item is only made the next in front.
  const sendable = work.waitingAfter.length > 0 ? work.items.length - 1 : work.items.length;
  for (const [index, item] of work.items.entries()) {
    if (!round.isBlocked && index < sendable && endpoint.takesMore) round.sent(item, await tried(endpoint, item, nowIso));
    else round.leave(item);
  }
  return round.result();
}

async function tried(endpoint: Endpoint, { row, event }: LaneItem, nowIso: string): Promise<Delivery> {
  return event === undefined ? failedNow(row, nowIso) : endpoint.send(row, event);
}

/** What has become of one dossier's deliveries in this round so far. */
class LaneRound {
  /** Whether an earlier one keeps all later ones waiting. */
  isBlocked: boolean;
  private readonly work: LaneWork;
  private readonly nowIso: string;
  private readonly rows: { before?: Delivery; after: Delivery }[] = [];
  private readonly queue: number[];
  private readonly untried: number[] = [];

  constructor(work: LaneWork, nowIso: string) {
    this.work = work;
    this.nowIso = nowIso;
    this.queue = [...work.waitingBefore];
    this.isBlocked = this.queue.length > 0;
  }

  /** One that was tried; it stays in front while it waits for one of its first tries. */
  sent(item: LaneItem, after: Delivery): void {
    this.write(item, after);
    if (after.state === 'waiting' && after.triesInRound < TRIES_IN_FRONT) this.stand(item);
  }

  /** One that was not tried: it waits behind the others, or, where it is the first, for the next round. */
  leave(item: LaneItem): void {
    const { row, before } = item;
    const isFirst = !this.work.keepsOrder || this.queue.length === 0;
    if (!this.isBlocked || this.untried.length > 0) this.untried.push(row.position);
    const after = waitingUntil(row, isFirst ? (row.nextTryAt ?? this.nowIso) : undefined);
    if (before?.state !== 'waiting' || before.nextTryAt !== after.nextTryAt) this.write(item, after);
    this.stand(item);
  }

  result(): LaneResult {
    const { lane, keepsOrder, waitingAfter } = this.work;
    return { lane, rows: this.rows, queue: keepsOrder ? [...this.queue, ...waitingAfter] : undefined, untried: this.untried };
  }

  private write({ before }: LaneItem, after: Delivery): void {
    this.rows.push({ ...(before && { before }), after });
  }

  private stand({ row }: LaneItem): void {
    if (!this.work.keepsOrder) return;
    this.queue.push(row.position);
    this.isBlocked = true;
  }
}
