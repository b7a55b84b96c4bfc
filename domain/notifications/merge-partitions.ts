import type { FeedEvent } from '#domain/notifications/feed';
import type { FeedPositions } from '#domain/notifications/feed-cursor';

export interface FeedPage {
  readonly events: readonly FeedEvent[];
  /** Where the reader stands after this page. */
  readonly positions: FeedPositions;
}

/**
 * One page out of what each partition holds next: within a partition its own order, so that the events of a dossier never
 * change places; between partitions the older event first.
 * @param next of each partition, in order, at least `limit` events if it has so many
 */
export function mergePartitions(next: readonly (readonly FeedEvent[])[], from: { readonly positions: FeedPositions; readonly limit: number }): FeedPage {
  const taken = next.map(() => 0);
  const events: FeedEvent[] = [];
  while (events.length < from.limit) {
    const heads = next.flatMap((rows, partition) => rows[taken[partition] ?? 0] ?? []);
    const oldest = heads.reduce<FeedEvent | undefined>((first, head) => (first === undefined || head.event.time < first.event.time ? head : first), undefined);
    if (oldest === undefined) break;
    events.push(oldest);
    taken[oldest.partition] = (taken[oldest.partition] ?? 0) + 1;
  }
  const positions = from.positions.map((position, partition) => next[partition]?.[(taken[partition] ?? 0) - 1]?.position ?? position);
  return { events, positions };
}
