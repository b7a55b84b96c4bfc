import type { AgencyHours, CalendarYear, OfficeHours } from '#domain/deadlines/calendars';

/*
 * The oracle reads the calendar's raw data and nothing else of the engine. Time is a whole number: minutes since
 * 1 January 1970, 00:00, on a Vietnamese wall clock. Vietnam is seven hours ahead of UTC the whole year.
 */

const MINUTES_OF_DAY = 1440;
const AHEAD_OF_UTC = 7 * 60;

export interface RawCalendar {
  readonly years: readonly CalendarYear[];
  readonly hours: OfficeHours;
  readonly local?: AgencyHours;
}

/** What is written down of each day and of each minute of a day, so that the walk only has to look. */
export interface WalkedCalendar {
  readonly firstDay: number;
  /** Of each day from the first on: nothing on a working day, else why it is off. */
  readonly offs: readonly (string | undefined)[];
  /** 1 for each minute of a working day that is office time. */
  readonly isOpen: Uint8Array;
  readonly halfDays: readonly { readonly opens: number; readonly closes: number }[];
  readonly minutesPerDay: number;
}

/** The oracle's word for a day outside the calendar. */
export class NoCalendar extends Error {}

/** "Mon–Fri minus holidays plus make-up Saturdays" (domain.md §3.2), and an agency's own days above the nation's. */
export function walkable({ years, hours, local }: RawCalendar): WalkedCalendar {
  const said = new Map<string, string>();
  for (const { date, kind, status } of [...years.flatMap(({ days }) => days), ...(local?.days ?? [])]) {
    if (status !== 'unverified') said.set(date, kind);
  }
  const numbers = years.map(({ year }) => year);
  const firstDay = dayOf(`${Math.min(...numbers)}-01-01`);
  const lastDay = dayOf(`${Math.max(...numbers)}-12-31`);
  const offs: (string | undefined)[] = [];
  for (let day = firstDay; day <= lastDay; day += 1) {
    const kind = said.get(dateOf(day)) ?? (isWeekend(day) ? 'weekend' : undefined);
    offs.push(kind === 'make-up' || kind === 'local-working-day' ? undefined : kind);
  }
  const halfDays = (local?.officeHours ?? hours).spells.map(({ opens, closes }) => ({ opens: minuteOfTime(opens), closes: minuteOfTime(closes) }));
  const isOpen = new Uint8Array(MINUTES_OF_DAY);
  for (const { opens, closes } of halfDays) isOpen.fill(1, opens, closes);
  return { firstDay, offs, isOpen, halfDays, minutesPerDay: isOpen.reduce((sum, open) => sum + open, 0) };
}

export function minuteOfTime(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));
}

/** The minute an instant of the record lies in: the law's clock, and form 01, know no seconds. */
export function minuteOf(instant: string): number {
  return Math.floor(Date.parse(instant) / 60_000) + AHEAD_OF_UTC;
}

/** A minute as the record writes it. */
export function instantOf(minute: number): string {
  return new Date((minute - AHEAD_OF_UTC) * 60_000).toISOString();
}

export function dayAt(minute: number): number {
  return (minute - (minute % MINUTES_OF_DAY)) / MINUTES_OF_DAY;
}

export function midnightOf(day: number): number {
  return day * MINUTES_OF_DAY;
}

/** Why a day is off, or nothing on a working day. */
export function whyOff(day: number, { firstDay, offs }: WalkedCalendar): string | undefined {
  if (day < firstDay || day >= firstDay + offs.length) throw new NoCalendar();
  return offs[day - firstDay];
}

export function isWorkingDay(day: number, calendar: WalkedCalendar): boolean {
  return whyOff(day, calendar) === undefined;
}

/** Is this minute, from its beginning to the next, office time? */
export function isOffice(minute: number, calendar: WalkedCalendar): boolean {
  return isWorkingDay(dayAt(minute), calendar) && calendar.isOpen[minute % MINUTES_OF_DAY] === 1;
}

function dayOf(date: string): number {
  return Date.parse(`${date}T00:00:00Z`) / 86_400_000;
}

export function dateOf(day: number): string {
  return new Date(day * 86_400_000).toISOString().slice(0, 10);
}

/** Day 0 was a Thursday. */
function isWeekend(day: number): boolean {
  const weekday = ['Thu', 'Fri', 'Sat', 'Sun', 'Mon', 'Tue', 'Wed'][day % 7];
  return weekday === 'Sat' || weekday === 'Sun';
}
