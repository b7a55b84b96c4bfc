import { describe, expect, test } from '@jest/globals';
import { addTerm } from '#domain/deadlines/add-term';
import { clockStart } from '#domain/deadlines/clock-start';
import { buildCalendar } from '#domain/deadlines/working-calendar';
import { shippedOfficeHours, shippedYears } from '#domain/deadlines/calendars';
import type { CutOff } from '#domain/procedures/procedure';
import { atVietnamTime, inVietnamTime } from '../at-vietnam-time.ts';
import { calendar, calendarDays, rowsOf, tell, threeDays } from '../clock-story.ts';

const none: CutOff = { kind: 'NONE' };
const afterThree: CutOff = { kind: 'AT_TIME', localTime: '15:00', shiftTo: 'NEXT_WORKING_DAY' };
const afterFive: CutOff = { kind: 'AT_TIME', localTime: '17:00', shiftTo: 'NEXT_WORKING_DAY' };
const lastHour: CutOff = { kind: 'LAST_N_MINUTES', minutes: 60, shiftTo: 'NEXT_WORKING_DAY' };
const halfPastNine: CutOff = { kind: 'AT_TIME', localTime: '09:30', shiftTo: 'NEXT_HALF_DAY' };
const halfPastThree: CutOff = { kind: 'AT_TIME', localTime: '15:30', shiftTo: 'NEXT_HALF_DAY' };

const openFromEight = buildCalendar({ name: 'eight', years: shippedYears(), hours: { ...shippedOfficeHours(), spells: [{ opens: '08:00', closes: '12:00' }, { opens: '13:00', closes: '17:00' }] } });

function startOf(received: string, cutOff: CutOff, on = calendar): string {
  return inVietnamTime(clockStart(atVietnamTime(received), cutOff, on));
}

function dueOn(received: string, cutOff: CutOff): string {
  return inVietnamTime(addTerm(clockStart(atVietnamTime(received), cutOff, calendar), threeDays, calendar));
}

describe('the clock starts when a full dossier is received (§3.1)', () => {
  test('in office time at that very minute', () => {
    expect(startOf('2026-03-02 08:17', none)).toBe('2026-03-02 08:17');
  });

  test('on a day off with the next working day, and the wait is in the account', () => {
    expect(startOf('2026-03-07 09:00', none)).toBe('2026-03-09 07:30');
    const ledger = tell({ lines: [['started', '2026-03-09 07:30']], received: { at: '2026-03-07 09:00', rule: 'next-opening' } });
    expect(rowsOf(ledger)[0]).toEqual(['2026-03-07 09:00', '2026-03-09 07:30', 'next-opening', 0, { 'next-opening': 2790 }]);
  });
});

describe('received after 15:00, a dossier of the birth or death group counts from the next working day (Decree 63/2024 Art. 7(2))', () => {
  test.each([
    ['at 14:59 it is in time', '2026-03-02 14:59', '2026-03-05 17:00'],
    ['at 15:00 it is in time', '2026-03-02 15:00', '2026-03-05 17:00'],
    ['at 15:00:30 its slip says 15:00: it is in time', '2026-03-02 15:00:30', '2026-03-05 17:00'],
    ['at 15:01 it is due one working day later', '2026-03-02 15:01', '2026-03-06 17:00'],
    ['on Friday at 15:01 it counts from Monday', '2026-03-06 15:01', '2026-03-12 17:00'],
  ])('%s', (_sentence, received, due) => {
    expect(dueOn(received, afterThree)).toBe(due);
  });
});

describe('received in the last hour of office time, a karaoke dossier counts from the next working day (Decree 297/2025 Art. 6)', () => {
  test.each([
    ['with a full hour left it is in time', '2026-03-02 16:00', '2026-03-02 16:00'],
    ['with 59 minutes left it is not', '2026-03-02 16:01', '2026-03-03 07:30'],
    ['the hour before lunch is not the last of the day', '2026-03-02 11:00', '2026-03-02 11:00'],
  ])('%s', (_sentence, received, start) => {
    expect(startOf(received, lastHour)).toBe(start);
  });
});

describe('received on the portal after 17:00 or on a day off, a karaoke dossier counts from 08:00 of the next working day (Decree 297/2025 Art. 6)', () => {
  test.each([
    ['at 17:00 it is in time', '2026-03-02 17:00', '2026-03-02 17:00'],
    ['at 17:00:01 its slip says 17:00: it is in time', '2026-03-02 17:00:01', '2026-03-02 17:00'],
    ['at 17:01 from eight the next morning', '2026-03-02 17:01', '2026-03-03 08:00'],
    ['late on Friday from eight on Monday', '2026-03-06 22:15', '2026-03-09 08:00'],
    ['on Sunday from eight on Monday', '2026-03-08 10:00', '2026-03-09 08:00'],
    ['on 24 November from eight on the 25th', '2026-11-24 10:00', '2026-11-25 08:00'],
  ])('%s', (_sentence, received, start) => {
    expect(startOf(received, afterFive, openFromEight)).toBe(start);
  });

  test('closing time with seconds is still the day of receipt: calendar days do not lose one', () => {
    const start = clockStart(atVietnamTime('2024-06-20 17:00:01'), none, calendar);
    expect(inVietnamTime(addTerm(start, calendarDays(1), calendar))).toBe('2024-06-21 17:00');
  });
});

describe('where half-days are practised, what comes after 9:30 or 15:30 counts from the next half-day (§3.1, Tri Tôn)', () => {
  test.each<[string, string, CutOff, string]>([
    ['at 9:30 the same morning', '2026-03-02 09:30', halfPastNine, '2026-03-02 09:30'],
    ['at 9:31 from the afternoon', '2026-03-02 09:31', halfPastNine, '2026-03-02 13:00'],
    ['at 15:30 the same afternoon', '2026-03-02 15:30', halfPastThree, '2026-03-02 15:30'],
    ['at 15:31 from the next morning', '2026-03-02 15:31', halfPastThree, '2026-03-03 07:30'],
    ['on Friday at 15:31 from Monday morning', '2026-03-06 15:31', halfPastThree, '2026-03-09 07:30'],
  ])('%s', (_sentence, received, cutOff, start) => {
    expect(startOf(received, cutOff)).toBe(start);
  });
});
