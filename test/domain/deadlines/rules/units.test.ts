import { describe, expect, test } from '@jest/globals';
import { addTerm } from '#domain/deadlines/add-term';
import { shippedOfficeHours, shippedYears } from '#domain/deadlines/calendars';
import { buildCalendar } from '#domain/deadlines/working-calendar';
import type { Term } from '#domain/procedures/procedure';
import { atVietnamTime, inVietnamTime } from '../at-vietnam-time.ts';
import { calendar, calendarDays, rowsOf, tell, workingDays, workingHours } from '../clock-story.ts';

function dueOf(from: string, term: Term, on = calendar): string {
  return inVietnamTime(addTerm(atVietnamTime(from), term, on));
}

describe('a term in working days (§3.2; Civil Code 2015 Art. 147–148)', () => {
  test('does not count the day it begins on, and ends at closing time of its last day', () => {
    const ledger = tell({ lines: [['started', '2026-03-02 10:00']], term: workingDays(1) });
    expect(rowsOf(ledger)).toEqual([['2026-03-02 10:00', '2026-03-03 17:00', 'working-days', 480, { 'first-day': 330, 'office-hours': 1050 }]]);
  });

  test('counts Monday to Friday and leaves weekends out by name', () => {
    const [row] = rowsOf(tell({ lines: [['started', '2026-03-05 10:00']], term: workingDays(2) }));
    expect([row?.[1], row?.[3], row?.[4].weekend]).toEqual(['2026-03-09 17:00', 960, 2880]);
  });

  test('in quarters of a day is office time: two hours, four, six', () => {
    expect([0.25, 0.5, 0.75].map((amount) => dueOf('2026-03-02 07:30', workingDays(amount)))).toEqual(['2026-03-02 09:30', '2026-03-02 11:30', '2026-03-02 15:00']);
  });

  test('and a quarter lays the quarter after the whole day', () => {
    expect(dueOf('2026-03-02 16:00', workingDays(1.25))).toBe('2026-03-04 09:30');
  });

  test('with an odd fraction is due on a whole minute, half a minute up', () => {
    const hours = { ...shippedOfficeHours(), spells: [{ opens: '07:30', closes: '11:30' }, { opens: '13:30', closes: '17:00' }] };
    const sevenAndAHalf = buildCalendar({ name: 'seven and a half', years: shippedYears(), hours });
    // A quarter of 450 minutes is 112.5.
    expect(addTerm(atVietnamTime('2026-03-02 07:30'), workingDays(0.25), sevenAndAHalf)).toEqual(atVietnamTime('2026-03-02 09:23'));
    const long = buildCalendar({ name: 'long', years: shippedYears(), hours: { ...hours, spells: [{ opens: '06:00', closes: '18:35' }] } });
    // Seven tenths of 755 minutes are 528.5, of which floating point makes 528.4999….
    expect(addTerm(atVietnamTime('2026-03-02 06:00'), workingDays(0.7), long)).toEqual(atVietnamTime('2026-03-02 14:49'));
  });
});

describe('a term in working hours (§3.2: eight to the working day)', () => {
  test('of 240 hours is thirty working days', () => {
    expect(dueOf('2026-03-02 07:30', workingHours(240))).toBe(dueOf('2026-02-28 10:00', workingDays(30)));
  });

  test('counts from the minute it begins, over lunch and over the night', () => {
    const ledger = tell({ lines: [['started', '2026-03-02 10:30']], term: workingHours(8) });
    expect(rowsOf(ledger)).toEqual([['2026-03-02 10:30', '2026-03-03 10:30', 'working-hours', 480, { 'office-hours': 960 }]]);
  });
});

describe('a term in calendar days (§3.2)', () => {
  test('counts days off, but not the day it begins on', () => {
    const ledger = tell({ lines: [['started', '2026-03-02 10:00']], term: calendarDays(10) });
    // Nine whole days, and the tenth until closing time.
    expect(rowsOf(ledger)).toEqual([['2026-03-02 10:00', '2026-03-12 17:00', 'calendar-days', 9 * 1440 + 1020, { 'first-day': 840 }]]);
  });

  test('that ends on a weekend ends with the next working day, and the way there does not count (Art. 148(5))', () => {
    const ledger = tell({ lines: [['started', '2026-03-02 10:00']], term: calendarDays(5) });
    expect(rowsOf(ledger)).toEqual([['2026-03-02 10:00', '2026-03-09 17:00', 'calendar-days', 5 * 1440, { 'first-day': 840, weekend: 1440, 'roll-to-working-day': 1020 }]]);
  });

  test('that ends within Tết ends with the first day back', () => {
    expect(dueOf('2026-02-10 10:00', calendarDays(7))).toBe('2026-02-23 17:00');
  });
});
