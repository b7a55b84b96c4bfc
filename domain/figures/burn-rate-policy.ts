import type { MetricKey } from '#domain/notifications/metric-names';

/** The share of dossiers and steps that are answered in time, over `ON_TIME_WINDOW_DAYS`. Our promise, stricter than any decree; not law. */
export const ON_TIME_OBJECTIVE = 0.99;

/** The window of the objective: four whole weeks, so that every window holds the same weekdays. Without holidays they have 160 working hours. */
export const ON_TIME_WINDOW_DAYS = 28;

export interface BurnWindow {
  /** The metric of this window: `burnRateFast`, `burnRateMedium`, `burnRateSlow`. */
  readonly key: Extract<MetricKey, `burnRate${string}`>;
  /** Long enough that a few late answers say nothing. */
  readonly longWorkingMinutes: number;
  /** Short enough that the rate falls soon after people are answered in time again. */
  readonly shortWorkingMinutes: number;
  /** The rate above which a person is called: 1 uses up the whole budget in exactly the objective's window. */
  readonly threshold: number;
}

/**
 * The multi-window, multi-burn-rate alerts of the Google SRE workbook, in working time: nights, weekends and holidays are not
 * counted, since nobody can answer then and nothing falls due. The rate told for a window is the lesser of its long and its short one.
 *
 * A month on call has 720 hours and 28 days of an office 160, so the same thresholds spend more of the budget before they ring:
 * fast 14.4 × 1/160 = 9 %, medium 6 × 6/160 = 23 %, slow 1 × 24/160 = 15 %. That is meant: a head of agency is called for what
 * he can still turn round within the day, not for an hour of two late dossiers.
 */
export const BURN_WINDOWS: readonly BurnWindow[] = [
  // The workbook pairs an hour with 5 minutes. Terms of whole days end together at the close of office hours, so 5 minutes hold
  // either a day's lateness or nothing; half an hour also holds the answers around it.
  { key: 'burnRateFast', longWorkingMinutes: hours(1), shortWorkingMinutes: 30, threshold: 14.4 },
  { key: 'burnRateMedium', longWorkingMinutes: hours(6), shortWorkingMinutes: hours(1), threshold: 6 },
  // Three working days of eight hours and half a day, for the workbook's three days and six hours.
  { key: 'burnRateSlow', longWorkingMinutes: hours(24), shortWorkingMinutes: hours(4), threshold: 1 },
];

function hours(count: number): number {
  return count * 60;
}
