import type { Term } from '#domain/procedures/procedure';
import { dayAt, isOffice, isWorkingDay, midnightOf, type WalkedCalendar } from './raw-calendar.ts';
import { nextOffice } from './slow-start.ts';

/** When a term that begins in this minute ends, walked day by day and minute by minute (domain.md §3.2). */
export function slowEnd(start: number, { amount, unit }: Term, calendar: WalkedCalendar): number {
  if (unit === 'calendar-day') return closeOnOrAfter(dayAt(start) + amount, calendar);
  if (unit === 'working-hour') return afterOffice(start, share(amount, 60), calendar);
  const whole = Math.floor(amount);
  const fraction = share(amount - whole, calendar.minutesPerDay);
  if (whole === 0) return afterOffice(start, fraction, calendar);
  // Civil Code 2015 Art. 147(2): the day of the event is not counted, counting starts with the day after.
  let day = dayAt(start);
  for (let counted = 0; counted < whole; ) {
    day += 1;
    if (isWorkingDay(day, calendar)) counted += 1;
  }
  const close = closeOf(day, calendar);
  return fraction === 0 ? close : afterOffice(close, fraction, calendar);
}

/** So many parts of these minutes, in whole numbers: thousandths first, half a minute up. */
function share(parts: number, minutes: number): number {
  const thousandths = Math.round(parts * 1000) * minutes + 500;
  return (thousandths - (thousandths % 1000)) / 1000;
}

/** Art. 148(5): a term whose last day is a day off ends at the end of the next working day. */
export function closeOnOrAfter(lastDay: number, calendar: WalkedCalendar): number {
  let day = lastDay;
  while (!isWorkingDay(day, calendar)) day += 1;
  return closeOf(day, calendar);
}

/** The earliest minute by which so much office time has passed; nothing to pass waits for office time, closing time included. */
export function afterOffice(from: number, minutes: number, calendar: WalkedCalendar): number {
  if (minutes === 0) return isOffice(from, calendar) || isOffice(from - 1, calendar) ? from : nextOffice(from, calendar);
  let left = minutes;
  let minute = from;
  while (left > 0) {
    if (isOffice(minute, calendar)) left -= 1;
    minute += 1;
  }
  return minute;
}

/** Office minutes from one minute to a later one, or with a minus sign to an earlier one. */
export function officeBetween(from: number, to: number, calendar: WalkedCalendar): number {
  const [first, last] = from <= to ? [from, to] : [to, from];
  let minutes = 0;
  for (let minute = first; minute < last; minute += 1) if (isOffice(minute, calendar)) minutes += 1;
  return from <= to || minutes === 0 ? minutes : -minutes;
}

function closeOf(day: number, { halfDays }: WalkedCalendar): number {
  return midnightOf(day) + Math.max(...halfDays.map(({ closes }) => closes));
}
