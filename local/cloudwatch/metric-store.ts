import { z } from 'zod';
import type { MetricPoint } from './metric-point.ts';
import { statisticOf } from './metric-statistic.ts';
import type { Samples } from './metric-statistic.ts';
import { minuteOf } from './minutes.ts';

export interface MetricIdentity {
  readonly namespace: string;
  readonly name: string;
  readonly dimensions: Readonly<Record<string, string>>;
}

interface MetricQuery extends MetricIdentity {
  readonly statistic: string;
  /** Only samples of this unit; all when undefined. */
  readonly unit?: string | undefined;
  readonly periodSeconds: number;
}

/** A metric as the dashboard shows it, minute by minute, oldest first. */
export interface StoredMetric extends MetricIdentity {
  readonly minutes: readonly { readonly at: string; readonly unit: string; readonly sampleCount: number; readonly sum: number; readonly minimum: number; readonly maximum: number }[];
}

/** A metric as it is kept across a restart. */
export const keptMetric = z.object({
  namespace: z.string(),
  name: z.string(),
  dimensions: z.record(z.string(), z.string()),
  /** Start of the minute in epoch milliseconds, unit, and each value with how often it was seen. */
  minutes: z.array(z.tuple([z.number(), z.string(), z.array(z.tuple([z.number(), z.number()]))])),
});
type KeptMetric = z.infer<typeof keptMetric>;

export interface MetricStore {
  add(point: MetricPoint): void;
  /**
   * `count` data points of whole periods, oldest first, the last one ending at `endAt` (epoch milliseconds, a whole minute).
   * `placeOf` tells where a minute lies when time is to be left out.
   */
  series(query: MetricQuery, window: { endAt: number; count: number; placeOf?: (minute: number) => number }): (number | undefined)[];
  /** The minutes in which any of these had a value, oldest first. */
  minutesWithData(metrics: readonly (MetricIdentity & Pick<MetricQuery, 'unit'>)[]): number[];
  all(): StoredMetric[];
  /** What is to be kept of a metric, from the minute `since` on; undefined when there is nothing. */
  keep(metric: MetricIdentity, since: number): KeptMetric | undefined;
  restore(metric: KeptMetric): void;
  /** Forgets what is older. */
  prune(before: number): void;
}

interface Metric {
  readonly identity: MetricIdentity;
  /** Start of the minute → unit → samples. */
  readonly minutes: Map<number, Map<string, Map<number, number>>>;
}

/** Metrics in memory, in buckets of one minute. */
export function createMetricStore(): MetricStore {
  const metrics = new Map<string, Metric>();
  const samplesFor = (identity: MetricIdentity, minute: number, unit: string): Map<number, number> => {
    const metric = getOrMake(metrics, keyOf(identity), (): Metric => ({ identity, minutes: new Map() }));
    const units = getOrMake(metric.minutes, minute, () => new Map<string, Map<number, number>>());
    return getOrMake(units, unit, () => new Map<number, number>());
  };
  return {
    add: ({ namespace, name, dimensions, unit, values, at }) => {
      const samples = samplesFor({ namespace, name, dimensions }, minuteOf(at), unit);
      for (const value of values) samples.set(value, (samples.get(value) ?? 0) + 1);
    },
    series: (query, { endAt, count, placeOf = (minute) => minute }) => {
      const metric = metrics.get(keyOf(query));
      const period = query.periodSeconds * 1000;
      return Array.from({ length: count }, (_, index) => {
        const from = endAt - (count - index) * period;
        const isWithin = (minute: number): boolean => placeOf(minute) >= from && placeOf(minute) < from + period && minute < endAt;
        return metric === undefined ? undefined : statisticOf(samplesWithin(metric, isWithin, query.unit), query.statistic);
      });
    },
    minutesWithData: (queries) => {
      const found = queries.flatMap((query) => [...(metrics.get(keyOf(query))?.minutes ?? [])].flatMap(([minute, units]) => (query.unit === undefined || units.has(query.unit) ? [minute] : [])));
      return [...new Set(found)].toSorted((one, other) => one - other);
    },
    all: () => [...metrics.values()].map(({ identity, minutes }) => ({ ...identity, minutes: [...minutes].toSorted(([one], [other]) => one - other).flatMap(summarise) })),
    keep: (identity, since) => {
      const minutes = [...(metrics.get(keyOf(identity))?.minutes ?? [])].flatMap(([minute, units]) =>
        minute < since ? [] : [...units].map(([unit, samples]): KeptMetric['minutes'][number] => [minute, unit, [...samples]]),
      );
      const { namespace, name, dimensions } = identity;
      return minutes.length === 0 ? undefined : { namespace, name, dimensions, minutes };
    },
    restore: ({ minutes, ...identity }) => {
      for (const [minute, unit, values] of minutes) for (const [value, times] of values) samplesFor(identity, minute, unit).set(value, times);
    },
    prune: (before) => {
      for (const [key, { minutes }] of metrics) {
        for (const minute of minutes.keys()) if (minute < before) minutes.delete(minute);
        if (minutes.size === 0) metrics.delete(key);
      }
    },
  };
}

function samplesWithin({ minutes }: Metric, isWithin: (minute: number) => boolean, unit: string | undefined): Samples {
  const merged = new Map<number, number>();
  for (const [minute, units] of minutes) {
    if (!isWithin(minute)) continue;
    for (const [sampleUnit, samples] of units) {
      if (unit !== undefined && unit !== sampleUnit) continue;
      for (const [value, times] of samples) merged.set(value, (merged.get(value) ?? 0) + times);
    }
  }
  return merged;
}

function summarise([minute, units]: [number, ReadonlyMap<string, Samples>]): StoredMetric['minutes'][number][] {
  const at = new Date(minute).toISOString();
  return [...units].map(([unit, samples]) => ({
    at,
    unit,
    sampleCount: statisticOf(samples, 'SampleCount') ?? 0,
    sum: statisticOf(samples, 'Sum') ?? 0,
    minimum: statisticOf(samples, 'Minimum') ?? 0,
    maximum: statisticOf(samples, 'Maximum') ?? 0,
  }));
}

/** The same text for the same metric, whatever the order of its dimensions. */
function keyOf({ namespace, name, dimensions }: MetricIdentity): string {
  return JSON.stringify([namespace, name, Object.entries(dimensions).toSorted(([one], [other]) => (one < other ? -1 : 1))]);
}

function getOrMake<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const existing = map.get(key);
  if (existing !== undefined) return existing;
  const made = make();
  map.set(key, made);
  return made;
}
