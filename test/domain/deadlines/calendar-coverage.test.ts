import { describe, expect, it } from '@jest/globals';
import { calendarBook } from '#domain/deadlines/calendar-book';
import { calendarDaysAhead, CALENDAR_MARGIN_DAYS, coverageWarnings } from '#domain/deadlines/calendar-coverage';
import { dayWarnings } from '#domain/deadlines/calendar-warnings';
import { Temporal } from '#domain/kernel/temporal';
import { aYear, someFacts } from '#test/support/builders/calendar-builders';

const book = calendarBook(someFacts(0));
const at = (local: string) => Temporal.PlainDateTime.from(local).toZonedDateTime('Asia/Ho_Chi_Minh').toInstant();
const codes = (local: string) => coverageWarnings(book, at(local)).map(({ code, about }) => `${code} ${about}`);

describe('how far the calendar reaches', () => {
  it('is counted in Vietnamese days to the last day of the last year', () => {
    expect(calendarDaysAhead(book, at('2027-12-31T00:00'))).toBe(0);
    expect(calendarDaysAhead(book, at('2027-12-30T23:59'))).toBe(1);
    expect(calendarDaysAhead(book, at('2026-12-31T12:00'))).toBe(365);
    expect(calendarDaysAhead(book, at('2028-01-02T08:00'))).toBe(-2);
  });

  it('is a warning four months before it ends, long before a dossier needs the next year', () => {
    const last = Temporal.PlainDate.from('2027-12-31').subtract({ days: CALENDAR_MARGIN_DAYS });
    expect(codes(`${last.toString()}T12:00`)).not.toContain('calendar-runs-out 2027');
    expect(codes(`${last.add({ days: 1 }).toString()}T12:00`)).toContain('calendar-runs-out 2027');
  });

  it('is a warning too when the days of a year are still only derived from 1 December before it', () => {
    expect(codes('2026-11-30T23:59')).toEqual([]);
    expect(codes('2026-12-01T00:00')).toEqual(['year-not-decided 2027']);
  });
});

describe('a second look at the days', () => {
  const about = (facts: ReturnType<typeof someFacts>) => dayWarnings(facts).map(({ code, about: day }) => `${code} ${day}`);

  it('finds nothing in the shipped years but the days nobody has decided', () => {
    expect(about(someFacts(0))).toEqual(['day-unverified 2026-11-23', 'day-unverified 2027-09-01']);
  });

  it.each([['2026-08-31', '2026-08-22'], ['2026-08-22', '2026-08-31']])('misses the other half of a swap when %s is not there', (lost, left) => {
    expect(about(someFacts(1, aYear(2026, { without: [lost] })))).toContain(`swap-incomplete ${left}`);
  });

  it('pairs a day off at the end of a year with a make-up day in the next', () => {
    const day = (date: string, kind: 'swapped-off' | 'make-up') => ({ date, kind, status: 'decided' as const, source: 'Công văn 2025' });
    const facts = someFacts(1, aYear(2025, { and: [day('2025-12-31', 'swapped-off')] }), aYear(2026, { and: [day('2026-01-17', 'make-up')] }));
    expect(about(facts).filter((found) => found.startsWith('swap'))).toEqual([]);
  });
});
