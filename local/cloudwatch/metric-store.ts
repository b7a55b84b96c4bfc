import type { MetricPoint } from './metric-point.ts';
import { statisticOf } from './metric-statistic.ts';
import type { Samples } from './metric-statistic.ts';

const MS_PER_MINUTE = 60_000;

interface MetricQuery {
  readonly namespace: string;
  readonly name: string;
  readonly dimensions: Readonly<Record<string, string>>;
  readonly statistic: string;
  /** Only samples of this unit; all when undefined. */
  readonly unit?: string | undefined;
  readonly periodSeconds: number;
}

/** A metric as the dashboard shows it, minute by minute, oldest first. */
export interface StoredMetric {
  readonly namespace: string;
  readonly name: string;
  readonly dimensions: Readonly<Record<string, string>>;
  readonly minutes: readonly { readonly at: string; readonly unit: string; readonly sampleCount: number; readonly sum: number; readonly minimum: number; readonly maximum: number }[];
}

export interface MetricStore {
  add(point: MetricPoint): void;
  /** `count` data points of whole periods, oldest first, the last one ending at `endAt` (epoch milliseconds, a whole minute). */
  series(query: MetricQuery, endAt: number, count: number): (number | undefined)[];
  all(): StoredMetric[];
  /** Forgets what is older. */
  prune(before: number): void;
}

interface Metric {
  readonly identity: Pick<MetricPoint, 'namespace' | 'name' | 'dimensions'>;
  /** Start of the minute → unit → samples. */
  readonly minutes: Map<number, Map<string, Map<number, number>>>;
}

/** Metrics in memory, in buckets of one minute. */
export function createMetricStore(): MetricStore {
  const metrics = new Map<string, Metric>();
  return {
    add: ({ namespace, name, dimensions, unit, values, at }) => {
      const metric = getOrMake(metrics, keyOf({ namespace, name, dimensions }), (): Metric => ({ identity: { namespace, name, dimensions }, minutes: new Map() }));
      const units = getOrMake(metric.minutes, Math.floor(at / MS_PER_MINUTE) * MS_PER_MINUTE, () => new Map<string, Map<number, number>>());
      const samples = getOrMake(units, unit, () => new Map<number, number>());
      for (const value of values) samples.set(value, (samples.get(value) ?? 0) + 1);
    },
    series: (query, endAt, count) => {
      const metric = metrics.get(keyOf(query));
      const period = query.periodSeconds * 1000;
      return Array.from({ length: count }, (_, index) => {
        const from = endAt - (count - index) * period;
        return metric === undefined ? undefined : statisticOf(samplesBetween(metric, { from, to: from + period, unit: query.unit }), query.statistic);
      });
    },
    all: () => [...metrics.values()].map(({ identity, minutes }) => ({ ...identity, minutes: [...minutes].toSorted(([one], [other]) => one - other).flatMap(summarise) })),
    prune: (before) => {
      for (const [key, { minutes }] of metrics) {
        for (const minute of minutes.keys()) if (minute < before) minutes.delete(minute);
        if (minutes.size === 0) metrics.delete(key);
      }
    },
  };
}

function samplesBetween({ minutes }: Metric, { from, to, unit }: { from: number; to: number; unit: string | undefined }): Samples {
  const merged = new Map<number, number>();
  for (const [minute, units] of minutes) {
    if (minute < from || minute >= to) continue;
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

function keyOf({ namespace, name, dimensions }: Pick<MetricPoint, 'namespace' | 'name'> & { readonly dimensions: Readonly<Record<string, string>> }): string {
  return JSON.stringify([namespace, name, Object.entries(dimensions).toSorted(([one], [other]) => (one < other ? -1 : 1))]);
}

function getOrMake<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const existing = map.get(key);
  if (existing !== undefined) return existing;
  const made = make();
  map.set(key, made);
  return made;
}
