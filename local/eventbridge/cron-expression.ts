import { dayOfMonthMatcher, dayOfWeekMatcher, numbers } from './cron-fields.ts';
import type { DayMatcher } from './cron-fields.ts';

/** The six fields of an EventBridge cron expression: minutes, hours, day of month, month, day of week, year. */
export interface Cron {
  readonly minutes: readonly number[];
  readonly hours: readonly number[];
  readonly months: readonly number[];
  readonly years: readonly number[];
  readonly matchesDay: DayMatcher;
}

const MS_PER_DAY = 86_400_000;
const MONTH_NAMES = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'];
/** Years with 29 February lie at most 8 apart, so a date that ever comes comes within this many days. */
const DAYS_TO_SEARCH = 8 * 366;

/** Reads the inside of `cron(…)`; throws a SyntaxError naming the field at fault. */
export function parseCron(inner: string): Cron {
  const [minutes, hours, dayOfMonth, month, dayOfWeek, year, ...rest] = inner.trim().split(/\s+/);
  if (year === undefined || rest.length > 0) throw new SyntaxError(`cron needs six fields: ${inner}`);
  if (dayOfMonth === undefined || dayOfWeek === undefined || (dayOfMonth === '?') === (dayOfWeek === '?')) {
    throw new SyntaxError(`exactly one of day of month and day of week must be ?: ${inner}`);
  }
  return {
    minutes: numbers(minutes, { from: 0, to: 59 }),
    hours: numbers(hours, { from: 0, to: 23 }),
    months: numbers(month, { from: 1, to: 12, names: MONTH_NAMES }),
    years: numbers(year, { from: 1970, to: 2199 }),
    matchesDay: dayOfWeek === '?' ? dayOfMonthMatcher(dayOfMonth) : dayOfWeekMatcher(dayOfWeek),
  };
}

/** First instant after `after` (epoch milliseconds, UTC) that matches, or undefined when none comes within eight years. */
export function nextCronTime(cron: Cron, after: number): number | undefined {
  const today = Math.floor(after / MS_PER_DAY) * MS_PER_DAY;
  for (let day = 0; day <= DAYS_TO_SEARCH; day += 1) {
    const midnight = today + day * MS_PER_DAY;
    const time = matches(cron, new Date(midnight)) ? firstTimeOfDay(cron, midnight, after) : undefined;
    if (time !== undefined) return time;
  }
  return undefined;
}

function matches(cron: Cron, date: Date): boolean {
  return cron.years.includes(date.getUTCFullYear()) && cron.months.includes(date.getUTCMonth() + 1) && cron.matchesDay(date);
}

function firstTimeOfDay({ hours, minutes }: Cron, midnight: number, after: number): number | undefined {
  for (const hour of hours) {
    for (const minute of minutes) {
      const time = midnight + (hour * 60 + minute) * 60_000;
      if (time > after) return time;
    }
  }
  return undefined;
}
