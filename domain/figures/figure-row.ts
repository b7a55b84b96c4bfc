/**
 * One row of the figures. `now` holds how things stand; the others what happened in a month, on a day, within five
 * minutes. `place` is the province or ministry. Without a procedure a row is of the agency as a whole.
 */
export type FigureRow =
  | { readonly kind: 'now'; readonly place: string; readonly agency: string; readonly procedureCode?: string }
  | { readonly kind: 'month'; readonly month: string; readonly place: string; readonly agency: string; readonly procedureCode?: string }
  /** Settlements of a receiving agency on a day; what "probably ready by" is made of. */
  | { readonly kind: 'day'; readonly day: string; readonly agency: string; readonly procedureCode: string }
  /** Settlements of a place on a day: the on-time share. */
  | { readonly kind: 'settled'; readonly place: string; readonly day: string }
  /** Promises kept and broken within five minutes: the burn rates. */
  | { readonly kind: 'promises'; readonly place: string; readonly from: string }
  /** Steps opened on a UTC day that still wait for an answer, a counter for each hour (`02`): the oldest step. */
  | { readonly kind: 'waiting'; readonly place: string; readonly day: string };

/** Counters by name; a letter and a number are a bucket of a histogram. */
export type Counts = Readonly<Record<string, number>>;

/** The distributions a row may hold, all of office minutes. */
export type Distribution = 'agency' | 'applicant' | 'stopped' | 'elapsed' | 'step';

/** Short, because a row pays for its names: with whole words a busy agency's row of a month would not fit 4 KB, which is one read. */
const LETTER = { agency: 'a', applicant: 'c', stopped: 'x', elapsed: 'e', step: 's' } as const satisfies Readonly<Record<Distribution, string>>;
const BUCKET = /^[a-z]\d+$/;

/** The counter of a histogram's bucket: `a37`. */
export function bucketCounter(distribution: Distribution, bucket: number): string {
  return `${LETTER[distribution]}${bucket}`;
}

/** The histogram among the counters of a row. */
export function histogramOf(counts: Counts, distribution: Distribution): Record<string, number> {
  const own = Object.entries(counts).filter(([name]) => name.startsWith(LETTER[distribution]) && BUCKET.test(name));
  return Object.fromEntries(own.map(([name, cases]) => [name.slice(1), cases]));
}

/** Counter by counter, the sum of both. */
export function sumOfCounts(one: Counts, other: Counts): Counts {
  const sum: Record<string, number> = { ...one };
  for (const [name, amount] of Object.entries(other)) sum[name] = (sum[name] ?? 0) + amount;
  return sum;
}
