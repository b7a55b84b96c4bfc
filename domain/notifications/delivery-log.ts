import * as z from 'zod';
import { isoInstant } from '#domain/kernel/instant';
import type { Delivery, deliveryState } from '#domain/notifications/delivery';
import type { Subscription } from '#domain/notifications/subscription';

/** One row of a subscription's deliveries. */
export interface DeliveryKey {
  readonly partition: number;
  readonly position: number;
}

export interface DeliveryPageRequest {
  /** `waiting`: what is tried soonest first. `failed`: what failed last first. Else the newest event first. */
  readonly state?: z.infer<typeof deliveryState> | undefined;
  readonly limit: number;
  /** Of the page before, with the same state. */
  readonly cursor?: string | undefined;
}

export interface DeliveryPage {
  readonly rows: readonly Delivery[];
  readonly cursor?: string;
}

/** How one partition of a subscription stands. */
export const partitionStanding = z.object({
  partition: z.number().int().nonnegative(),
  /** Everything up to here was delivered, or is kept as waiting or failed. */
  position: z.number().int().nonnegative(),
  breaker: z.enum(['closed', 'open']),
  /** Since when every try failed; absent after a success. */
  failingSince: isoInstant.optional(),
  /** When an endpoint that is left in peace is asked next. */
  nextProbeAt: isoInstant.optional(),
  hasWaiting: z.boolean(),
  hasFailed: z.boolean(),
});
export type PartitionStanding = z.infer<typeof partitionStanding>;

/** Positions after `after` up to and with `until`, of one partition. */
export interface PositionRange {
  readonly partition: number;
  readonly after: number;
  readonly until: number;
}

export type Replay =
  | { readonly kind: 'deliveries'; readonly deliveries: readonly DeliveryKey[] }
  /** Every event of the feed in the range that the filter lets through, delivered before or not. */
  | { readonly kind: 'range'; readonly ranges: readonly PositionRange[] }
  | { readonly kind: 'all-failed' };

/** What a subscriber may see and ask of the deliveries to it. */
export interface DeliveryLog {
  /** @throws DomainError cursor-malformed */
  list(of: Subscription, page: DeliveryPageRequest): Promise<DeliveryPage>;
  find(of: Subscription, key: DeliveryKey): Promise<Delivery | undefined>;
  standing(of: Subscription): Promise<readonly PartitionStanding[]>;
  /** Where a new subscription begins, by partition; what was begun before stays where it is. */
  begin(of: Subscription, positions: readonly number[]): Promise<void>;
  /** Asks for events again under their ids, each in a round of its own; safe to ask twice. */
  replay(of: Subscription, what: Replay): Promise<void>;
  /** The endpoint is another, or is said to be well again: it is tried at once, whatever was held against it. */
  startAfresh(of: Subscription): Promise<void>;
}
