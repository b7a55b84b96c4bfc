import { Temporal } from '#domain/kernel/temporal';
import type { WorkingCalendar } from './working-calendar.ts';
import { instantOfWorkedMs, workedMsUntil } from './working-timeline.ts';

const MS_PER_MINUTE = 60_000;

/** Office minutes from one instant to another, negative when `to` comes first; may hold a fraction (milliseconds are kept). */
export function workingMinutesBetween(from: Temporal.Instant, to: Temporal.Instant, calendar: WorkingCalendar): number {
  const { timeline } = calendar;
  return (workedMsUntil(timeline, to.epochMilliseconds) - workedMsUntil(timeline, from.epochMilliseconds)) / MS_PER_MINUTE;
}

/**
 * The earliest instant by which `minutes` of office time have passed since `from`: a full half-day ends at its close,
 * not at the next opening. Zero minutes give `from` itself in office time, else the next opening.
 */
export function addWorkingMinutes(from: Temporal.Instant, minutes: number, calendar: WorkingCalendar): Temporal.Instant {
  if (!(minutes >= 0)) throw new RangeError(`working minutes to add must not be negative: ${minutes}`);
  return Temporal.Instant.fromEpochMilliseconds(addWorkingMs(from.epochMilliseconds, minutes * MS_PER_MINUTE, calendar));
}

/**
 * The earliest instant at which no more than `minutes` of office time are left before `end`; for what must be done so long
 * before a term ends. With none asked for it is `end` itself.
 */
export function withWorkingMinutesLeft(end: Temporal.Instant, minutes: number, { timeline }: WorkingCalendar): Temporal.Instant {
  if (minutes <= 0) return end;
  const target = workedMsUntil(timeline, end.epochMilliseconds) - Math.floor(minutes) * MS_PER_MINUTE;
  return Temporal.Instant.fromEpochMilliseconds(instantOfWorkedMs(timeline, target));
}

function addWorkingMs(fromMs: number, ms: number, { timeline }: WorkingCalendar): number {
  const target = workedMsUntil(timeline, fromMs) + Math.round(ms);
  const reached = instantOfWorkedMs(timeline, target);
  // Nothing was left to work: outside office hours the count can only stand at the next opening.
  return reached >= fromMs ? reached : nextWorkedMs(fromMs, target, timeline);
}

function nextWorkedMs(fromMs: number, target: number, timeline: WorkingCalendar['timeline']): number {
  return Math.max(fromMs, instantOfWorkedMs(timeline, target + 1) - 1);
}
