import type { Audience } from '#domain/notifications/audience';
import type { WebhookEvent } from '#domain/notifications/webhook-message';

/** One event in an audience's feed. */
export interface FeedEvent {
  /** 1, 2, 3 … in its partition of the feed; given when it is appended, without gaps, in the order readers see. */
  readonly position: number;
  readonly partition: number;
  readonly event: WebhookEvent;
  /** What filters look at and the envelope does not tell. */
  readonly about: { readonly procedure: string; readonly receivingAgency: string; readonly places: readonly string[] };
}

export interface FeedStore {
  /**
   * Appends events of one dossier that the audience has not been told yet; those it has are passed over, so that a
   * repeated call adds nothing. A position becomes readable only when all before it are.
   * @returns the partition written to, and whether anything is new there
   */
  append(whose: Audience, dossierId: string, events: readonly Omit<FeedEvent, 'position' | 'partition'>[]): Promise<{ readonly partition: number; readonly isNew: boolean }>;
  /** Events after a position of one partition, in order. */
  after(whose: Audience, from: { readonly partition: number; readonly position: number; readonly limit: number }): Promise<readonly FeedEvent[]>;
  /** The last position of each partition; 0 for one that has none. A new subscription begins there. */
  ends(whose: Audience): Promise<readonly number[]>;
}
