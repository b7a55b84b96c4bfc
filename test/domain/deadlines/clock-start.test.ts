import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { addTerm } from '#domain/deadlines/add-term';
import { shippedCalendarBook } from '#domain/deadlines/calendar-book';
import { clockStart } from '#domain/deadlines/clock-start';
import { workingMinutesBetween } from '#domain/deadlines/working-minutes';
import { VIETNAM_TIME_ZONE } from '#domain/kernel/temporal';
import type { CutOff } from '#domain/procedures/procedure';
import { instantOfKnownYears } from './arbitraries.ts';
import { atVietnamTime, inVietnamTime } from './at-vietnam-time.ts';

const calendar = shippedCalendarBook().national;
const none: CutOff = { kind: 'NONE' };
const atThree: CutOff = { kind: 'AT_TIME', localTime: '15:00', shiftTo: 'NEXT_WORKING_DAY' };
const lastHour: CutOff = { kind: 'LAST_N_MINUTES', minutes: 60, shiftTo: 'NEXT_WORKING_DAY' };
const lateMorning: CutOff = { kind: 'AT_TIME', localTime: '09:30', shiftTo: 'NEXT_HALF_DAY' };
const lateAfternoon: CutOff = { kind: 'AT_TIME', localTime: '15:30', shiftTo: 'NEXT_HALF_DAY' };
const lastTwoHoursOfHalfDay: CutOff = { kind: 'LAST_N_MINUTES', minutes: 120, shiftTo: 'NEXT_HALF_DAY' };

describe('the clock starts', () => {
  test.each<[sentence: string, received: string, cutOff: CutOff, start: string]>([
    ['at receipt in office time', '2026-03-02 14:59', none, '2026-03-02 14:59'],
    ['at the same morning’s opening when received before it', '2026-03-02 05:00', none, '2026-03-02 07:30'],
    ['after lunch when received during it', '2026-03-02 12:15', none, '2026-03-02 13:00'],
    ['the same day when received at closing time sharp', '2026-03-02 17:00', none, '2026-03-02 17:00'],
    ['next morning when received after closing time', '2026-03-02 17:01', none, '2026-03-03 07:30'],
    ['on Monday when received on Saturday', '2026-03-07 10:00', none, '2026-03-09 07:30'],
    ['on a make-up Saturday when received on it', '2026-01-10 10:00', none, '2026-01-10 10:00'],
    ['after Tết when received within it', '2026-02-17 10:00', none, '2026-02-23 07:30'],
    ['after Culture Day when received on 24 November 2026', '2026-11-24 10:00', none, '2026-11-25 07:30'],
    ['on Monday 5 January 2026 when received on New Year, Friday being swapped off', '2026-01-01 10:00', none, '2026-01-05 07:30'],
    ['the same day at 15:00 sharp', '2026-03-02 15:00', atThree, '2026-03-02 15:00'],
    ['next working day after 15:00', '2026-03-02 15:01', atThree, '2026-03-03 07:30'],
    ['after Tết when received after 15:00 on the last day before it', '2026-02-13 15:01', atThree, '2026-02-23 07:30'],
    ['on the make-up Saturday when received after 15:00 on the Friday before it', '2026-08-21 15:01', atThree, '2026-08-22 07:30'],
    ['the same day with one hour left', '2026-03-02 16:00', lastHour, '2026-03-02 16:00'],
    ['next working day within the last hour', '2026-03-02 16:01', lastHour, '2026-03-03 07:30'],
    ['the same half-day before its cut-off', '2026-03-02 09:30', lateMorning, '2026-03-02 09:30'],
    ['in the afternoon after the morning’s cut-off', '2026-03-02 09:31', lateMorning, '2026-03-02 13:00'],
    ['at receipt in the afternoon, of which a morning’s cut-off says nothing', '2026-03-02 14:00', lateMorning, '2026-03-02 14:00'],
    ['after lunch when received during it, whatever the morning’s cut-off', '2026-03-02 12:00', lateMorning, '2026-03-02 13:00'],
    ['next morning after the afternoon’s cut-off', '2026-03-02 15:31', lateAfternoon, '2026-03-03 07:30'],
    ['at receipt in the morning, before the afternoon’s cut-off', '2026-03-02 10:00', lateAfternoon, '2026-03-02 10:00'],
    ['in the afternoon within the last two hours of the morning', '2026-03-02 09:31', lastTwoHoursOfHalfDay, '2026-03-02 13:00'],
    ['next morning within the last two hours of the afternoon', '2026-03-02 15:01', lastTwoHoursOfHalfDay, '2026-03-03 07:30'],
  ])('%s', (_sentence, received, cutOff, start) => {
    expect(inVietnamTime(clockStart(atVietnamTime(received), cutOff, calendar))).toBe(start);
  });

  test('a birth registered at 15:01 is due one working day after one registered at 15:00', () => {
    const due = (received: string) => inVietnamTime(addTerm(clockStart(atVietnamTime(received), atThree, calendar), { amount: 3, unit: 'working-day' }, calendar));
    expect([due('2026-03-02 15:00'), due('2026-03-02 15:01')]).toEqual(['2026-03-05 17:00', '2026-03-06 17:00']);
  });

  const anyCutOff = fc.constantFrom(none, atThree, lastHour, lateMorning, lateAfternoon, lastTwoHoursOfHalfDay);

  test('on a working day, never before receipt, and starting again there changes nothing', () => {
    fc.assert(
      fc.property(instantOfKnownYears, anyCutOff, (received, cutOff) => {
        const start = clockStart(received, cutOff, calendar);
        expect(start.epochMilliseconds).toBeGreaterThanOrEqual(received.epochMilliseconds);
        expect(calendar.isWorkingDay(start.toZonedDateTimeISO(VIETNAM_TIME_ZONE).toPlainDate())).toBe(true);
        expect(clockStart(start, cutOff, calendar).equals(start)).toBe(true);
        if (cutOff === none) expect(workingMinutesBetween(received, start, calendar)).toBe(0);
      }),
    );
  });

  test('a later receipt never starts earlier', () => {
    fc.assert(
      fc.property(instantOfKnownYears, fc.integer({ min: 0, max: 48 * 60 }), anyCutOff, (received, minutes, cutOff) => {
        const start = clockStart(received, cutOff, calendar).epochMilliseconds;
        expect(clockStart(received.add({ minutes }), cutOff, calendar).epochMilliseconds).toBeGreaterThanOrEqual(start);
      }),
    );
  });
});
