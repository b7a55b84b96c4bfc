const MINUTE = 60;
const HOUR = 60 * MINUTE;

/**
 * How long after each failed try the next one follows, in calendar time, after Standard Webhooks: ten tries over
 * 5 s + 5 min + 30 min + 2 h + 5 h + 10 h + 14 h + 20 h + 24 h = 75.6 h. A message sent to an office that went dark on
 * Friday at 17:00 is still tried on Monday at 20:00. After the tenth it is kept as failed, to be replayed.
 */
export const RETRY_SECONDS: readonly number[] = [5, 5 * MINUTE, 30 * MINUTE, 2 * HOUR, 5 * HOUR, 10 * HOUR, 14 * HOUR, 20 * HOUR, 24 * HOUR];

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

/** Whole seconds until a message is tried again; undefined when the schedule is used up. */
export function secondsToNextTry({ attempt, retryAfterSeconds = 0, chance }: FailedTry): number | undefined {
  const planned = RETRY_SECONDS[attempt - 1];
  if (planned === undefined) return undefined;
  const spread = planned * (1 + JITTER_SHARE * (2 * chance - 1));
  return Math.max(1, Math.round(spread), retryAfterSeconds);
}
