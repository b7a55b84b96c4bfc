import { Temporal } from '#domain/kernel/temporal';
import type { Term } from '#domain/procedures/procedure';
import { endOnDay, type TermEnd } from './add-term.ts';
import type { WorkingCalendar } from './working-calendar.ts';
import { addWorkingMinutes, workingMinutesBetween } from './working-minutes.ts';
import { toLocal } from './working-timeline.ts';

/** What a clock is counted by. */
export interface Rules {
  readonly term: Term;
  readonly calendar: WorkingCalendar;
}

/** Where a running clock ends. */
export interface Ends {
  readonly legal: Temporal.Instant;
  /** The end after a new appointment; `legal` itself without one. */
  readonly due: Temporal.Instant;
}

/** What is left of a clock at an instant. */
export interface Left {
  /** Until the term's end: office minutes, or days of a term in calendar days; undefined when it has passed. */
  readonly legal: number | undefined;
  /** The same until the due instant. */
  readonly due: number | undefined;
  /** Office minutes until the term's end, whatever its unit; negative when it has passed. */
  readonly workingMinutes: number;
}

/** What is left at an instant of a term that ends then. */
export function leftAt({ ends, lastDay }: { readonly ends: Ends; readonly lastDay: number | undefined }, at: Temporal.Instant, rules: Rules): Left {
  const legal = leftUntil(ends.legal, at, { ...rules, lastDay });
  const isExtended = Temporal.Instant.compare(ends.due, ends.legal) > 0;
  return { legal, due: isExtended ? leftUntil(ends.due, at, rules) : legal, workingMinutes: workingMinutesBetween(at, ends.legal, rules.calendar) };
}

/** When a rest that goes on at this instant ends. Throws DomainError `no-calendar`. */
export function endOfRest(at: Temporal.Instant, left: number, { term, calendar }: Rules): Temporal.Instant {
  return term.unit === 'calendar-day' ? endOnDay(dayOf(at, { calendar }) + left, calendar).dueAt : addWorkingMinutes(at, left, calendar);
}

/** When a term in calendar days stopped on its first day, all of it is left and the day it goes on takes the first day's place. */
export function daysOfRest(at: Temporal.Instant, left: number | undefined, { term, calendar }: Rules): Pick<TermEnd, 'firstDay' | 'lastDay'> {
  if (term.unit !== 'calendar-day' || left === undefined) return {};
  const day = dayOf(at, { calendar });
  return { lastDay: day + left, ...(left === term.amount && { firstDay: day }) };
}

/** Compared by instants: in the night after a due instant no office minute is missing yet, and still it has passed. */
function leftUntil(end: Temporal.Instant, at: Temporal.Instant, { term, calendar, lastDay }: Rules & { lastDay?: number | undefined }): number | undefined {
  if (Temporal.Instant.compare(at, end) > 0) return undefined;
  if (term.unit !== 'calendar-day') return workingMinutesBetween(at, end, calendar);
  return Math.max((lastDay ?? dayOf(end, { calendar })) - dayOf(at, { calendar }), 0);
}

function dayOf(instant: Temporal.Instant, { calendar }: Pick<Rules, 'calendar'>): number {
  return toLocal(calendar.timeline, instant.epochMilliseconds).epochDay;
}
