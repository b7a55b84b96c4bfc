import type { StatementKey } from '#domain/documents/statement';
import type { Page, PageRequest } from '#domain/dossiers/dossier-store';
import type { NotedHead, SealedDay } from '#domain/log/sealed-day';

/** What whoever follows the events notes of them. */
export interface HeadNotes {
  /** Notes where chains stand under the day on which it is noted; the same heads again change nothing. */
  note(day: string, heads: readonly NotedHead[]): Promise<void>;
}

/** The log of days: heads noted, days sealed, keys they were signed with. */
export interface LogStore extends HeadNotes {
  /** All that was noted under a day, in no order; the same dossier more than once. */
  notes(day: string): AsyncIterable<readonly NotedHead[]>;
  /** The first day of the log: the one given, unless it has begun before. */
  beginOn(day: string): Promise<string>;
  /** Keeps a day unless there is one already; returns the one that is kept. */
  keepDay(day: SealedDay): Promise<SealedDay>;
  /** Adds the timestamp to a day that has none. */
  keepTimestamp(day: string, timestamp: string): Promise<void>;
  day(day: string): Promise<SealedDay | undefined>;
  /** Newest first. */
  days(page: PageRequest): Promise<Page<SealedDay>>;
  /** Every key a statement was ever signed with stays known. */
  keepKey(key: StatementKey): Promise<void>;
  keys(): Promise<readonly StatementKey[]>;
}
