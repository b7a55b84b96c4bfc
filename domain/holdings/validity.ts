import { Temporal, VIETNAM_TIME_ZONE } from '#domain/kernel/temporal';
import type { Validity } from '#domain/procedures/procedure';

/** The calendar day an instant falls on for people. */
export function dayInVietnam(instant: string): string {
  return Temporal.Instant.from(instant).toZonedDateTimeISO(VIETNAM_TIME_ZONE).toPlainDate().toString();
}

/** The last day on which it may be used: so many months on, and the day before (Civil Code 2015 Art. 148: a term ends with the day). */
export function lastDay(from: string, { months }: Validity): string {
  return Temporal.PlainDate.from(from).add({ months }).subtract({ days: 1 }).toString();
}
