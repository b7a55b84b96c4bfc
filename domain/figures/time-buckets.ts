import { Temporal, VIETNAM_TIME_ZONE } from '#domain/kernel/temporal';

const BUCKET_MINUTES = 5;

/** The Vietnamese day of an instant as the record keeps it. */
export function dayOf(at: string): string {
  return Temporal.Instant.from(at).toZonedDateTimeISO(VIETNAM_TIME_ZONE).toPlainDate().toString();
}

/** The month of a day: `2026-11`. */
export function monthOf(day: string): string {
  return day.slice(0, 7);
}

/** The UTC hour an instant lies in: `2026-11-23T02`. */
export function hourOf(at: string): string {
  return at.slice(0, 13);
}

/** The beginning of the five minutes an instant lies in, in UTC: `2026-11-23T02:05`. */
export function fiveMinutesOf(at: string): string {
  const minute = Number(at.slice(14, 16));
  return `${at.slice(0, 14)}${String(minute - (minute % BUCKET_MINUTES)).padStart(2, '0')}`;
}

/** So many days before a day. */
export function daysBefore(day: string, days: number): string {
  return Temporal.PlainDate.from(day).subtract({ days }).toString();
}
