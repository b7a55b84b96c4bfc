import { type Audience, partitionsOf } from '#domain/notifications/audience';
import type { FeedStore } from '#domain/notifications/feed';
import type { FeedPositions } from '#domain/notifications/feed-cursor';
import { type FeedPage, mergePartitions } from '#domain/notifications/merge-partitions';

type Reader = Pick<FeedStore, 'after' | 'ends'>;

/** The next events after a reader's place, from all partitions; `hasGap` when some that he has not read are no longer kept. */
export async function readFeedPage(
  feed: Reader,
  whose: Audience,
  from: { readonly positions: FeedPositions; readonly limit: number },
): Promise<FeedPage & { readonly hasGap: boolean }> {
  const next = await Promise.all(from.positions.map((position, partition) => feed.after(whose, { partition, position, limit: from.limit })));
  const page = mergePartitions(next, from);
  return { ...page, hasGap: await hasGap(feed, { whose, positions: from.positions, firsts: next.map((rows) => rows[0]?.position) }) };
}

interface Read {
  readonly whose: Audience;
  readonly positions: FeedPositions;
  readonly firsts: readonly (number | undefined)[];
}

// Positions have no gaps, so that a missing one has expired. What seems to be at its end may have expired altogether.
async function hasGap(feed: Reader, { whose, positions, firsts }: Read): Promise<boolean> {
  if (firsts.some((first, partition) => first !== undefined && first > (positions[partition] ?? 0) + 1)) return true;
  if (firsts.some((first) => first !== undefined)) return false;
  const ends = await feed.ends(whose);
  const lost = positions.map(async (position, partition) => {
    if ((ends[partition] ?? 0) <= position) return false;
    const [first] = await feed.after(whose, { partition, position, limit: 1 });
    return first === undefined || first.position > position + 1;
  });
  return (await Promise.all(lost)).includes(true);
}

/**
 * The place before the first event of a time, to be read on from: by halving, about 20 reads for a million events.
 * @param instant of an event's `time`, ISO in UTC
 */
export async function positionsBefore(feed: Reader, whose: Audience, instant: string): Promise<FeedPositions> {
  const ends = await feed.ends(whose);
  return Promise.all(Array.from({ length: partitionsOf(whose) }, (_none, partition) => before(feed, { whose, partition, instant, end: ends[partition] ?? 0 })));
}

async function before(feed: Reader, { whose, partition, instant, end }: { readonly whose: Audience; readonly partition: number; readonly instant: string; readonly end: number }): Promise<number> {
  let low = 0;
  let high = end;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    const [row] = await feed.after(whose, { partition, position: middle, limit: 1 });
    if (row === undefined || row.event.time >= instant) high = middle;
    else low = Math.min(row.position, high);
  }
  return low;
}
