import type { Audience } from '#domain/notifications/audience';
import type { WebhookEvent } from '#domain/notifications/webhook-message';

/** How long an event can be read again in a feed, replayed and looked up with its deliveries. */
export const FEED_RETENTION_DAYS = 90;

/** What filters look at and the envelope does not tell. */
interface EventFacts {
  readonly procedure: string;
  readonly receivingAgency: string;
  readonly places: readonly string[];
}

/** An event on its way into a feed; `previousSeq` is not known yet and 0 until then. */
export interface NewFeedEvent {
  readonly event: WebhookEvent;
  readonly about: EventFacts;
}

/** One event in an audience's feed. */
export interface FeedEvent extends NewFeedEvent {
  /** 1, 2, 3 … in its partition of the feed; given when it is appended, without gaps, in the order readers see. */
  readonly position: number;
  readonly partition: number;
}

export interface FeedPlace {
  readonly partition: number;
  readonly position: number;
}

export interface FeedStore {
  /**
   * Appends events of one lane (`laneOf`) that the audience has not been told yet; those it has are passed over, so
   * that a repeated call adds nothing. A position becomes readable only when all before it are. Each event learns the
   * `seq` of the one before it in its lane.
   * @returns the partition written to, and whether anything is new there
   * @throws when others kept writing the same feed; the caller comes again
   */
  append(whose: Audience, lane: string, events: readonly NewFeedEvent[]): Promise<{ readonly partition: number; readonly isNew: boolean }>;
  /** Events after a position of one partition, in order, as they stand now. */
  after(whose: Audience, from: FeedPlace & { readonly limit: number }): Promise<readonly FeedEvent[]>;
  /** Those of at most 100 positions that are still kept, in order. */
  at(whose: Audience, partition: number, positions: readonly number[]): Promise<readonly FeedEvent[]>;
  /** The last position of each partition; 0 for one that has none. A new subscription begins there. */
  ends(whose: Audience): Promise<readonly number[]>;
}
