import { describe, expect, test } from '@jest/globals';
import { shippedCalendarBook } from '#domain/deadlines/calendar-book';
import { dueDatePreview } from '#domain/dossiers/due-date-preview';
import { atVietnamTime, inVietnamTime } from '#test/domain/deadlines/at-vietnam-time';
import { catalogueProcedure } from './catalogue-procedure.ts';
import { Story } from './story.ts';

const calendars = shippedCalendarBook();
const land = (local: string, choices: Readonly<Record<string, string>> = {}) =>
  dueDatePreview({ receivedAt: atVietnamTime(local), procedure: catalogueProcedure('1.013831'), calendars, channel: 'online', choices });

describe('when would it be ready, if it were handed in now', () => {
  test('is answered for the case the applicant would have', () => {
    expect(inVietnamTime(land('2026-10-05 09:00').dueAt ?? '')).toBe('2026-10-15 17:00');
    expect(inVietnamTime(land('2026-10-05 09:00', { area: 'remote' }).dueAt ?? '')).toBe('2026-10-29 17:00');
  });

  test('is what is promised when it is handed in', () => {
    const story = new Story(catalogueProcedure('1.013831'), '2026-12-24 16:00').create().grant().submit().accept();
    expect(land('2026-12-24 16:00').dueAt).toBe(story.in('accepted').dueAt);
  });

  test('says which case, in how many days, and why each day between is left out', () => {
    const preview = land('2026-11-20 09:00');
    expect(preview).toMatchObject({ case: { id: 'ordinary' }, term: { amount: 8, unit: 'working-day' }, state: 'running' });
    expect(preview.skippedDays.map(({ date, reason }) => `${date} ${reason}`)).toEqual([
      '2026-11-20 first-day', '2026-11-21 weekend', '2026-11-22 weekend', '2026-11-24 holiday', '2026-11-28 weekend', '2026-11-29 weekend',
    ]);
  });

  test('is refused for a year that has no calendar yet', () => {
    expect(() => land('2027-12-28 09:00')).toThrow('no-calendar');
  });
});
