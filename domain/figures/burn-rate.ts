import type { WorkingCalendar } from '#domain/deadlines/working-calendar';
import { withWorkingMinutesLeft } from '#domain/deadlines/working-minutes';
import { BURN_WINDOWS, ON_TIME_OBJECTIVE, type BurnWindow } from '#domain/figures/burn-rate-policy';
import type { PromiseCount } from '#domain/figures/figure-store';
import { fiveMinutesOf } from '#domain/figures/time-buckets';
import { toIso } from '#domain/kernel/instant';
import type { Temporal } from '#domain/kernel/temporal';

/**
 * When a window of working time that ends now began. Nights, weekends and Tết are passed over and stay in the window, so
 * that on Monday morning Friday's late answers still count.
 */
export function windowStart(now: Temporal.Instant, workingMinutes: number, calendar: WorkingCalendar): Temporal.Instant {
  return withWorkingMinutesLeft(now, workingMinutes, calendar);
}

/** The beginning of the five minutes from which promises are needed for every window. */
export function firstNeeded(now: Temporal.Instant, calendar: WorkingCalendar): string {
  return fiveMinutesOf(toIso(windowStart(now, Math.max(...BURN_WINDOWS.map(({ longWorkingMinutes }) => longWorkingMinutes)), calendar)));
}

/**
 * For each window how many times faster than allowed the lateness budget is used up: the lesser of its long and its short
 * part. 0 when nothing was promised for these hours.
 */
export function burnRates(promises: readonly PromiseCount[], now: Temporal.Instant, calendar: WorkingCalendar): Record<BurnWindow['key'], number> {
  const rateOver = (workingMinutes: number) => rate(promises, fiveMinutesOf(toIso(windowStart(now, workingMinutes, calendar))));
  const rates = { burnRateFast: 0, burnRateMedium: 0, burnRateSlow: 0 };
  for (const { key, longWorkingMinutes, shortWorkingMinutes } of BURN_WINDOWS) rates[key] = Math.min(rateOver(longWorkingMinutes), rateOver(shortWorkingMinutes));
  return rates;
}

function rate(promises: readonly PromiseCount[], since: string): number {
  const within = promises.filter(({ from }) => from >= since);
  const broken = within.reduce((sum, each) => sum + each.broken, 0);
  const all = within.reduce((sum, each) => sum + each.kept + each.broken, 0);
  return all === 0 ? 0 : broken / all / (1 - ON_TIME_OBJECTIVE);
}
