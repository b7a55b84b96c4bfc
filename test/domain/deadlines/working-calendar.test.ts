import { describe, expect, test } from '@jest/globals';
import { shippedCalendarBook } from '#domain/deadlines/calendar-book';
import { calendarYear, officeHours, shippedOfficeHours, shippedYears } from '#domain/deadlines/calendars';
import { buildCalendar } from '#domain/deadlines/working-calendar';
import { workingMinutesBetween } from '#domain/deadlines/working-minutes';
import { Temporal } from '#domain/kernel/temporal';

const calendar = shippedCalendarBook().national;

describe('the shipped calendar', () => {
  test('names its data by year and revision', () => {
    expect(calendar.version).toBe('vn0-2024.1-2025.1-2026.1-2027.1');
  });

  test('is built once', () => {
    expect(shippedCalendarBook()).toBe(shippedCalendarBook());
  });

  test.each([
    ['2026-02-13', true, 'the Friday before Tết'],
    ['2026-02-16', false, 'Tết'],
    ['2026-01-02', false, 'swapped off'],
    ['2026-01-10', true, 'a make-up Saturday'],
    ['2026-01-17', false, 'an ordinary Saturday'],
    ['2026-11-23', true, 'an unverified swap'],
    ['2026-11-24', false, 'Culture Day'],
    ['2024-01-01', false, 'the first day known'],
    ['2027-12-31', true, 'the last day known'],
  ])('on %s it works: %s (%s)', (date, works) => {
    expect(calendar.isWorkingDay(date)).toBe(works);
    expect(calendar.isWorkingDay(Temporal.PlainDate.from(date))).toBe(works);
  });

  test.each(['2023-12-31', '2028-01-01', '1999-06-01'])('knows nothing of %s', (date) => {
    expect(() => calendar.isWorkingDay(date)).toThrow('no-calendar');
  });

  test('has a source for every day, and every swap off has its make-up day', () => {
    for (const { days } of shippedYears()) {
      expect(days.every(({ source }) => source.length > 10)).toBe(true);
      const decided = days.filter(({ status }) => status !== 'unverified');
      expect(decided.filter(({ kind }) => kind === 'make-up')).toHaveLength(decided.filter(({ kind }) => kind === 'swapped-off').length);
    }
  });

  test('has the working days of each year that the days off leave', () => {
    const counted = [2024, 2025, 2026, 2027].map((year) => {
      const days = Array.from({ length: 366 }, (_, index) => Temporal.PlainDate.from({ year, month: 1, day: 1 }).add({ days: index }));
      return days.filter((day) => day.year === year && calendar.isWorkingDay(day)).length;
    });
    // Weekdays of the year less the holidays on weekdays and compensation days; swaps cancel out.
    expect(counted).toEqual([262 - 11, 261 - 11, 261 - 12, 261 - 12]);
  });
});

describe('calendar data is refused', () => {
  const day = { date: '2026-06-01', kind: 'holiday', status: 'decided', source: 'a test' } as const;
  test.each([
    ['a day of another year', [{ ...day, date: '2025-06-02' }]],
    ['a day named twice', [day, day]],
    ['a make-up day in the week', [{ ...day, kind: 'make-up' }]],
    ['a swap off on a Sunday', [{ ...day, date: '2026-06-07', kind: 'swapped-off' }]],
    ['an unknown kind', [{ ...day, kind: 'strike' }]],
  ])('%s', (_sentence, days) => {
    expect(calendarYear.safeParse({ year: 2026, revision: 1, days }).success).toBe(false);
  });

  test('years with a gap', () => {
    const [y2024, , y2026] = shippedYears();
    const years = [y2024, y2026].filter((year) => year !== undefined);
    expect(() => buildCalendar({ name: 'gap', years, hours: shippedOfficeHours() })).toThrow('consecutive');
  });

  test('office spells out of order', () => {
    const spells = [{ opens: '13:00', closes: '17:00' }, { opens: '07:30', closes: '11:30' }];
    expect(officeHours.safeParse({ ...shippedOfficeHours(), spells }).success).toBe(false);
  });
});

test('an agency with other office hours has its own calendar', () => {
  const hours = { ...shippedOfficeHours(), spells: [{ opens: '08:00', closes: '12:00' }, { opens: '13:30', closes: '16:30' }] };
  const own = buildCalendar({ name: 'own', years: shippedYears(), hours });
  const [from, to] = ['2026-03-02T00:00:00+07:00', '2026-03-03T00:00:00+07:00'].map((at) => Temporal.Instant.from(at));
  expect(from && to && workingMinutesBetween(from, to, own)).toBe(420);
});
