import { DomainError } from '#domain/kernel/domain-error';
import { Temporal } from '#domain/kernel/temporal';
import type { Term } from '#domain/procedures/procedure';
import type { WorkingCalendar } from './working-calendar.ts';
import { addWorkingMinutes } from './working-minutes.ts';
import { closingMs, toEpochMs, toLocal, workingDayNumber, workingDaysBefore } from './working-timeline.ts';

const MINUTES_PER_HOUR = 60;
const MS_PER_MINUTE = 60_000;

/**
 * When a term that starts at `from` ends (domain.md §3.2; Civil Code 2015 Art. 147–148).
 *
 * - Working days: the day of the start is not counted, the term ends at the close of office hours of the n-th working day
 *   after it. The same holds when a cut-off moved the start to an opening: "counted from the next working day" makes that
 *   day the day of the event, so a dossier received past the cut-off is due exactly one working day later than one in time.
 * - A fraction of a working day is office time (0.25 = 2 hours) laid after the whole days, or after `from` when there are
 *   none. So a longer term never ends before a shorter one: 1.5 days is not pure office time, else it would end before 1 day.
 * - Working hours: office time from `from`.
 * - Calendar days: the n-th day after; when that is a day off, the next working day; at the close of office hours.
 *
 * Throws DomainError `no-calendar`, and `term-not-whole` for a fraction of a calendar day, which no law knows.
 */
export function addTerm(from: Temporal.Instant, term: Term, calendar: WorkingCalendar): Temporal.Instant {
  switch (term.unit) {
    case 'working-hour':
      return addWorkingMinutes(from, term.amount * MINUTES_PER_HOUR, calendar);
    case 'calendar-day':
      return addCalendarDays(from, term.amount, calendar);
    case 'working-day':
      return addWorkingDays(from, term.amount, calendar);
  }
}

function addWorkingDays(from: Temporal.Instant, amount: number, calendar: WorkingCalendar): Temporal.Instant {
  const { timeline } = calendar;
  const whole = Math.floor(amount);
  const fractionMinutes = ((amount - whole) * timeline.workedMsPerDay) / MS_PER_MINUTE;
  const start = whole === 0 ? from : closeOf(workingDaysBefore(timeline, startDay(from, calendar) + 1) + whole - 1, calendar);
  return fractionMinutes === 0 ? start : addWorkingMinutes(start, fractionMinutes, calendar);
}

function addCalendarDays(from: Temporal.Instant, amount: number, calendar: WorkingCalendar): Temporal.Instant {
  if (!Number.isInteger(amount)) {
    throw new DomainError({
      kind: 'rule-broken',
      code: 'term-not-whole',
      mend: { vi: 'Thời hạn tính theo ngày phải là số nguyên.', en: 'A term in calendar days must be a whole number.' },
    });
  }
  return closeOf(workingDaysBefore(calendar.timeline, startDay(from, calendar) + amount), calendar);
}

function startDay(from: Temporal.Instant, { timeline }: WorkingCalendar): number {
  return toLocal(timeline, from.epochMilliseconds).epochDay;
}

function closeOf(workingDay: number, { timeline }: WorkingCalendar): Temporal.Instant {
  const moment = { epochDay: workingDayNumber(timeline, workingDay), msOfDay: closingMs(timeline) };
  return Temporal.Instant.fromEpochMilliseconds(toEpochMs(timeline, moment));
}
