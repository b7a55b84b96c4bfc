/** How often each value was seen. */
export type Samples = ReadonlyMap<number, number>;

const PERCENTILE = /^p(?<percent>\d{1,2}(\.\d+)?|100)$/;

/** Whether a statistic is one we can compute. */
export function isStatistic(statistic: string): boolean {
  return ['SampleCount', 'Sum', 'Average', 'Minimum', 'Maximum'].includes(statistic) || PERCENTILE.test(statistic);
}

/** One data point: `Sum`, `p99`, … of the samples; undefined, a missing data point, when there are none. */
export function statisticOf(samples: Samples, statistic: string): number | undefined {
  const count = sumOf(samples, () => 1);
  if (count === 0) return undefined;
  switch (statistic) {
    case 'SampleCount':
      return count;
    case 'Sum':
      return sumOf(samples, (value) => value);
    case 'Average':
      return sumOf(samples, (value) => value) / count;
    case 'Minimum':
      return Math.min(...samples.keys());
    case 'Maximum':
      return Math.max(...samples.keys());
    default:
      return percentile(samples, count, Number(PERCENTILE.exec(statistic)?.groups?.['percent']));
  }
}

/** The smallest sample that at least this share of the samples does not exceed. */
function percentile(samples: Samples, count: number, percent: number): number | undefined {
  let left = Math.max(1, Math.ceil((percent / 100) * count));
  for (const [value, times] of [...samples].toSorted(([one], [other]) => one - other)) {
    left -= times;
    if (left <= 0) return value;
  }
  return undefined;
}

function sumOf(samples: Samples, part: (value: number) => number): number {
  let sum = 0;
  for (const [value, times] of samples) sum += part(value) * times;
  return sum;
}
