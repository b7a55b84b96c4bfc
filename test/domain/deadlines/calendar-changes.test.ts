import { expect, test } from '@jest/globals';
import { shippedCalendarBook, type CalendarFacts } from '#domain/deadlines/calendar-book';
import { changedDays, daysConcerning } from '#domain/deadlines/calendar-changes';

const before = shippedCalendarBook().facts;
const source = 'Công văn 1/CV';
type Day = CalendarFacts['years'][number]['days'][number];
const withDays = (...days: Day[]): CalendarFacts => ({ ...before, years: before.years.map((year) => (year.year === 2026 ? { ...year, days: [...year.days, ...days] } : year)) });
const swapped = withDays({ date: '2026-12-31', kind: 'swapped-off', status: 'decided', source }, { date: '2026-12-26', kind: 'make-up', status: 'decided', source });

test('a swap is two days: one now off, one now worked, each with who decided it', () => {
  expect(changedDays(before, swapped)).toEqual([
    { date: '2026-12-26', change: 'now-worked', source },
    { date: '2026-12-31', change: 'now-off', source },
  ]);
  expect(changedDays(swapped, before).map(({ date, change }) => [date, change])).toEqual([['2026-12-26', 'now-off'], ['2026-12-31', 'now-worked']]);
});

test('a day that is only spoken of changes nothing', () => {
  expect(changedDays(before, withDays({ date: '2026-12-31', kind: 'swapped-off', status: 'unverified', source }))).toEqual([]);
});

test('an agency’s own day is its own and of those below it; what the nation changes is told once', () => {
  const local = { ...swapped, agencies: [{ agency: 'H26.16', revision: 1, days: [{ date: '2026-12-30', kind: 'local-day-off' as const, status: 'decided' as const, source }] }] };
  const days = changedDays(before, local);
  expect(days.map(({ date, agency }) => [date, agency])).toEqual([['2026-12-26', undefined], ['2026-12-31', undefined], ['2026-12-30', 'H26.16']]);
  const year = { from: '2026-12-01', to: '2026-12-31' };
  expect(daysConcerning(days, { ...year, agency: 'H26.16.02' })).toHaveLength(3);
  expect(daysConcerning(days, { ...year, agency: 'H26.161' })).toHaveLength(2);
  expect(daysConcerning(days, { from: '2026-12-27', to: '2026-12-30', agency: 'H26' })).toEqual([]);
});
