import { DomainError } from '#domain/kernel/domain-error';
import { Temporal } from '#domain/kernel/temporal';
import type { Term } from '#domain/procedures/procedure';
import type { WorkingCalendar } from './working-calendar.ts';
import { addWorkingMinutes } from './working-minutes.ts';
import { closingMs, toEpochMs, toLocal, workedMsUntil, workingDayNumber, workingDaysBefore } from './working-timeline.ts';

const MINUTES_PER_HOUR = 60;
const MS_PER_MINUTE = 60_000;

/** Where a term ends, and what was left out of it on the way. */
export interface TermEnd {
  readonly dueAt: Temporal.Instant;
  /** Office minutes of the day the term began on, which is not counted (Civil Code 2015 Art. 147(2)). */
  readonly firstDayMinutes: number;
  /** Of a term in calendar days: the day it began on, which is not counted, as an epoch day of local time. */
  readonly firstDay?: number;
  /** Of a term in calendar days: its last day before it was moved off a day off (Art. 148(5)), as an epoch day of local time. */
  readonly lastDay?: number;
}

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
 * The law's clock ticks in minutes (form 01 tells hour and minute): `from` is taken at its minute and a fraction of a term to the
 * nearest one, and so every due instant is whole.
 * Throws DomainError `no-calendar`, and `term-not-whole` for a fraction of a calendar day, which no law knows.
 */
export function addTerm(from: Temporal.Instant, term: Term, calendar: WorkingCalendar): Temporal.Instant {
  return endOfTerm(from, term, calendar).dueAt;
}

/** `addTerm` with the account of what the term left out; throws what it throws. */
export function endOfTerm(from: Temporal.Instant, term: Term, calendar: WorkingCalendar): TermEnd {
  const start = legalMinute(from);
  switch (term.unit) {
    case 'working-hour':
      return { dueAt: addWorkingMinutes(start, toMinute(term.amount * MINUTES_PER_HOUR), calendar), firstDayMinutes: 0 };
    case 'calendar-day':
      return endOfCalendarDays(startDay(start, calendar), wholeDays(term.amount), calendar);
    case 'working-day':
      return endOfWorkingDays(start, term.amount, calendar);
  }
}

/** The minute an instant lies in. */
export function legalMinute(instant: Temporal.Instant): Temporal.Instant {
  const epochMs = instant.epochMilliseconds;
  return epochMs % MS_PER_MINUTE === 0 ? instant : Temporal.Instant.fromEpochMilliseconds(Math.floor(epochMs / MS_PER_MINUTE) * MS_PER_MINUTE);
}

/** The end of a term in calendar days whose last day is this one, moved to the next working day when it is a day off. */
export function endOnDay(lastDay: number, calendar: WorkingCalendar): TermEnd {
  return { dueAt: closeOf(workingDaysBefore(calendar.timeline, lastDay), calendar), firstDayMinutes: 0, lastDay };
}

function endOfCalendarDays(firstDay: number, amount: number, calendar: WorkingCalendar): TermEnd {
  return { ...endOnDay(firstDay + amount, calendar), firstDay };
}

function endOfWorkingDays(from: Temporal.Instant, amount: number, calendar: WorkingCalendar): TermEnd {
  const { timeline } = calendar;
  const whole = Math.floor(amount);
  const fractionMinutes = toMinute(((amount - whole) * timeline.workedMsPerDay) / MS_PER_MINUTE);
  if (whole === 0) return { dueAt: addWorkingMinutes(from, fractionMinutes, calendar), firstDayMinutes: 0 };
  const firstCounted = workingDaysBefore(timeline, startDay(from, calendar) + 1);
  const lastWhole = closeOf(firstCounted + whole - 1, calendar);
  const toFirstCounted = (firstCounted * timeline.workedMsPerDay - workedMsUntil(timeline, from.epochMilliseconds)) / MS_PER_MINUTE;
  return { dueAt: fractionMinutes === 0 ? lastWhole : addWorkingMinutes(lastWhole, fractionMinutes, calendar), firstDayMinutes: toFirstCounted };
}

/** To the nearest minute, half a minute up; 528.4999… is 528.5 that binary fractions could not hold. */
function toMinute(minutes: number): number {
  return Math.round(Math.round(minutes * 1000) / 1000);
}

function wholeDays(amount: number): number {
  if (Number.isInteger(amount)) return amount;
  throw new DomainError({
    kind: 'rule-broken',
    code: 'term-not-whole',
    mend: { vi: 'Thời hạn tính theo ngày phải là số nguyên.', en: 'A term in calendar days must be a whole number.' },
  });
}

/** Refuses a start before the calendar, also of calendar days, which would not look at it again. */
function startDay(from: Temporal.Instant, { timeline }: WorkingCalendar): number {
  const { epochDay } = toLocal(timeline, from.epochMilliseconds);
  workingDaysBefore(timeline, epochDay);
  return epochDay;
}

function closeOf(workingDay: number, { timeline }: WorkingCalendar): Temporal.Instant {
  const moment = { epochDay: workingDayNumber(timeline, workingDay), msOfDay: closingMs(timeline) };
  return Temporal.Instant.fromEpochMilliseconds(toEpochMs(timeline, moment));
}
