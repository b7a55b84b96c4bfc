import { plusSeconds, toIso } from '#domain/kernel/instant';
import { permits, probeNow } from '#domain/notifications/breaker';
import type { DeliveryStore, Lease, LineProgress, LineState, Replay, Settlement } from '#domain/notifications/delivery-store';
import type { EventSender } from '#domain/notifications/event-sender';
import type { FeedStore } from '#domain/notifications/feed';
import type { SealedSecrets, Subscription, SubscriptionStore } from '#domain/notifications/subscription';
import { LONGEST_DELAY_SECONDS, type Wake, type WakeQueue } from '#domain/notifications/wake-queue';
import type { Clock } from '#functions/platform/clock';

export interface DeliverFeedTools {
  readonly subscriptions: Pick<SubscriptionStore, 'find' | 'of' | 'change'>;
  readonly feed: FeedStore;
  readonly deliveries: DeliveryStore;
  readonly sender: EventSender;
  /** The queue for endpoints that answer soon. */
  readonly wakes: WakeQueue;
  /** The queue on which slow and dead endpoints wait for one another, and for nobody else. */
  readonly patientWakes: WakeQueue;
  readonly clock: Clock;
  /** A number from 0 to 1 that spreads repeated tries. */
  readonly chance: () => number;
  /** A word nobody else has. */
  readonly newOwner: () => string;
}

/** With the marks and places in order of each row, the most that fits one transaction. */
export const ROUND_SIZE = 24;
/** A run ends itself after this long and wakes the next, well before its lease and its function's time are over. */
const WORK_SECONDS = 20;
/** However quiet it is, every line is looked at so often: what heals a wake that was lost. */
const IDLE_LOOK_SECONDS = 900;
/** A subscription that is paused or stopped. */
const SLEEPING_LOOK_SECONDS = 3600;
/** Endpoints slower than this on average are handled on the patient queue. */
const SLOW_MILLISECONDS = 2000;

export interface RoundResult extends Pick<Settlement, 'rows' | 'lanes' | 'replays'> {
  readonly progress: LineProgress;
}

interface LineRunStart {
  readonly tools: DeliverFeedTools;
  readonly subscription: Subscription;
  readonly secrets: SealedSecrets;
  readonly lease: Lease;
  readonly state: LineState;
}

/** One worker's time with one line: what it knows of it, and how long it may go on. */
export class LineRun {
  readonly tools: DeliverFeedTools;
  readonly subscription: Subscription;
  readonly secrets: SealedSecrets;
  lease: Lease;
  progress: LineProgress;
  replays: readonly Replay[];
  private dueAt: string | undefined;
  private readonly endAtMilliseconds: number;

  constructor({ tools, subscription, secrets, lease, state }: LineRunStart) {
    this.tools = tools;
    this.subscription = subscription;
    this.secrets = secrets;
    this.lease = lease;
    this.progress = state.progress;
    this.replays = state.replays;
    this.dueAt = state.dueAt;
    this.endAtMilliseconds = tools.clock().epochMilliseconds + WORK_SECONDS * 1000;
    this.noticeChange();
  }

  get now(): string {
    return toIso(this.tools.clock());
  }

  get isOver(): boolean {
    return this.tools.clock().epochMilliseconds >= this.endAtMilliseconds;
  }

  /** How much may be sent now, as far as the endpoint is concerned. */
  gate(): 'all' | 'one' | 'none' {
    const { heldUntil, breaker } = this.progress;
    return heldUntil !== undefined && heldUntil > this.now ? 'none' : permits(breaker, this.now);
  }

  get hasDueRetries(): boolean {
    return hasDueRetries(this.progress, this.now);
  }

  /** Writes a round and goes on. */
  async settle(round: RoundResult): Promise<void> {
    await this.write(round, { dueAt: this.dueAt ?? this.now, release: false });
  }

