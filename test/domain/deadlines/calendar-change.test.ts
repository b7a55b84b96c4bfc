import { describe, expect, it } from '@jest/globals';
import { shippedCalendarBook } from '#domain/deadlines/calendar-book';
import { changeCalendar, type CalendarChange } from '#domain/deadlines/calendar-change';
import { changedDays } from '#domain/deadlines/calendar-changes';
import type { AgencyHours } from '#domain/deadlines/calendars';
import { calendarFacts } from '#domain/deadlines/calendar-facts';
import { DomainError } from '#domain/kernel/domain-error';
import { aYear, LATE_SWAP, someFacts } from '#test/support/builders/calendar-builders';

const shipped = shippedCalendarBook().facts;
const beforeTheSwap = someFacts(0, { ...aYear(2026, { without: ['2026-01-02', '2026-01-10'] }), revision: 1 });
const nothing: CalendarChange = { years: [], agencies: [] };
const agency = (overrides: Partial<AgencyHours> = {}): AgencyHours => ({
  agency: 'H99.101', revision: 1, days: [{ date: '2026-03-02', kind: 'local-day-off', status: 'decided', source: 'Quyết định 12/QĐ-UBND ngày 2/2/2026' }], ...overrides,
});

function faultsOf(change: Partial<CalendarChange>, before = shipped): string[] {
  try {
    changeCalendar(before, { ...nothing, ...change }, 1);
    return [];
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    expect(error.details).toMatchObject({ kind: 'rule-broken', code: 'invalid-calendar' });
    return (error.details.fields ?? []).map(({ pointer }) => pointer);
  }
}

describe('a change of the calendar', () => {
  it('lays whole years and whole agencies over what is in force, and leaves the rest', () => {
    const after = changeCalendar(beforeTheSwap, { years: [aYear(2026)], agencies: [agency()] }, 1);
    expect(after.years.map(({ year, revision }) => [year, revision])).toEqual([[2024, 1], [2025, 1], [2026, 2], [2027, 1]]);
    expect(after).toMatchObject({ edition: 1, hours: shipped.hours, agencies: [agency()] });
    expect(calendarFacts.parse(JSON.parse(JSON.stringify(after)))).toEqual(after);
    expect(changedDays(beforeTheSwap, after).map(({ date, change, agency: where }) => [date, change, where])).toEqual([
      ['2026-01-02', 'now-off', undefined], ['2026-01-10', 'now-worked', undefined], ['2026-03-02', 'now-off', 'H99.101'],
    ]);
  });

  it('adds the next year, and refuses to leave one out in between', () => {
    const next = (year: number) => ({ year, revision: 1, days: [{ date: `${String(year)}-09-02`, kind: 'holiday' as const, status: 'derived' as const, source: 'Labour Code 2019 Art. 112' }] });
    expect(changeCalendar(shipped, { ...nothing, years: [next(2028)] }, 1).years.at(-1)?.year).toBe(2028);
    expect(faultsOf({ years: [next(2029)] })).toEqual(['/years']);
    expect(faultsOf({ years: [next(2029), next(2028)] })).toEqual([]);
  });

  it('knows nothing before 2024', () => {
    expect(faultsOf({ years: [{ year: 2023, revision: 1, days: [{ date: '2023-09-04', kind: 'holiday', status: 'decided', source: 'Labour Code 2019' }] }] })).toEqual(['/years/0/year']);
  });

  it('does not let a year in force lose all its holidays', () => {
    expect(faultsOf({ years: [{ year: 2026, revision: 2, days: [] }] })).toEqual(['/years/0/days']);
  });

  it('wants other days of a year, or of an agency, under a higher revision; the same days may come again', () => {
    expect(faultsOf({ years: [{ ...aYear(2026, { without: ['2026-11-24'] }), revision: 1 }] })).toEqual(['/years/0/revision']);
    expect(faultsOf({ years: [{ ...aYear(2026), revision: 1 }] })).toEqual([]);
    const before = { ...shipped, agencies: [agency({ revision: 3 })] };
    expect(faultsOf({ agencies: [agency({ revision: 3, days: [] })] }, before)).toEqual(['/agencies/0/revision']);
    expect(faultsOf({ agencies: [agency({ revision: 4, days: [] })] }, before)).toEqual([]);
  });

  it('wants a source that says of when it is', () => {
    const undated = { date: '2026-03-03', kind: 'local-day-off' as const, status: 'decided' as const, source: 'the head of the office said so' };
    const [off, makeUp] = LATE_SWAP;
    if (off === undefined || makeUp === undefined) throw new Error('A swap has two halves.');
    expect(faultsOf({ years: [aYear(2026, { without: ['2026-01-02', '2026-01-10'], and: [{ ...off, source: 'công văn hoả tốc' }, makeUp] })] })).toEqual(['/years/0/days/1/source']);
    expect(faultsOf({ agencies: [agency({ days: [undated] })] })).toEqual(['/agencies/0/days/0/source']);
  });

  it('wants every year, agency and local day once, and no local day in a year without a calendar', () => {
    expect(faultsOf({ years: [aYear(2026), aYear(2026)] })).toEqual(['/years/1/year']);
    expect(faultsOf({ agencies: [agency(), agency()] })).toEqual(['/agencies/1/agency']);
    const [day] = agency().days;
    if (day === undefined) throw new Error('The sample agency has a day off.');
    expect(faultsOf({ agencies: [agency({ days: [day, { ...day }] })] })).toEqual(['/agencies/0/days/1/date']);
    expect(faultsOf({ agencies: [agency({ days: [{ ...day, date: '2031-03-03' }] })] })).toEqual(['/agencies/0/days/0/date']);
  });

  it('keeps the agencies of a cell to what one item can hold', () => {
    const many = Array.from({ length: 501 }, (_none, index) => agency({ agency: `H99.${String(index + 1)}` }));
    expect(faultsOf({ agencies: many })).toEqual(['/agencies']);
    expect(Buffer.byteLength(JSON.stringify(changeCalendar(shipped, { ...nothing, agencies: many.slice(1) }, 1)))).toBeLessThan(400_000);
  });
});
