/** SQS can hide a message for 12 hours at most. */
const LONGEST_SECONDS = 12 * 60 * 60;

/** `Retry-After` in seconds, whether told in seconds or as a date (then against the answer's own `Date`); never more than 12 hours. */
export function readRetryAfter(retryAfter: string | undefined, answeredAt: string | undefined): number | undefined {
  if (retryAfter === undefined) return undefined;
  const seconds = /^\d{1,9}$/.test(retryAfter) ? Number(retryAfter) : (Date.parse(retryAfter) - Date.parse(answeredAt ?? '')) / 1000;
  return Number.isFinite(seconds) ? Math.min(LONGEST_SECONDS, Math.max(1, Math.ceil(seconds))) : undefined;
}
