export const MS_PER_MINUTE = 60_000;

/** The start of the minute an instant lies in; both in epoch milliseconds. */
export function minuteOf(instant: number): number {
  return Math.floor(instant / MS_PER_MINUTE) * MS_PER_MINUTE;
}
