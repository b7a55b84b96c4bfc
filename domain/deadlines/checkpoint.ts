import type { Temporal } from '#domain/kernel/temporal';
import type { WorkingCalendar } from './working-calendar.ts';
import { addWorkingMinutes, workingMinutesBetween } from './working-minutes.ts';

interface Work {
  readonly from: Temporal.Instant;
  readonly dueAt: Temporal.Instant;
  readonly share: number;
  readonly calendar: WorkingCalendar;
}

/**
 * The instant at which `share` (0–1) of the office minutes between `from` and `dueAt` has passed: from then on the work is at risk.
 * When no office time lies between them it is `dueAt` itself.
 */
export function atRiskAt({ from, dueAt, share, calendar }: Work): Temporal.Instant {
  const minutes = workingMinutesBetween(from, dueAt, calendar);
  return minutes <= 0 ? dueAt : addWorkingMinutes(from, minutes * share, calendar);
}
