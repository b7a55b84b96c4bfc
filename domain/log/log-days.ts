import { Temporal, VIETNAM_TIME_ZONE } from '#domain/kernel/temporal';

/** Notes of a day may still be written for as long as a function that has begun may run; the seal waits well beyond it. */
const GRACE = Temporal.Duration.from({ minutes: 10 });

/** The day under which something is noted now. */
export function logDayAt(now: Temporal.Instant): string {
  return now.toZonedDateTimeISO(VIETNAM_TIME_ZONE).toPlainDate().toString();
}

/** The last day that is over and may be sealed. */
export function lastDayToSeal(now: Temporal.Instant): string {
  return dayBefore(logDayAt(now.subtract(GRACE)));
}

/** When a day is sealed at the earliest. */
export function sealableAt(day: string): Temporal.Instant {
  return Temporal.PlainDate.from(dayAfter(day)).toZonedDateTime(VIETNAM_TIME_ZONE).toInstant().add(GRACE);
}

export function dayBefore(day: string): string {
  return Temporal.PlainDate.from(day).subtract({ days: 1 }).toString();
}

export function dayAfter(day: string): string {
  return Temporal.PlainDate.from(day).add({ days: 1 }).toString();
}

/** How many days lie from one to a later one. */
export function daysBetween(day: string, later: string): number {
  return Temporal.PlainDate.from(day).until(Temporal.PlainDate.from(later), { largestUnit: 'day' }).days;
}
