import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { bucketOf, casesIn, minutesOf, percentile, RELATIVE_ERROR } from '#domain/figures/log-histogram';

function histogramOf(all: readonly number[]): Record<string, number> {
  const histogram: Record<string, number> = {};
  for (const minutes of all) histogram[bucketOf(minutes)] = (histogram[bucketOf(minutes)] ?? 0) + 1;
  return histogram;
}

/** Up to eight years of office time. */
const minutes = fc.oneof(fc.integer({ min: 0, max: 3000 }), fc.integer({ min: 0, max: 1_000_000 }));
const share = fc.double({ min: 0.01, max: 1, noNaN: true });

test('a percentile is at most one twentieth off the true one, however long the work took', () => {
  fc.assert(
    fc.property(fc.array(minutes, { minLength: 1, maxLength: 200 }), share, (all, part) => {
      const sorted = all.toSorted((one, other) => one - other);
      const exact = sorted[Math.max(1, Math.ceil(part * all.length)) - 1] ?? 0;
      const told = percentile(histogramOf(all), part) ?? Number.NaN;
      expect(Math.abs(told - exact)).toBeLessThanOrEqual(exact * RELATIVE_ERROR + 1e-9);
    }),
    { numRuns: 500 },
  );
});

test('a bucket begins where the one before it ends', () => {
  fc.assert(fc.property(minutes, minutes, (one, other) => expect(Math.sign(bucketOf(one) - bucketOf(other)) * Math.sign(one - other)).toBeGreaterThanOrEqual(0)));
  expect([bucketOf(0), bucketOf(1), minutesOf(0)]).toEqual([0, 1, 0]);
  expect(bucketOf(1_000_000)).toBeLessThan(141);
});

test('without a case there is no percentile', () => {
  expect(percentile({}, 0.5)).toBeUndefined();
  expect(percentile({ 4: 0 }, 0.5)).toBeUndefined();
  expect(casesIn({ 4: 2, 7: 3 })).toBe(5);
});
