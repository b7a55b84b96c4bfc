import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { addTerm } from '#domain/deadlines/add-term';
import { shippedCalendarBook } from '#domain/deadlines/calendar-book';
import { Temporal, VIETNAM_TIME_ZONE } from '#domain/kernel/temporal';
import type { Term } from '#domain/procedures/procedure';
import { instantOfKnownYears, laterTerm, termOfLaw } from './arbitraries.ts';
import { atVietnamTime, inVietnamTime } from './at-vietnam-time.ts';

const calendar = shippedCalendarBook().national;
const workingDays = (amount: number): Term => ({ amount, unit: 'working-day' });
const calendarDays = (amount: number): Term => ({ amount, unit: 'calendar-day' });
const workingHours = (amount: number): Term => ({ amount, unit: 'working-hour' });

describe('a term ends', () => {
  test.each<[sentence: string, from: string, term: Term, due: string]>([
    ['the day of the start is not counted', '2026-03-02 08:00', workingDays(3), '2026-03-05 17:00'],
    ['nor is it when the dossier came in at the last minute of the day', '2026-03-02 17:00', workingDays(3), '2026-03-05 17:00'],
    ['nor when a cut-off moved the start to an opening', '2026-03-03 07:30', workingDays(3), '2026-03-06 17:00'],
    ['a weekend is skipped', '2026-03-06 09:00', workingDays(1), '2026-03-09 17:00'],
    ['Tết 2026 is skipped', '2026-02-13 10:00', workingDays(3), '2026-02-25 17:00'],
    ['Tết 2024 with its two compensation days is skipped', '2024-02-07 10:00', workingDays(1), '2024-02-15 17:00'],
    ['New Year 2026, the swapped Friday and the make-up Saturday are each what they are', '2025-12-31 10:00', workingDays(6), '2026-01-10 17:00'],
    ['a term spans two calendar years', '2024-12-30 10:00', workingDays(2), '2025-01-02 17:00'],
    ['the swapped Friday after Labour Day 2025 is skipped', '2025-04-29 10:00', workingDays(1), '2025-05-05 17:00'],
    ['the make-up Saturday before Victory Day 2025 counts', '2025-04-25 10:00', workingDays(1), '2025-04-26 17:00'],
    ['the make-up Saturday of 4 May 2024 counts', '2024-05-03 10:00', workingDays(1), '2024-05-04 17:00'],
    ['Hùng Kings on a Sunday give the Monday off', '2026-04-24 10:00', workingDays(1), '2026-04-28 17:00'],
    ['National Day 2026 with the swapped Monday makes five days off', '2026-08-28 10:00', workingDays(1), '2026-09-03 17:00'],
    ['the make-up Saturday of 22 August 2026 counts', '2026-08-21 10:00', workingDays(1), '2026-08-22 17:00'],
    ['24 November 2026, Culture Day, is a day off', '2026-11-23 10:00', workingDays(1), '2026-11-25 17:00'],
    ['an unverified swap on 23 November 2026 changes nothing', '2026-11-20 10:00', workingDays(1), '2026-11-23 17:00'],
    ['24 November 2025 was an ordinary Monday', '2025-11-21 10:00', workingDays(1), '2025-11-24 17:00'],
    ['Tết 2027 is derived: back on Friday 12 February', '2027-02-04 10:00', workingDays(1), '2027-02-12 17:00'],
    ['half a working day is four hours of office time', '2026-03-02 10:00', workingDays(0.5), '2026-03-02 15:30'],
    ['a quarter day given at four in the afternoon ends next morning', '2026-03-02 16:00', workingDays(0.25), '2026-03-03 08:30'],
    ['half a day ends at the close of the morning, not after lunch', '2026-03-02 07:30', workingDays(0.5), '2026-03-02 11:30'],
    ['a day and a half is one counted day and half of the next', '2026-03-02 08:00', workingDays(1.5), '2026-03-04 11:30'],
    ['eight working hours run over the night', '2026-03-02 10:00', workingHours(8), '2026-03-03 10:00'],
    ['two working hours run over the lunch', '2026-03-02 10:30', workingHours(2), '2026-03-02 14:00'],
    ['working hours from a Saturday start on Monday', '2026-03-07 10:00', workingHours(1), '2026-03-09 08:30'],
    ['240 working hours are thirty days', '2026-03-02 07:30', workingHours(240), '2026-04-10 17:00'],
    ['calendar days count the weekend', '2026-03-02 10:00', calendarDays(10), '2026-03-12 17:00'],
    ['calendar days that end on a Sunday end on Monday', '2026-03-02 10:00', calendarDays(6), '2026-03-09 17:00'],
    ['calendar days that end within Tết end after it', '2026-02-10 10:00', calendarDays(7), '2026-02-23 17:00'],
  ])('%s', (_sentence, from, term, due) => {
    expect(inVietnamTime(addTerm(atVietnamTime(from), term, calendar))).toBe(due);
  });

  test('a term into a year without a calendar is refused', () => {
    expect(() => addTerm(atVietnamTime('2027-12-30 10:00'), workingDays(5), calendar)).toThrow('no-calendar');
    expect(() => addTerm(atVietnamTime('2023-12-29 10:00'), workingDays(5), calendar)).toThrow('no-calendar');
  });

  test('a fraction of a calendar day is refused', () => {
    expect(() => addTerm(atVietnamTime('2026-03-02 10:00'), calendarDays(1.5), calendar)).toThrow('term-not-whole');
  });
});

describe('whatever the start and the term', () => {
  test('it is due in office time of a working day, after the start', () => {
    fc.assert(
      fc.property(instantOfKnownYears, termOfLaw, (from, term) => {
        const due = addTerm(from, term, calendar);
        const local = due.toZonedDateTimeISO(VIETNAM_TIME_ZONE);
        expect(calendar.isWorkingDay(local.toPlainDate())).toBe(true);
        expect(local.hour * 60 + local.minute).toBeLessThanOrEqual(17 * 60);
        expect(Temporal.Instant.compare(due, from)).toBe(1);
      }),
    );
  });

  test('a later start is never due earlier', () => {
    fc.assert(
      fc.property(instantOfKnownYears, fc.integer({ min: 0, max: 200 * 3600 }), termOfLaw, (from, seconds, term) => {
        const [due, laterDue] = [from, from.add({ seconds })].map((start) => addTerm(start, term, calendar).epochMilliseconds);
        expect(laterDue).toBeGreaterThanOrEqual(due ?? Number.NaN);
      }),
    );
  });

  test('a longer term of the same unit never ends earlier', () => {
    fc.assert(
      fc.property(instantOfKnownYears, termOfLaw, fc.integer({ min: 0, max: 40 }), (from, term, quarters) => {
        const longer = laterTerm(term, quarters);
        expect(addTerm(from, longer, calendar).epochMilliseconds).toBeGreaterThanOrEqual(addTerm(from, term, calendar).epochMilliseconds);
      }),
    );
  });

  test('working days to the due day, counted one by one, are the term', () => {
    fc.assert(
      fc.property(instantOfKnownYears, fc.integer({ min: 1, max: 60 }), (from, amount) => {
        const dueOn = addTerm(from, workingDays(amount), calendar).toZonedDateTimeISO(VIETNAM_TIME_ZONE).toPlainDate();
        let counted = 0;
        let day = from.toZonedDateTimeISO(VIETNAM_TIME_ZONE).toPlainDate();
        while (Temporal.PlainDate.compare(day, dueOn) < 0) {
          day = day.add({ days: 1 });
          if (calendar.isWorkingDay(day)) counted += 1;
        }
        expect(counted).toBe(amount);
      }),
    );
  });
});
