import type { CalendarBook } from '#domain/deadlines/calendar-book';
import { workingMinutesBetween } from '#domain/deadlines/working-minutes';
import { burnRates } from '#domain/figures/burn-rate';
import type { Counts } from '#domain/figures/figure-row';
import type { PromiseCount } from '#domain/figures/figure-store';
import { dayOf } from '#domain/figures/time-buckets';
import { toIso } from '#domain/kernel/instant';
import { Temporal } from '#domain/kernel/temporal';
import type { METRIC } from '#domain/notifications/metric-names';

/** What the figures of a place say at an instant. */
export interface PlaceFigures {
  readonly openWork: Counts;
  readonly promises: readonly PromiseCount[];
  readonly settlements: { readonly inTime: number; readonly late: number };
  readonly oldestWaiting: string | undefined;
}

export type GaugeKey = Extract<keyof typeof METRIC, 'dossiersOpen' | 'dossiersOverdue' | 'atRiskShare' | 'oldestStepWorkingHours' | 'onTimeShare' | `burnRate${string}`>;
/** One value for each metric of people's limits; an on-time share only where something was settled. */
export type Gauges = Readonly<Partial<Record<GaugeKey, number>>>;

/** The gauges of a place. Throws DomainError `no-calendar`. */
export function gaugesOf(figures: PlaceFigures, now: Temporal.Instant, place: { readonly code: string; readonly book: CalendarBook }): Gauges {
  const calendar = place.book.of(place.code);
  const { openInTime = 0, openLate = 0, stepsOpenInTime = 0, stepsOpenAtRisk = 0, stepsOpenLate = 0 } = figures.openWork;
  const { inTime, late } = figures.settlements;
  return {
    dossiersOpen: openInTime + openLate,
    dossiersOverdue: openLate,
    atRiskShare: percent(stepsOpenAtRisk, stepsOpenInTime + stepsOpenAtRisk + stepsOpenLate) ?? 0,
    oldestStepWorkingHours: waitedHours(figures.oldestWaiting),
    ...present('onTimeShare', percent(inTime, inTime + late)),
    ...burnRates(figures.promises, now, calendar),
  };

  function waitedHours(hour: string | undefined): number {
    return hour === undefined ? 0 : Math.max(0, workingMinutesBetween(Temporal.Instant.from(`${hour}:00:00Z`), now, calendar) / 60);
  }
}

/** How many machines should be open for this work: one for each dossier until it is handed over, one for each consultation. */
export function executionsExpected({ openInTime = 0, openLate = 0, awaitingHandOver = 0, consultationsOpen = 0 }: Counts): number {
  return openInTime + openLate + awaitingHandOver + consultationsOpen;
}

/** Days from today to the last day of the calendar in force; negative when it has ended. */
export function calendarDaysAhead({ facts }: CalendarBook, now: Temporal.Instant): number {
  const lastYear = Math.max(...facts.years.map(({ year }) => year));
  return Temporal.PlainDate.from(dayOf(toIso(now))).until(`${lastYear}-12-31`, { largestUnit: 'day' }).days;
}

function percent(part: number, whole: number): number | undefined {
  return whole === 0 ? undefined : (100 * part) / whole;
}

function present(key: GaugeKey, value: number | undefined): Gauges {
  return value === undefined ? {} : { [key]: value };
}
