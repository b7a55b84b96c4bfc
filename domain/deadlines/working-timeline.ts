import { DomainError } from '#domain/kernel/domain-error';
import { Temporal, VIETNAM_TIME_ZONE } from '#domain/kernel/temporal';
import type { CalendarYear, OfficeHours, SpecialDay } from './calendars.ts';

const MS_PER_MINUTE = 60_000;
const MS_PER_DAY = 24 * 60 * MS_PER_MINUTE;

interface Spell {
  /** Milliseconds after local midnight. */
  readonly opensMs: number;
  readonly closesMs: number;
  /** Office time of the same day before this spell. */
  readonly workedBeforeMs: number;
}

/**
 * Office time laid end to end, so that any due date is two array reads. Days are epoch days of Vietnamese local time.
 * Temporal is asked only while building: a million due dates must cost seconds, not minutes.
 */
export interface WorkingTimeline {
  readonly firstEpochDay: number;
  readonly offsetMs: number;
  readonly spells: readonly Spell[];
  readonly workedMsPerDay: number;
  /** How many working days lie before the day `firstEpochDay + index`; one entry more than there are days. */
  readonly workingDaysBefore: Int32Array;
  /** Epoch day of each working day, in order. */
  readonly workingDays: Int32Array;
  /** The days that differ from "Monday to Friday", by epoch day, with who decided it. */
  readonly specialDays: ReadonlyMap<number, SpecialDay>;
}

/** A point of Vietnamese local time. */
export interface LocalMoment {
  readonly epochDay: number;
  readonly msOfDay: number;
}

/** Builds the timeline of consecutive years, with the days of one agency above them; throws a RangeError when a year is missing in between. */
export function buildTimeline(years: readonly CalendarYear[], officeSpells: OfficeHours['spells'], localDays: readonly SpecialDay[] = []): WorkingTimeline {
  const numbers = years.map(({ year }) => year);
  const [first, last] = [Math.min(...numbers), Math.max(...numbers)];
  if (years.length === 0 || new Set(numbers).size !== last - first + 1) throw new RangeError('calendar years must be consecutive');
  const firstEpochDay = epochDayOf(`${first}-01-01`);
  const lastEpochDay = epochDayOf(`${last}-12-31`);
  const known: readonly SpecialDay[] = [...years.flatMap(({ days }) => days), ...localDays];
  const specialDays = new Map(known.filter(({ status }) => status !== 'unverified').map((day) => [epochDayOf(day.date), day]));
  const countBefore = new Int32Array(lastEpochDay - firstEpochDay + 2);
  const workingDays: number[] = [];
  for (let day = firstEpochDay; day <= lastEpochDay; day += 1) {
    if (isWorked(specialDays.get(day), day)) workingDays.push(day);
    countBefore[day - firstEpochDay + 1] = workingDays.length;
  }
  const spells = laySpells(officeSpells);
  return {
    firstEpochDay,
    offsetMs: steadyOffsetMs(first, last),
    spells,
    workedMsPerDay: spells.reduce((sum, { opensMs, closesMs }) => sum + closesMs - opensMs, 0),
    workingDaysBefore: countBefore,
    workingDays: Int32Array.from(workingDays),
    specialDays,
  };
}

/** Epoch day of an ISO date (YYYY-MM-DD). */
export function epochDayOf(date: string): number {
  return Temporal.Instant.from(`${date}T00:00:00Z`).epochMilliseconds / MS_PER_DAY;
}

export function toLocal(timeline: WorkingTimeline, epochMs: number): LocalMoment {
  const localMs = epochMs + timeline.offsetMs;
  const epochDay = Math.floor(localMs / MS_PER_DAY);
  return { epochDay, msOfDay: localMs - epochDay * MS_PER_DAY };
}

export function toEpochMs(timeline: WorkingTimeline, { epochDay, msOfDay }: LocalMoment): number {
  return epochDay * MS_PER_DAY + msOfDay - timeline.offsetMs;
}

/** How many working days lie before this day; throws `no-calendar` outside the known years. */
export function workingDaysBefore(timeline: WorkingTimeline, epochDay: number): number {
  const count = timeline.workingDaysBefore[epochDay - timeline.firstEpochDay];
  if (count === undefined) throw noCalendar();
  return count;
}

