import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { FeedEvent } from '#domain/notifications/feed';
import { mergePartitions } from '#domain/notifications/merge-partitions';
import { aFeedEvent } from '#test/support/builders/feed-builders';

/** Partitions whose times may run backwards, as when a late relay appends an older event. */
const partitions = fc.array(fc.array(fc.integer({ min: 10, max: 59 }), { maxLength: 6 }), { minLength: 1, maxLength: 4 }).map((feeds) =>
  feeds.map((minutes, partition) => minutes.map((minute, index) => aFeedEvent({ partition, position: index + 1, time: `2026-11-26T01:${String(minute)}:00.000Z` }))),
);

/** What a partition holds after a position. */
const after = (feeds: readonly (readonly FeedEvent[])[], positions: readonly number[]) => feeds.map((rows, partition) => rows.filter((row) => row.position > (positions[partition] ?? 0)));

describe('A page of a feed in parts', () => {
  test('followed by the next until nothing comes holds every event once, in the order of its part', () => {
    fc.assert(
      fc.property(partitions, fc.integer({ min: 1, max: 5 }), (feeds, limit) => {
        const read: FeedEvent[] = [];
        let positions: readonly number[] = feeds.map(() => 0);
        for (;;) {
          const page = mergePartitions(after(feeds, positions), { positions, limit });
          if (page.events.length === 0) break;
          expect(page.events.length).toBeLessThanOrEqual(limit);
          read.push(...page.events);
          positions = page.positions;
        }
        expect(read).toHaveLength(feeds.flat().length);
        for (const [partition, rows] of feeds.entries()) expect(read.filter((each) => each.partition === partition)).toEqual(rows);
      }),
    );
  });

  test('takes the older event first when two parts wait', () => {
    const at = (partition: number, time: string) => aFeedEvent({ partition, position: 1, time });
    const page = mergePartitions([[at(0, '2026-11-26T01:02:00.000Z')], [at(1, '2026-11-26T01:01:00.000Z')]], { positions: [0, 0], limit: 1 });
    expect(page).toMatchObject({ events: [{ partition: 1 }], positions: [0, 1] });
  });
});
