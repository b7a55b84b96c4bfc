/** How many cases fell into each bucket, by the bucket's number as text. Adding two histograms up is adding their counts. */
export type Histogram = Readonly<Record<string, number>>;

/** A percentile read from a histogram is at most this share off the true one. */
export const RELATIVE_ERROR = 0.05;

// Bucket n + 1 holds what is above GAMMA^(n - 1) and at most GAMMA^n; all values in it are within RELATIVE_ERROR of its middle.
// So 140 buckets reach from a minute to eight years of office time, and a bucket is a counter that may be added to at any time.
const GAMMA = (1 + RELATIVE_ERROR) / (1 - RELATIVE_ERROR);
const NOTHING = 0;

/** The bucket of a number of minutes; all that is below one minute lies in bucket 0. */
export function bucketOf(minutes: number): number {
  return minutes < 1 ? NOTHING : Math.ceil(Math.log(minutes) / Math.log(GAMMA)) + 1;
}

/** What a bucket stands for, in minutes. */
export function minutesOf(bucket: number): number {
  return bucket <= NOTHING ? 0 : (2 * GAMMA ** (bucket - 1)) / (GAMMA + 1);
}

export function casesIn(histogram: Histogram): number {
  return Object.values(histogram).reduce((sum, cases) => sum + cases, 0);
}

/** The least number of minutes that `share` (0–1) of all cases did not exceed; nothing without a case. */
export function percentile(histogram: Histogram, share: number): number | undefined {
  const rank = Math.max(1, Math.ceil(share * casesIn(histogram)));
  const buckets = Object.entries(histogram)
    .map(([bucket, cases]) => ({ bucket: Number(bucket), cases }))
    .toSorted((one, other) => one.bucket - other.bucket);
  let passed = 0;
  for (const { bucket, cases } of buckets) {
    passed += cases;
    if (passed >= rank) return minutesOf(bucket);
  }
  return undefined;
}
