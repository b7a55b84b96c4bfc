import type { CalendarStore } from '#domain/deadlines/calendar-store';
import { firstNeeded } from '#domain/figures/burn-rate';
import { ON_TIME_WINDOW_DAYS } from '#domain/figures/burn-rate-policy';
import type { FigureStore } from '#domain/figures/figure-store';
import { calendarDaysAhead, executionsExpected, gaugesOf, type GaugeKey } from '#domain/figures/gauges';
import { dayOf, daysBefore, fiveMinutesOf } from '#domain/figures/time-buckets';
import { toIso } from '#domain/kernel/instant';
import type { Temporal } from '#domain/kernel/temporal';
import { METRIC } from '#domain/notifications/metric-names';
import { countMetric, countPlaceMetric } from '#functions/platform/metrics';

interface Dependencies {
  readonly figures: Pick<FigureStore, 'openWork' | 'promises' | 'settlements' | 'oldestWaiting'>;
  readonly calendars: CalendarStore;
  /** The province or ministry the cell serves. */
  readonly place: string;
}

const GAUGES: readonly GaugeKey[] = ['dossiersOpen', 'dossiersOverdue', 'atRiskShare', 'oldestStepWorkingHours', 'onTimeShare', 'burnRateFast', 'burnRateMedium', 'burnRateSlow'];

/**
 * Tells CloudWatch how the place stands with what it promises people. Runs every five minutes; its heartbeat comes last,
 * so that a run that told less than everything counts as none.
 */
export async function evaluateSla({ figures, calendars, place }: Dependencies, now: Temporal.Instant): Promise<void> {
  const book = await calendars.inForce();
  // First, because the rest cannot be counted on the day after the calendar's last.
  countMetric(METRIC.calendarDaysAhead, calendarDaysAhead(book, now));
  const [at, today] = [toIso(now), dayOf(toIso(now))];
  const [openWork, promises, settlements, oldestWaiting] = await Promise.all([
    figures.openWork(place),
    figures.promises(place, firstNeeded(now, book.of(place)), fiveMinutesOf(at)),
    figures.settlements(place, daysBefore(today, ON_TIME_WINDOW_DAYS - 1), today),
    figures.oldestWaiting(place),
  ]);
  const gauges = gaugesOf({ openWork, promises, settlements, oldestWaiting }, now, { code: place, book });
  for (const key of GAUGES) {
    const value = gauges[key];
    if (value !== undefined) countPlaceMetric(METRIC[key], place, value);
  }
  countMetric(METRIC.executionsOpen, executionsExpected(openWork));
  countMetric(METRIC.evaluatorRun);
}
