import { beforeEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { statisticOf } from '#local/cloudwatch/metric-statistic';
import { createMetricStore } from '#local/cloudwatch/metric-store';
import type { MetricStore } from '#local/cloudwatch/metric-store';

const MINUTE = 60_000;
const query = { namespace: 'MotCua', name: 'Late', dimensions: { a: '1', b: '2' }, statistic: 'Sum', periodSeconds: 60 };
let store: MetricStore;
const add = (at: number, values: number[], more: { dimensions?: Record<string, string>; unit?: string } = {}) => {
  store.add({ namespace: 'MotCua', name: 'Late', dimensions: { b: '2', a: '1' }, unit: 'Count', values, at, ...more });
};
beforeEach(() => {
  store = createMetricStore();
});

describe('metrics', () => {
  it('are kept by the minute, and a minute without values is missing', () => {
    add(0, [1]);
    add(MINUTE - 1, [2]);
    add(2 * MINUTE, [4]);
    expect(store.series(query, { endAt: 3 * MINUTE, count: 4 })).toEqual([undefined, 3, undefined, 4]);
  });

  it('are summed up over longer periods', () => {
    for (let minute = 0; minute < 10; minute += 1) add(minute * MINUTE, [minute]);
    expect(store.series({ ...query, periodSeconds: 300 }, { endAt: 10 * MINUTE, count: 2 })).toEqual([10, 35]);
    expect(store.series({ ...query, periodSeconds: 300, statistic: 'Maximum' }, { endAt: 9 * MINUTE, count: 1 })).toEqual([8]);
  });

  it('with other dimensions are other metrics; the order of dimensions does not matter', () => {
    add(0, [1], { dimensions: { a: '1' } });
    expect(store.series(query, { endAt: MINUTE, count: 1 })).toEqual([undefined]);
    expect(store.series({ ...query, dimensions: { a: '1' } }, { endAt: MINUTE, count: 1 })).toEqual([1]);
  });

  it('count together whatever their unit, unless one is asked for', () => {
    add(0, [1], { unit: 'Count' });
    add(0, [2], { unit: 'None' });
    expect(store.series(query, { endAt: MINUTE, count: 1 })).toEqual([3]);
    expect(store.series({ ...query, unit: 'None' }, { endAt: MINUTE, count: 1 })).toEqual([2]);
  });

  it('lie elsewhere when time is left out between them', () => {
    add(0, [1]);
    add(60 * MINUTE, [2]);
    const placeOf = (minute: number): number => (minute === 0 ? 59 * MINUTE : minute);
    expect(store.series(query, { endAt: 61 * MINUTE, count: 3, placeOf })).toEqual([undefined, 1, 2]);
  });

  it('tell in which minutes any of them had a value', () => {
    add(5 * MINUTE, [1]);
    add(MINUTE, [1], { dimensions: { a: '1' } });
    add(0, [1], { unit: 'None' });
    expect(store.minutesWithData([query, { ...query, dimensions: { a: '1' } }])).toEqual([0, MINUTE, 5 * MINUTE]);
    expect(store.minutesWithData([{ ...query, unit: 'Count' }])).toEqual([5 * MINUTE]);
  });

  it('are the same after they were kept and restored', () => {
    add(0, [9]);
    add(MINUTE, [1, 1, 2]);
    add(MINUTE, [3], { unit: 'None' });
    const kept = store.keep(query, MINUTE);
    const before = store.all();
    store = createMetricStore();
    if (kept) store.restore(kept);
    expect(store.all()).toEqual(before.map((metric) => ({ ...metric, minutes: metric.minutes.slice(1) })));
    expect(store.keep(query, 2 * MINUTE)).toBeUndefined();
  });

  it('are forgotten when old', () => {
    add(0, [1]);
    add(MINUTE, [2, 6]);
    store.prune(MINUTE);
    expect(store.all()).toEqual([
      { namespace: 'MotCua', name: 'Late', dimensions: { a: '1', b: '2' }, minutes: [{ at: '1970-01-01T00:01:00.000Z', unit: 'Count', sampleCount: 2, sum: 8, minimum: 2, maximum: 6 }] },
    ]);
    store.prune(2 * MINUTE);
    expect(store.all()).toEqual([]);
  });
});

describe('statistics', () => {
  const hundred = new Map(Array.from({ length: 100 }, (_, index) => [index + 1, 1]));
  it.each([
    ['SampleCount', 100],
    ['Sum', 5050],
    ['Average', 50.5],
    ['Minimum', 1],
    ['Maximum', 100],
    ['p50', 50],
    ['p99', 99],
    ['p99.9', 100],
    ['p100', 100],
    ['p0', 1],
  ])('%s of 1 … 100 is %d', (statistic, expected) => {
    expect(statisticOf(hundred, statistic)).toBe(expected);
  });

  it('of nothing are missing', () => {
    expect(statisticOf(new Map(), 'Sum')).toBeUndefined();
    expect(statisticOf(new Map(), 'p99')).toBeUndefined();
  });

  it('a percentile is one of the values, and grows with its percentage', () => {
    fc.assert(
      fc.property(fc.array(fc.integer(), { minLength: 1 }), fc.integer({ min: 0, max: 100 }), fc.integer({ min: 0, max: 100 }), (values, one, other) => {
        const samples = new Map<number, number>();
        for (const value of values) samples.set(value, (samples.get(value) ?? 0) + 1);
        const [low, high] = [Math.min(one, other), Math.max(one, other)].map((percent) => statisticOf(samples, `p${percent}`) ?? Number.NaN);
        expect(values).toContain(low);
        expect(high).toBeGreaterThanOrEqual(low ?? Number.NaN);
        expect(values.filter((value) => value <= (high ?? 0)).length * 100).toBeGreaterThanOrEqual(Math.max(one, other) * values.length);
      }),
    );
  });
});