/** Epoch day of the n-th working day of the timeline, counted from 0; throws `no-calendar` past its end. */
export function workingDayNumber(timeline: WorkingTimeline, number: number): number {
  const day = timeline.workingDays[number];
  if (day === undefined) throw noCalendar();
  return day;
}

export function isWorking(timeline: WorkingTimeline, epochDay: number): boolean {
  return workingDaysBefore(timeline, epochDay + 1) > workingDaysBefore(timeline, epochDay);
}

/** Office milliseconds from the start of the timeline until this instant. */
export function workedMsUntil(timeline: WorkingTimeline, epochMs: number): number {
  const { epochDay, msOfDay } = toLocal(timeline, epochMs);
  const whole = workingDaysBefore(timeline, epochDay) * timeline.workedMsPerDay;
  return isWorking(timeline, epochDay) ? whole + workedMsOfDay(timeline, msOfDay) : whole;
}

/** The earliest instant (epoch milliseconds) by which this much office time has passed since the start of the timeline. */
export function instantOfWorkedMs(timeline: WorkingTimeline, workedMs: number): number {
  const number = Math.max(0, Math.ceil(workedMs / timeline.workedMsPerDay) - 1);
  const rest = workedMs - number * timeline.workedMsPerDay;
  const spell = timeline.spells.find(({ opensMs, closesMs, workedBeforeMs }) => rest <= workedBeforeMs + closesMs - opensMs);
  if (spell === undefined) throw noCalendar();
  return toEpochMs(timeline, { epochDay: workingDayNumber(timeline, number), msOfDay: spell.opensMs + rest - spell.workedBeforeMs });
}

/** Office milliseconds of one working day passed at this time of day. */
export function workedMsOfDay(timeline: WorkingTimeline, msOfDay: number): number {
  let worked = 0;
  for (const { opensMs, closesMs } of timeline.spells) worked += Math.min(Math.max(msOfDay - opensMs, 0), closesMs - opensMs);
  return worked;
}

/** Close of office hours, in milliseconds after local midnight. */
export function closingMs(timeline: WorkingTimeline): number {
  return timeline.spells.at(-1)?.closesMs ?? 0;
}

/** ISO date of an epoch day. */
export function dateOf(epochDay: number): string {
  return Temporal.Instant.fromEpochMilliseconds(epochDay * MS_PER_DAY).toString().slice(0, 10);
}

/** Milliseconds after midnight of a local time such as 15:00. */
export function msOfLocalTime(time: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return (hours * 60 + minutes) * MS_PER_MINUTE;
}

function laySpells(spells: OfficeHours['spells']): Spell[] {
  let workedBeforeMs = 0;
  return spells.map(({ opens, closes }) => {
    const spell = { opensMs: msOfLocalTime(opens), closesMs: msOfLocalTime(closes), workedBeforeMs };
    workedBeforeMs += spell.closesMs - spell.opensMs;
    return spell;
  });
}

/** Vietnam has no summer time; should that ever change inside the calendar's years, refuse rather than miscount. */
function steadyOffsetMs(firstYear: number, lastYear: number): number {
  const midnight = Temporal.PlainDate.from(`${firstYear}-01-01`).toZonedDateTime(VIETNAM_TIME_ZONE);
  const change = midnight.getTimeZoneTransition('next');
  if (change !== null && change.year <= lastYear) throw new RangeError(`${VIETNAM_TIME_ZONE} changes its offset in ${change.year}`);
  return midnight.offsetNanoseconds / 1_000_000;
}

function isWorked(special: SpecialDay | undefined, epochDay: number): boolean {
  return special === undefined ? !isWeekend(epochDay) : special.kind === 'make-up' || special.kind === 'local-working-day';
}

function isWeekend(epochDay: number): boolean {
  // 1970-01-01 was a Thursday: Saturday and Sunday are the 2nd and 3rd day after it.
  const sinceThursday = ((epochDay % 7) + 7) % 7;
  return sinceThursday === 2 || sinceThursday === 3;
}

function noCalendar(): DomainError {
  return new DomainError({
    kind: 'rule-broken',
    code: 'no-calendar',
    mend: { vi: 'Chưa có lịch làm việc cho ngày này; hãy ban hành lịch của năm đó.', en: 'No working calendar covers this day; publish the calendar of that year.' },
  });
}
