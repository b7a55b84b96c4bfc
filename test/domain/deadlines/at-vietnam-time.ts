import { Temporal, VIETNAM_TIME_ZONE } from '#domain/kernel/temporal';

/** The instant of a Vietnamese local time such as `2026-02-13 15:01`. */
export function atVietnamTime(local: string): Temporal.Instant {
  return Temporal.PlainDateTime.from(local.replace(' ', 'T')).toZonedDateTime(VIETNAM_TIME_ZONE).toInstant();
}

/** An instant as Vietnamese local time, to the minute. */
export function inVietnamTime(instant: Temporal.Instant | string): string {
  const local = Temporal.Instant.from(instant).toZonedDateTimeISO(VIETNAM_TIME_ZONE).toPlainDateTime();
  return local.toString({ smallestUnit: 'minute' }).replace('T', ' ');
}
