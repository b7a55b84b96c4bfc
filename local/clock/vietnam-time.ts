import { Temporal, VIETNAM_TIME_ZONE } from '#domain/kernel/temporal';

/** An instant as the desk reads it, such as `Fri 2026-11-27 08:00`. */
export function vietnamTime(instant: string): string {
  const local = Temporal.Instant.from(instant).toZonedDateTimeISO(VIETNAM_TIME_ZONE);
  const weekday = local.toLocaleString('en-GB', { weekday: 'short' });
  return `${weekday} ${local.toPlainDate().toString()} ${local.toPlainTime().toString({ smallestUnit: 'minute' })}`;
}
