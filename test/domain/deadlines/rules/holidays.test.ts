import { describe, expect, test } from '@jest/globals';
import { addTerm } from '#domain/deadlines/add-term';
import { clockStart } from '#domain/deadlines/clock-start';
import { shippedOfficeHours, shippedYears, type CalendarYear } from '#domain/deadlines/calendars';
import { buildCalendar } from '#domain/deadlines/working-calendar';
import { atVietnamTime, inVietnamTime } from '../at-vietnam-time.ts';
import { calendar, calendarDays, tell, workingDays, workingHours, type Line } from '../clock-story.ts';

/** The days off and why, between the start of a term and its end. */
function skipped(from: string, days: number): string[] {
  const { entries } = tell({ lines: [['started', from]], term: workingDays(days) });
  return entries.flatMap((entry) => entry.skipped).flatMap(({ reason, date }) => (date === undefined || reason === 'first-day' ? [] : [`${date.slice(5)} ${reason}`]));
}

function dueOn(from: string, days: number, on = calendar): string {
  return inVietnamTime(addTerm(atVietnamTime(from), workingDays(days), on));
}

describe('public holidays do not count (§3.6; Labour Code 2019 Art. 111–112)', () => {
  test('Tết 2026: nine days off from the 14th to the 22nd, each named', () => {
    expect(dueOn('2026-02-13 10:00', 1)).toBe('2026-02-23 17:00');
    expect(skipped('2026-02-13 10:00', 1)).toEqual([
      '02-14 weekend', '02-15 weekend', '02-16 holiday', '02-17 holiday', '02-18 holiday', '02-19 holiday', '02-20 holiday', '02-21 weekend', '02-22 weekend',
    ]);
  });

  test('a holiday on a Sunday gives the Monday off: Hùng Kings 2026', () => {
    expect(skipped('2026-04-24 10:00', 1)).toEqual(['04-25 weekend', '04-26 holiday', '04-27 compensation']);
  });

  test('24 November is a holiday from 2026, not before', () => {
    expect([dueOn('2026-11-23 10:00', 1), dueOn('2025-11-21 10:00', 1)]).toEqual(['2026-11-25 17:00', '2025-11-24 17:00']);
  });

  test('a swapped Monday is off and its make-up Saturday works: National Day 2026', () => {
    expect(dueOn('2026-08-21 10:00', 1)).toBe('2026-08-22 17:00');
    expect(skipped('2026-08-28 10:00', 1)).toEqual(['08-29 weekend', '08-30 weekend', '08-31 swapped-off', '09-01 holiday', '09-02 holiday']);
  });

  test('a day that is only spoken of changes nothing', () => {
    const without = buildCalendar({ name: 'decided', hours: shippedOfficeHours(), years: shippedYears().map((year) => ({ ...year, days: year.days.filter(({ status }) => status !== 'unverified') })) });
    expect(shippedYears().flatMap(({ days }) => days).filter(({ status }) => status === 'unverified').length).toBeGreaterThan(0);
    expect([...without.timeline.workingDays]).toEqual([...calendar.timeline.workingDays]);
    expect(skipped('2026-11-20 10:00', 1)).toEqual(['11-21 weekend', '11-22 weekend']);
  });
});

describe('a dossier that spans New Year', () => {
  test('uses both years’ calendars', () => {
    expect(skipped('2025-12-30 10:00', 4)).toEqual(['01-01 holiday', '01-02 swapped-off', '01-03 weekend', '01-04 weekend']);
    expect(dueOn('2025-12-30 10:00', 4)).toBe('2026-01-07 17:00');
  });

  test('and names both in its account', () => {
    expect(tell({ lines: [['started', '2025-12-30 10:00']] }).calendarVersion).toContain('2025.1-2026.1');
  });
});

describe('a swap decided eight days ahead: Friday 2 January 2026 for Saturday the 10th (decided 25 December 2025)', () => {
  const isOfTheSwap = ({ date }: CalendarYear['days'][number]) => date === '2026-01-02' || date === '2026-01-10';
  const years = shippedYears().map((year) => ({ ...year, days: year.days.filter((day) => !isOfTheSwap(day)) }));
  const before = buildCalendar({ name: 'before', years, hours: shippedOfficeHours() });

  test.each([
    ['due on the swapped Friday: moves to Monday', '2025-12-30 10:00', 2, '2026-01-02 17:00', '2026-01-05 17:00'],
    ['due in the week between: one working day later', '2025-12-30 10:00', 5, '2026-01-07 17:00', '2026-01-08 17:00'],
    ['due on the Friday after: the same, by one day', '2025-12-30 10:00', 7, '2026-01-09 17:00', '2026-01-10 17:00'],
    ['due after the make-up Saturday: does not move', '2025-12-30 10:00', 8, '2026-01-12 17:00', '2026-01-12 17:00'],
    ['due before the swap: does not move', '2025-12-29 10:00', 2, '2025-12-31 17:00', '2025-12-31 17:00'],
    ['begun after it: one working day earlier over the make-up Saturday', '2026-01-08 10:00', 2, '2026-01-12 17:00', '2026-01-10 17:00'],
  ])('a dossier %s', (_sentence, from, days, without, decided) => {
    expect([dueOn(from, days, before), dueOn(from, days)]).toEqual([without, decided]);
  });

  test('the account says why the date moved', () => {
    const lines: Line[] = [['started', '2025-12-30 10:00']];
    const reasons = [before, calendar].map((on) => tell({ lines, on, term: workingDays(5) }).totals.skippedMinutes['swapped-off']);
    expect(reasons).toEqual([undefined, 1440]);
  });
});

describe('where no calendar is known, the engine refuses rather than guesses', () => {
  test.each([
    ['a term that begins before 2024, in working days', '2023-12-29 10:00', workingDays(3)],
    ['a term that begins before 2024, in calendar days', '2023-12-29 10:00', calendarDays(10)],
    ['a term that begins before 2024, in hours', '2023-12-29 10:00', workingHours(3)],
    ['a term that ends after the last calendar, in working days', '2027-12-30 10:00', workingDays(2)],
    ['a term that ends after the last calendar, in calendar days', '2027-12-30 10:00', calendarDays(2)],
    ['a term that ends after the last calendar, in hours', '2027-12-31 16:00', workingHours(2)],
  ])('%s', (_sentence, from, term) => {
    expect(() => addTerm(atVietnamTime(from), term, calendar)).toThrow('no-calendar');
  });

  test.each(['2023-12-31 10:00', '2027-12-31 17:01'])('a receipt at %s', (received) => {
    expect(() => clockStart(atVietnamTime(received), { kind: 'NONE' }, calendar)).toThrow('no-calendar');
  });

  test('the last minute of the last known day is still told', () => {
    expect(dueOn('2027-12-30 10:00', 1)).toBe('2027-12-31 17:00');
  });
});
