import '#test/functions/platform/quiet';
import { Temporal } from '#domain/kernel/temporal';
import type { Audience } from '#domain/notifications/audience';
import type { Delivery } from '#domain/notifications/delivery';
import type { DeliveryLine } from '#domain/notifications/delivery-store';
import type { EventSender, SentTry } from '#domain/notifications/event-sender';
import type { FeedEvent } from '#domain/notifications/feed';
import { laneOf, partitionOf } from '#domain/notifications/lane';
import type { Subscription } from '#domain/notifications/subscription';
import type { Wake, WakeQueue } from '#domain/notifications/wake-queue';
import { deliverFeed } from '#functions/platform/deliveries/deliver-feed';
import type { DeliverFeedTools } from '#functions/platform/deliveries/line-run';
import { openSubscription } from '#functions/platform/open-subscription';
import { tellAudience } from '#functions/platform/tell-audience';
import { aNewEvent, aSubscription } from '#test/support/builders/notification-builders';
import { InMemoryDeliveryStore } from '#test/support/fakes/in-memory-delivery-store';
import { InMemoryFeedStore } from '#test/support/fakes/in-memory-feed-store';
import { InMemorySubscriptionStore } from '#test/support/fakes/in-memory-subscription-store';

/** What an endpoint does with an event; `nth` counts its tries of this event from 1. */
type Answer = Partial<SentTry> & { readonly takesSeconds?: number };
export type Behaviour = (event: FeedEvent, nth: number, subscription: Subscription) => Answer;

export const delivers: Behaviour = () => ({ outcome: 'delivered', status: 204 });
export const isDown: Behaviour = () => ({ outcome: 'no-answer' });
/** Refuses some events, and takes all others. */
export const refusing = (ids: readonly string[], answer: Answer = { outcome: 'refused', status: 500 }): Behaviour => (event, nth, subscription) =>
  ids.includes(event.event.id) ? answer : delivers(event, nth, subscription);
export const AGENCY: Audience = { kind: 'agency', id: 'H26.40' };

export function lineOf({ id }: Pick<Subscription, 'id'>): DeliveryLine {
  return { subscriptionId: id, partition: 0 };
}

interface Arrival {
  readonly subscriptionId: string;
  readonly event: FeedEvent;
  readonly at: string;
  readonly outcome: SentTry['outcome'];
  readonly attempt: number;
  readonly mayBeOvertaken: boolean;
}

interface QueuedWake {
  readonly wake: Wake;
  readonly atMilliseconds: number;
  readonly isPatient: boolean;
}

/** The engine over stores in memory, with endpoints that do as they are told and a clock that only moves when it is moved. */
export class DeliveryWorld {
  readonly feed = new InMemoryFeedStore();
  readonly subscriptions = new InMemorySubscriptionStore();
  readonly deliveries = new InMemoryDeliveryStore();
  readonly arrivals: Arrival[] = [];
  behaviour: Behaviour = delivers;
  queued: QueuedWake[] = [];
  private milliseconds = Date.parse('2026-11-23T02:00:00.000Z');
  private owners = 0;

  get now(): string {
    return new Date(this.milliseconds).toISOString();
  }

  get tools(): DeliverFeedTools {
    return {
      subscriptions: this.subscriptions,
      feed: this.feed,
      deliveries: this.deliveries,
      sender: this.sender,
      wakes: this.queue(false),
      patientWakes: this.queue(true),
      clock: () => Temporal.Instant.fromEpochMilliseconds(this.milliseconds),
      chance: () => 0.5,
      newOwner: () => `worker-${(this.owners += 1)}`,
    };
  }