  /**
   * Writes the last round and gives the line back. What is due within a quarter of an hour gets a delayed wake, unless
   * one is on its way; everything later, and every wake that is lost, is left to the sweeper.
   * @returns false when a wake came in meanwhile, so that the line has to be looked at again
   */
  async finish(round: RoundResult = this.nothing()): Promise<boolean> {
    const next = nextWork(round.progress, this.now);
    const ordered = await this.orderWake(round.progress, next);
    const dueAt = this.isOver ? this.now : this.lookAt(next);
    return this.write({ ...round, progress: ordered }, { dueAt, release: true });
  }

  /** Gives the line back until somebody looks whether the subscription is active again. */
  async sleep(): Promise<void> {
    // Wakes that come in meanwhile find the same.
    while (!(await this.write(this.nothing(), { dueAt: plusSeconds(this.now, SLEEPING_LOOK_SECONDS), release: true })));
  }

  nothing(): RoundResult {
    return { rows: [], lanes: [], replays: [], progress: this.progress };
  }

  get wake(): Wake {
    const { subscriptionId, partition } = this.lease;
    return { subscriptionId, partition, channel: this.subscription.channel };
  }

  private async write(round: RoundResult, { dueAt, release }: { readonly dueAt: string; readonly release: boolean }): Promise<boolean> {
    const { kind, lease } = await this.tools.deliveries.settle(this.lease, { ...round, dueAt, release });
    this.lease = lease;
    this.progress = round.progress;
    this.dueAt = dueAt;
    const after = new Map(round.replays.map((each) => [each.id, each.after]));
    this.replays = this.replays.flatMap((each) => (after.has(each.id) ? (after.get(each.id) ?? []) : each));
    return kind !== 'woken';
  }

  private async orderWake(progress: LineProgress, next: string | undefined): Promise<LineProgress> {
    const { now } = this;
    if (next === undefined || next > plusSeconds(now, LONGEST_DELAY_SECONDS)) return progress;
    const { wakeOrderedFor } = progress;
    if (wakeOrderedFor !== undefined && wakeOrderedFor > now && wakeOrderedFor <= next) return progress;
    const seconds = Math.max(0, Math.ceil((Date.parse(next) - Date.parse(now)) / 1000));
    await queueFor(this.tools, progress).send([this.wake], seconds);
    return { ...progress, wakeOrderedFor: next };
  }

  /** Kept where it is while it is soon enough, so that a busy line does not move in the index with every event. */
  private lookAt(next: string | undefined): string {
    const { now, dueAt } = this;
    const latest = plusSeconds(now, IDLE_LOOK_SECONDS);
    if (next !== undefined && next < latest) return next;
    return dueAt !== undefined && dueAt > now && dueAt <= latest ? dueAt : latest;
  }

  /** A subscription that was changed or resumed is tried again at once. */
  private noticeChange(): void {
    const { heldUntil: _held, ...progress } = this.progress;
    if (progress.seenVersion === this.subscription.version) return;
    this.progress = { ...progress, seenVersion: this.subscription.version, breaker: probeNow(progress.breaker, this.now) };
  }
}

/** Slow and dead endpoints take no places of healthy ones. */
export function isForThePatient({ breaker, paceMilliseconds }: LineProgress): boolean {
  return breaker.probeAt !== undefined || paceMilliseconds > SLOW_MILLISECONDS;
}

export function queueFor(tools: DeliverFeedTools, progress: LineProgress): WakeQueue {
  return isForThePatient(progress) ? tools.patientWakes : tools.wakes;
}

export function hasDueRetries({ retryAt, recoveredAt }: LineProgress, nowIso: string): boolean {
  return recoveredAt !== undefined || (retryAt !== undefined && retryAt <= nowIso);
}

/** A held endpoint is left alone although something would be due earlier. */
function nextWork({ breaker, heldUntil, retryAt }: LineProgress, nowIso: string): string | undefined {
  const due = breaker.probeAt ?? retryAt;
  if (heldUntil === undefined || heldUntil <= nowIso) return due;
  return due !== undefined && due > heldUntil ? due : heldUntil;
}
