import type { CutOff } from '#domain/procedures/procedure';
import { dayAt, isOffice, isWorkingDay, midnightOf, minuteOfTime, type WalkedCalendar } from './raw-calendar.ts';

/** When the clock starts for a full dossier received in this minute, walked (domain.md §3.1). */
export function slowStart(received: number, cutOff: CutOff, calendar: WalkedCalendar): number {
  const day = dayAt(received);
  if (isWorkingDay(day, calendar)) {
    // "Received after 15:00 ⇒ counted from next working day" (Decree 61/2018 Art. 18).
    if (shiftOf(cutOff) === 'NEXT_WORKING_DAY' && isPast(received, cutOff, { until: midnightOf(day + 1), calendar })) return nextOffice(midnightOf(day + 1), calendar);
    // "Received before 9:30 / 15:30 ⇒ same half-day, later ⇒ next half-day": a time speaks of the half-day it lies in.
    for (const { opens, closes } of calendar.halfDays) {
      const [from, to] = [midnightOf(day) + opens, midnightOf(day) + closes];
      if (shiftOf(cutOff) !== 'NEXT_HALF_DAY' || received < from || received > to) continue;
      if (cutOff.kind === 'AT_TIME' && (minuteOfTime(cutOff.localTime) < opens || minuteOfTime(cutOff.localTime) > closes)) continue;
      if (isPast(received, cutOff, { until: to, calendar })) return nextOffice(to, calendar);
    }
    // The closing minute itself is still in time.
    if (isOffice(received, calendar) || calendar.halfDays.some(({ closes }) => received === midnightOf(day) + closes)) return received;
  }
  return nextOffice(received, calendar);
}

function shiftOf(cutOff: CutOff): string {
  return cutOff.kind === 'NONE' ? 'NONE' : cutOff.shiftTo;
}

function isPast(received: number, cutOff: CutOff, { until, calendar }: { until: number; calendar: WalkedCalendar }): boolean {
  switch (cutOff.kind) {
    case 'NONE':
      return false;
    case 'AT_TIME':
      return received - midnightOf(dayAt(received)) > minuteOfTime(cutOff.localTime);
    case 'LAST_N_MINUTES': {
      // "Received in the last 1 hour of office time": less than an hour of it is left.
      let left = 0;
      for (let minute = received; minute < until; minute += 1) if (isOffice(minute, calendar)) left += 1;
      return left < cutOff.minutes;
    }
  }
}

/** The first minute of office time at or after this one. */
export function nextOffice(from: number, calendar: WalkedCalendar): number {
  let minute = from;
  while (!isOffice(minute, calendar)) minute += 1;
  return minute;
}
