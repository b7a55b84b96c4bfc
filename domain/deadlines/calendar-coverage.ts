import { Temporal, VIETNAM_TIME_ZONE } from '#domain/kernel/temporal';
import type { CalendarBook } from './calendar-book.ts';
import type { CalendarWarning } from './calendar-warnings.ts';

type Facts = Pick<CalendarBook, 'facts'>;

/**
 * Our own margin, not a rule of law: a term of 30 working days that is restarted once and re-appointed once reaches four
 * months ahead, and a calendar takes a preview and an approval. Below this, somebody has to publish the next year.
 */
export const CALENDAR_MARGIN_DAYS = 120;

/** The plan of the next year's rest days has come late in the year before, last on 25/12/2025 (domain.md §3.6). */
const DECIDED_BY = { month: 12, day: 1 } as const;

/** Whole days from today (Vietnamese day) to the last day a calendar covers; below zero when it has run out. */
export function calendarDaysAhead({ facts }: Facts, now: Temporal.Instant): number {
  return today(now).until(lastDay(facts), { largestUnit: 'day' }).days;
}

/** Whether the calendar runs out, or only guesses at days that should be decided by now: long before a dossier needs them. */
export function coverageWarnings(book: Facts, now: Temporal.Instant): CalendarWarning[] {
  const daysAhead = calendarDaysAhead(book, now);
  const last = lastDay(book.facts);
  const undecided = book.facts.years.filter(({ year, days }) => days.some(({ status }) => status === 'derived') && isDueBy(year, now));
  return [...(daysAhead < CALENDAR_MARGIN_DAYS ? [runsOut(last, daysAhead)] : []), ...undecided.map(({ year }) => notDecided(year))];
}

function isDueBy(year: number, now: Temporal.Instant): boolean {
  return Temporal.PlainDate.compare(today(now), { year: year - 1, ...DECIDED_BY }) >= 0;
}

function today(now: Temporal.Instant): Temporal.PlainDate {
  return now.toZonedDateTimeISO(VIETNAM_TIME_ZONE).toPlainDate();
}

function lastDay({ years }: CalendarBook['facts']): Temporal.PlainDate {
  return Temporal.PlainDate.from({ year: Math.max(...years.map(({ year }) => year)), month: 12, day: 31 });
}

function runsOut(last: Temporal.PlainDate, daysAhead: number): CalendarWarning {
  return {
    code: 'calendar-runs-out',
    about: String(last.year),
    message: {
      vi: `Lịch làm việc chỉ đến hết ngày ${last.toString()} (còn ${String(daysAhead)} ngày); hãy ban hành lịch năm ${String(last.year + 1)}.`,
      en: `The calendar ends on ${last.toString()}, ${String(daysAhead)} days from now; publish the calendar of ${String(last.year + 1)}.`,
    },
  };
}

function notDecided(year: number): CalendarWarning {
  return {
    code: 'year-not-decided',
    about: String(year),
    message: {
      vi: `Lịch năm ${String(year)} còn ngày suy ra từ luật, chưa có quyết định; hãy đối chiếu kế hoạch nghỉ chính thức.`,
      en: `The calendar of ${String(year)} still has days derived from the law and not decided; compare it with the official plan.`,
    },
  };
}
