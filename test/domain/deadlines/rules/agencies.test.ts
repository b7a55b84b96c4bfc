import { describe, expect, test } from '@jest/globals';
import { addTerm } from '#domain/deadlines/add-term';
import { agencyHours, shippedOfficeHours, shippedYears, type AgencyHours } from '#domain/deadlines/calendars';
import { calendarBook } from '#domain/deadlines/calendar-book';
import { atVietnamTime, inVietnamTime } from '../at-vietnam-time.ts';
import { calendar, tell, threeDays, workingDays, workingHours } from '../clock-story.ts';

const source = 'a decision of the agency’s own authority';
const province: AgencyHours = {
  agency: 'H26',
  revision: 3,
  officeHours: { source, confidence: 'sourced', spells: [{ opens: '08:00', closes: '12:00' }, { opens: '13:00', closes: '16:00' }] },
  days: [{ date: '2026-03-04', kind: 'local-day-off', status: 'decided', source }],
};
const commune: AgencyHours = { agency: 'H26.101', revision: 1, days: [{ date: '2026-03-07', kind: 'local-working-day', status: 'decided', source }] };
const rumour: AgencyHours = { agency: 'H30', revision: 1, days: [{ date: '2026-03-04', kind: 'local-day-off', status: 'unverified', source }] };
const book = calendarBook({ edition: 1, years: shippedYears(), hours: shippedOfficeHours(), agencies: [province, commune, rumour] });

function dueOf(agency: string, from: string, term = threeDays): string {
  return inVietnamTime(addTerm(atVietnamTime(from), term, book.of(agency)));
}

describe('an agency with hours and days of its own (§3.6)', () => {
  test('closes a term at its own closing time', () => {
    expect(dueOf('H26', '2026-03-09 10:00')).toBe('2026-03-12 16:00');
  });

  test('counts hours and quarters of a day by its own day of seven hours', () => {
    expect([dueOf('H26', '2026-03-09 08:00', workingHours(8)), dueOf('H26', '2026-03-09 08:00', workingDays(0.5))]).toEqual(['2026-03-10 09:00', '2026-03-09 11:30']);
  });

  test('does not count its local day off, and says whose it is', () => {
    expect(dueOf('H26', '2026-03-02 10:00')).toBe('2026-03-06 16:00');
    const skips = tell({ lines: [['started', '2026-03-02 10:00']], on: book.of('H26') }).entries.flatMap(({ skipped }) => skipped);
    expect(skips).toContainEqual({ reason: 'local-day-off', date: '2026-03-04', minutes: 1440, source });
  });

  test('counts a Saturday on which it works although others rest', () => {
    expect(dueOf('H26.101', '2026-03-05 10:00', workingDays(2))).toBe('2026-03-07 16:00');
  });

  test('keeps the hours and days off of the body above it where its own entry is silent, and decides a day that both name', () => {
    expect(dueOf('H26.101', '2026-03-02 10:00')).toBe('2026-03-06 16:00');
    const stubborn: AgencyHours = { ...commune, days: [{ date: '2026-03-04', kind: 'local-working-day', status: 'decided', source }] };
    const own = calendarBook({ ...book.facts, agencies: [stubborn, province] });
    expect(inVietnamTime(addTerm(atVietnamTime('2026-03-02 10:00'), threeDays, own.of('H26.101')))).toBe('2026-03-05 16:00');
  });

  test('counts a national holiday on which it alone works', () => {
    const atWork = calendarBook({ ...book.facts, agencies: [{ ...commune, days: [{ date: '2026-11-24', kind: 'local-working-day', status: 'decided', source }] }] });
    expect(inVietnamTime(addTerm(atVietnamTime('2026-11-23 10:00'), workingDays(1), atWork.of('H26.101')))).toBe('2026-11-24 17:00');
  });

  test('is not changed by a local day that is only spoken of', () => {
    expect(dueOf('H30', '2026-03-02 10:00')).toBe('2026-03-05 17:00');
  });

  test('is named with its revision in every account it is counted by', () => {
    expect(tell({ lines: [['started', '2026-03-02 10:00']], on: book.of('H26') }).calendarVersion).toMatch(/^vn1-.*-H26\.3$/);
  });
});

describe('an agency without an entry of its own', () => {
  test.each([
    ['follows the body above it in its code', 'H26.16', 'H26'],
    ['follows the nearest one, however deep it lies', 'H26.101.01.02', 'H26.101'],
    ['does not follow a code that only looks alike', 'H26.1011', 'H26'],
  ])('%s', (_sentence, agency, above) => {
    expect(book.of(agency)).toBe(book.of(above));
  });

  test('and none above it follows the nation', () => {
    expect(book.of('G04.10')).toBe(book.national);
    expect([...book.national.timeline.workingDays]).toEqual([...calendar.timeline.workingDays]);
  });
});

describe('agency data is refused', () => {
  test.each([
    ['a code that is none', { ...commune, agency: '26' }],
    ['a kind of day that is the nation’s', { ...commune, days: [{ date: '2026-03-07', kind: 'holiday', status: 'decided', source }] }],
    ['a day without a source', { ...commune, days: [{ date: '2026-03-07', kind: 'local-day-off', status: 'decided', source: '' }] }],
    ['hours that run into each other', { ...commune, officeHours: { ...province.officeHours, spells: [{ opens: '08:00', closes: '13:00' }, { opens: '12:00', closes: '16:00' }] } }],
  ])('%s', (_sentence, data) => {
    expect(agencyHours.safeParse(data).success).toBe(false);
  });
});
