import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { toRuns } from '#domain/notifications/replay-runs';

const places = fc.array(fc.record({ partition: fc.integer({ min: 0, max: 2 }), position: fc.integer({ min: 1, max: 12 }) }), { maxLength: 20 });
const words = (all: readonly { readonly partition: number; readonly position: number }[]) => [...new Set(all.map(({ partition, position }) => `${String(partition)}-${String(position)}`))].toSorted();

test('deliveries asked for again are asked for in runs that hold each of them and no other', () => {
  fc.assert(
    fc.property(places, (asked) => {
      const held = toRuns(asked).flatMap(({ partition, next, until }) => Array.from({ length: until - next + 1 }, (_none, index) => ({ partition, position: next + index })));
      expect(words(held)).toEqual(words(asked));
      expect(held).toHaveLength(words(held).length);
    }),
  );
});

test('neighbours share a run', () => {
  expect(toRuns([3, 1, 2, 7].map((position) => ({ partition: 0, position })))).toEqual([{ partition: 0, next: 1, until: 3 }, { partition: 0, next: 7, until: 7 }]);
});
