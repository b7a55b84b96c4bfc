import * as z from 'zod';
import { isoInstant } from '#domain/kernel/instant';
import { breaker } from '#domain/notifications/breaker';
import type { Delivery, DeliveryState } from '#domain/notifications/delivery';
import type { Channel, Subscription } from '#domain/notifications/subscription';

/** One partition of the feed, as one subscription works through it. */
export interface DeliveryLine {
  readonly subscriptionId: string;
  readonly partition: number;
}

/** What was asked to be sent again: positions from `next` to `until`, or all that had failed before an instant. */
export const replay = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('range'),
    id: z.string(),
    askedAt: isoInstant,
    next: z.number().int().positive(),
    until: z.number().int().positive(),
    /** Only events of this time, both included. */
    fromTime: isoInstant.optional(),
    untilTime: isoInstant.optional(),
    /** Deliveries named one by one: they are sent again whatever the filter lets through now. */
    isChosen: z.literal(true).optional(),
  }),
  z.object({ kind: z.literal('failed'), id: z.string(), askedAt: isoInstant }),
]);
export type Replay = z.infer<typeof replay>;

/** Requests that may wait at once. */
export const MAX_REPLAYS = 10;

/** How far a line has come; written by whoever holds its lease. */
export const lineProgress = z.object({
  /** Every event up to this position was delivered, or has a delivery that waits or failed, or passed no filter. */
  cursor: z.number().int().nonnegative(),
  /** The version of the subscription it last worked for. */
  seenVersion: z.number().int().nonnegative(),
  breaker,
  /** Until when the endpoint asked us to leave it alone. */
  heldUntil: isoInstant.optional(),
  /** Nothing that waits is due earlier. */
  retryAt: isoInstant.optional(),
  /** What was last tried before the endpoint came back at this instant is due at once. */
  recoveredAt: isoInstant.optional(),
  /** Dossiers in which an event waits and others wait behind it. */
  troubledLanes: z.number().int().nonnegative(),
  /** Moving average of how long the endpoint takes. */
  paceMilliseconds: z.number().nonnegative(),
  /** For when a delayed wake lies in the queue already. */
  wakeOrderedFor: isoInstant.optional(),
  /** The last replays that are done, so that a repeated request is known. */
  replayed: z.array(z.string()).max(20),
});
export type LineProgress = z.infer<typeof lineProgress>;

export interface LineState extends DeliveryLine {
  readonly channel: Channel;
  readonly progress: LineProgress;
  readonly replays: readonly Replay[];
  /** When the sweeper looks after it, unless somebody does earlier. */
  readonly dueAt?: string;
}

/** The right to work on a line, until it is given back or its time is over. */
export interface Lease extends DeliveryLine {
  readonly owner: string;
  /** Wakes that came in so far; more of them mean that there may be something new. */
  readonly wakes: number;
}

export type LeaseOutcome = { readonly kind: 'leased'; readonly lease: Lease; readonly state: LineState } | { readonly kind: 'held' } | { readonly kind: 'missing' };

/** What one round of work on a line came to; all of it is written or nothing, or what is written does no harm when the round is repeated. */
export interface Settlement {
  /** `before` is absent for an event tried for the first time. */
  readonly rows: readonly { readonly before?: Delivery; readonly after: Delivery }[];
  /** Positions that wait in order, the first being tried; empty when the lane is clear again. */
  readonly lanes: readonly { readonly lane: string; readonly queue: readonly number[] }[];
  readonly replays: readonly { readonly id: string; readonly after: Replay | undefined }[];
  readonly progress: LineProgress;
  readonly dueAt: string;
  /** Gives the lease back, unless a wake came in meanwhile. */
  readonly release: boolean;
}

/** `settled`: as asked, lease kept. `released`: lease given back. `woken`: settled, but not released, since a wake came in. */
export type SettleOutcome = { readonly kind: 'settled' | 'released' | 'woken'; readonly lease: Lease };

/** The lease was taken over: what this round found out is somebody else's now. */
export class LeaseLost extends Error {
  constructor(line: DeliveryLine) {
    super(`The lease of ${line.subscriptionId}/${line.partition} was lost`);
    this.name = 'LeaseLost';
  }
}

export interface DeliveryPage {
  readonly deliveries: readonly Delivery[];
  readonly cursor?: string;
}

export interface DeliveryStore {
  /** Makes the lines of a subscription, each beginning after its position; those that are there stay as they are. */
  begin(subscription: Subscription, positions: readonly number[], dueAt: string): Promise<void>;
  peek(line: DeliveryLine): Promise<LineState | undefined>;
  /** Takes the lease; when somebody else has it, leaves a wake with him, so that he looks again before he goes. */
  lease(line: DeliveryLine, by: { readonly owner: string; readonly now: string; readonly until: string }): Promise<LeaseOutcome>;
  /** @throws LeaseLost */
  settle(lease: Lease, settlement: Settlement): Promise<SettleOutcome>;
  /** Forgets a line whose subscription was removed; what was delivered stays until it expires. */
  retire(line: DeliveryLine): Promise<void>;
  /** Positions of waiting deliveries whose next try is due, the longest waiting first; without `until` all that do not wait behind another. */
  waiting(line: DeliveryLine, page: { readonly until?: string; readonly limit: number }): Promise<readonly { readonly position: number; readonly nextTryAt: string }[]>;
  /** Positions that failed before an instant. */
  failed(line: DeliveryLine, page: { readonly before: string; readonly limit: number }): Promise<readonly number[]>;
  /** As they stand now, by position; those that are not there are left out. */
  rows(line: DeliveryLine, positions: readonly number[]): Promise<readonly Delivery[]>;
  /** The queues of those lanes that have one. */
  queues(line: DeliveryLine, lanes: readonly string[]): Promise<ReadonlyMap<string, readonly number[]>>;
  /** For the subscriber: the newest first; waiting and failed ones in the order they are due or failed. */
  list(line: DeliveryLine, page: { readonly state?: Exclude<DeliveryState, 'delivered'>; readonly cursor?: string; readonly limit: number }): Promise<DeliveryPage>;
  /** Idempotent by the replay's id: `asked` also when it was asked for, or done, before. */
  askReplay(line: DeliveryLine, asked: Replay): Promise<'asked' | 'too-many' | 'missing'>;
  /** Lines of a channel that nobody looked after although they were due. */
  due(channel: Channel, page: { readonly before: string; readonly limit: number }): Promise<readonly DeliveryLine[]>;
}