  private readonly sender: EventSender = {
    send: async (subscription, _secrets, event, { attempt, mayBeOvertaken }) => {
      await Promise.resolve();
      const nth = this.arrivals.filter((each) => each.subscriptionId === subscription.id && each.event.event.id === event.event.id).length + 1;
      const { takesSeconds = 0, ...answer } = this.behaviour(event, nth, subscription);
      this.milliseconds += takesSeconds * 1000;
      const sent: SentTry = { at: this.now, outcome: 'delivered', latencyMilliseconds: takesSeconds * 1000, ...answer };
      this.arrivals.push({ subscriptionId: subscription.id, event, at: sent.at, outcome: sent.outcome, attempt, mayBeOvertaken });
      return sent;
    },
  };

  private queue(isPatient: boolean): WakeQueue {
    return {
      send: async (wakes, delaySeconds = 0) => {
        this.queued.push(...wakes.map((wake) => ({ wake, isPatient, atMilliseconds: this.milliseconds + delaySeconds * 1000 })));
      },
    };
  }

  async subscribe(overrides: Partial<Subscription> = {}): Promise<Subscription> {
    const subscription = aSubscription({ audience: AGENCY, ...overrides });
    await openSubscription(this, subscription, { current: 'sealed' });
    return subscription;
  }

  /** The relay's part: events of one dossier, told to the audience. */
  async tell(dossierId: string, seqs: readonly number[], whose: Audience = AGENCY): Promise<void> {
    const events = seqs.map((seq) => aNewEvent(dossierId, seq, { time: this.now }));
    await tellAudience({ ...this, wakeQueues: { webhook: this.queue(false) } }, { whose, lane: dossierId }, events);
  }

  /** Works off every wake that is due now, and those that come of it. */
  async work(tools: DeliverFeedTools = this.tools): Promise<void> {
    for (let next = this.takeDue(); next !== undefined; next = this.takeDue()) await deliverFeed(tools, next.wake, next.isPatient);
  }

  /** Moves the clock and works after each step, the sweeper with it. */
  async pass(seconds: number, stepSeconds = 60): Promise<void> {
    const end = this.milliseconds + seconds * 1000;
    while (this.milliseconds < end) {
      const soonest = Math.min(...this.queued.map(({ atMilliseconds }) => atMilliseconds));
      this.milliseconds = Math.min(end, Math.max(this.milliseconds, Math.min(soonest, this.milliseconds + stepSeconds * 1000)));
      await this.sweep();
      await this.work();
    }
  }

  async sweep(): Promise<void> {
    for (const line of await this.deliveries.due('webhook', { before: this.now, limit: 100 })) {
      if (!this.queued.some(({ wake }) => wake.subscriptionId === line.subscriptionId)) this.queued.push({ wake: { ...line, channel: 'webhook' }, isPatient: false, atMilliseconds: this.milliseconds });
    }
  }

  moveClock(seconds: number): void {
    this.milliseconds += seconds * 1000;
  }

  /** Ids that arrived at a subscription, in order; only what it took, unless told otherwise. */
  taken({ id }: Subscription, only: 'taken' | 'all' = 'taken'): string[] {
    return this.arrivals.filter((each) => each.subscriptionId === id && (only === 'all' || each.outcome === 'delivered')).map(({ event }) => event.event.id);
  }

  async rows({ id }: Subscription, partition = 0): Promise<readonly Delivery[]> {
    return (await this.deliveries.list({ subscriptionId: id, partition }, { limit: 1000 })).deliveries.toReversed();
  }

  /** What the audience's feed holds, all partitions. */
  async told(whose: Audience = AGENCY): Promise<readonly FeedEvent[]> {
    const partitions = Array.from({ length: (await this.feed.ends(whose)).length }, (_none, partition) => partition);
    return (await Promise.all(partitions.map((partition) => this.feed.after(whose, { partition, position: 0, limit: 10_000 })))).flat();
  }

  partitionFor(whose: Audience, event: FeedEvent): number {
    return partitionOf(whose, laneOf(event.event));
  }

  private takeDue(): QueuedWake | undefined {
    const index = this.queued.findIndex(({ atMilliseconds }) => atMilliseconds <= this.milliseconds);
    return index === -1 ? undefined : this.queued.splice(index, 1)[0];
  }
}
