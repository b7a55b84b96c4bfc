const MINUTE = 60;
const HOUR = 60 * MINUTE;

/** A queue can hide a message for 12 hours counted from its receipt; ten minutes are left for the try itself. */
const LONGEST_SECONDS = 12 * HOUR - 10 * MINUTE;
const HALF_A_DAY = 11.5 * HOUR;

/**
 * How long after each failed try the next one follows, in calendar time: after Standard Webhooks, its long steps cut to
 * what a queue can hold. 5 s + 5 min + 30 min + 2 h + 5 h + 10 h + 5 × 11.5 h = 75.1 h: a message sent to an office that
 * went dark on Friday at 17:00 is still tried on Monday at 20:00.
 */
export const RETRY_SECONDS: readonly number[] = [
  5,
  5 * MINUTE,
  30 * MINUTE,
  2 * HOUR,
  5 * HOUR,
  10 * HOUR,
  HALF_A_DAY,
  HALF_A_DAY,
  HALF_A_DAY,
  HALF_A_DAY,
  HALF_A_DAY,
];

/** Spread of ±10 %, so that messages which failed together do not come back together. */
const JITTER_SHARE = 0.1;

export interface FailedTry {
  /** 1 for the first try. */
  readonly attempt: number;
  /** What the endpoint itself asked for, in seconds; never shortens the wait. */
  readonly retryAfterSeconds?: number | undefined;
  /** A number from 0 to 1 that spreads the waits. */
  readonly chance: number;
}

/** Whole seconds until a message is tried again; undefined when the schedule is used up and the dead letters have it. */
export function secondsToNextTry({ attempt, retryAfterSeconds = 0, chance }: FailedTry): number | undefined {
  const planned = RETRY_SECONDS[attempt - 1];
  if (planned === undefined) return undefined;
  const spread = planned * (1 + JITTER_SHARE * (2 * chance - 1));
  return Math.min(LONGEST_SECONDS, Math.max(1, Math.round(spread), retryAfterSeconds));
}
