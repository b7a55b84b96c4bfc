import { describe, expect, test } from '@jest/globals';
import { calendarDays, dueOf, rowsOf, settle, started, tell, workingDays, type Line } from '../clock-story.ts';

const asked: Line = ['stopped', '2026-03-04 10:00', 'supplement'];

describe('while a supplement is awaited (§3.3)', () => {
  test('the clock stands still and no date is promised', () => {
    expect(tell({ lines: [started, asked], now: '2026-03-20 10:00' })).toMatchObject({ state: 'stopped', entries: [{ rule: 'working-days' }, { rule: 'supplement', countedMinutes: 0 }] });
    expect(dueOf(tell({ lines: [started, asked], now: '2026-03-20 10:00' }))).toBeUndefined();
  });

  test('a full dossier starts the term again from zero (Decree 61/2018 Art. 19(4)): what was counted is taken back', () => {
    const ledger = tell({ lines: [started, asked, ['restarted', '2026-03-09 10:00', 'supplement']] });
    expect(dueOf(ledger)).toBe('2026-03-12 17:00');
    expect(rowsOf(ledger).map(([, , rule, counted, skipped]) => [rule, counted, skipped['restart-after-supplement'] ?? 0])).toEqual([
      ['working-days', 0, 630],
      ['supplement', 0, 0],
      ['working-days', 1440, 0],
    ]);
  });

  test('a term restarted is due as if the dossier had come on that day', () => {
    const again = settle([started, asked, ['restarted', '2026-03-09 10:00', 'supplement']]);
    expect(dueOf(again)).toBe(dueOf(settle([['started', '2026-03-09 10:00']])));
  });

  test('where the procedure says resume, only what was left goes on (§3.4), to the minute', () => {
    expect(dueOf(settle([started, asked, ['resumed', '2026-03-09 10:00', 'supplement']]))).toBe('2026-03-10 17:00');
  });

  test('where the procedure says resume, calendar days left go on as days', () => {
    // Ten days from the 2nd end on the 12th; eight are left on the 4th.
    expect(dueOf(settle([started, asked, ['resumed', '2026-03-09 10:00', 'supplement']], calendarDays(10)))).toBe('2026-03-17 17:00');
  });

  test('calendar days that resume end on a working day too', () => {
    expect(dueOf(settle([started, asked, ['resumed', '2026-03-06 10:00', 'supplement']], calendarDays(10)))).toBe('2026-03-16 17:00');
  });
});

describe('the first day is left out once, whatever stops on it', () => {
  const counted = (lines: Line[], term = workingDays(3)) => tell({ lines, term }).totals;

  test('a stop in the very minute of the start does not make it count', () => {
    const totals = counted([started, ['stopped', '2026-03-02 10:00'], ['resumed', '2026-03-04 10:00']]);
    expect([totals.countedMinutes, totals.skippedMinutes['first-day']]).toEqual([1440, 330]);
  });

  test('its rest is laid on the day the clock goes on, and says so', () => {
    const { totals, entries } = tell({ lines: [started, ['stopped', '2026-03-02 11:00'], ['resumed', '2026-03-04 16:00']] });
    expect([totals.countedMinutes, totals.skippedMinutes['first-day']]).toEqual([1440, 330]);
    expect(entries.at(-1)?.skipped.filter(({ reason }) => reason === 'first-day')).toEqual([
      { reason: 'first-day', minutes: 60, date: '2026-03-04' },
      { reason: 'first-day', minutes: 210, date: '2026-03-05' },
    ]);
  });

  test('of calendar days, the day the clock goes on takes its place', () => {
    const ledger = tell({ lines: [started, ['stopped', '2026-03-02 11:00'], ['resumed', '2026-03-06 11:00']], term: calendarDays(10) });
    expect(dueOf(ledger)).toBe('2026-03-16 17:00');
    expect(ledger.totals).toMatchObject({ countedMinutes: 9 * 1440 + 1020, skippedMinutes: { 'first-day': 60 + 780 } });
  });

  test('of calendar days, it stays the first day when the clock goes on the same day', () => {
    const totals = counted([started, ['stopped', '2026-03-02 11:00'], ['resumed', '2026-03-02 14:00']], calendarDays(10));
    expect(totals).toMatchObject({ countedMinutes: 9 * 1440 + 1020, skippedMinutes: { 'first-day': 660, supplement: 180 } });
  });

  test('of calendar days, a new appointment on it does not make its rest count', () => {
    const totals = counted([started, ['extended', '2026-03-02 11:00', '2026-03-20 17:00']], calendarDays(1));
    expect(totals.skippedMinutes['first-day']).toBe(840);
  });

  test('a dossier stopped before its first morning still tells of its wait since receipt', () => {
    const ledger = tell({ lines: [['started', '2026-03-03 07:30'], ['stopped', '2026-03-02 16:30']], received: { at: '2026-03-02 16:20', rule: 'cut-off-at-time' }, now: '2026-03-02 17:00' });
    expect(rowsOf(ledger)).toEqual([['2026-03-02 16:20', '2026-03-03 07:30', 'cut-off-at-time', 0, { 'cut-off-at-time': 910 }]]);
    expect(ledger.startedAt).toBe('2026-03-03T00:30:00.000Z');
  });
});

describe('other time that does not count (§3.1, §3.3)', () => {
  test('the applicant’s financial duty moves the date by exactly its office time', () => {
    const lines: Line[] = [started, ['stopped', '2026-03-04 10:00', 'financial-duty'], ['resumed', '2026-03-06 10:00', 'financial-duty']];
    expect(dueOf(settle(lines))).toBe('2026-03-09 17:00');
    expect(tell({ lines }).totals.skippedMinutes['financial-duty']).toBe(2880);
  });

  test('a suspension ordered by law stands in the account under its own name', () => {
    const lines: Line[] = [started, ['stopped', '2026-03-04 10:00', 'legal-suspension'], ['resumed', '2026-05-04 10:00', 'legal-suspension']];
    expect(rowsOf(tell({ lines })).map(([, , rule]) => rule)).toEqual(['working-days', 'legal-suspension', 'working-days']);
    expect(dueOf(settle(lines))).toBe('2026-05-05 17:00');
  });

  test('a suspension that outlasts the last calendar is still told', () => {
    const lines: Line[] = [['started', '2027-12-01 10:00'], ['stopped', '2027-12-02 10:00', 'legal-suspension']];
    expect(tell({ lines, now: '2028-02-01 10:00' })).toMatchObject({ state: 'stopped', entries: [{}, { rule: 'legal-suspension', elapsedMinutes: 61 * 1440 }] });
  });

  const duty: Line = ['stopped', '2026-03-03 10:00', 'financial-duty'];
  const supplement: Line = ['stopped', '2026-03-03 15:00', 'supplement'];

  test('two stops at once: the clock runs again only when both have ended', () => {
    expect(settle([started, duty, supplement, ['resumed', '2026-03-04 10:00', 'supplement']]).state).toBe('stopped');
    expect(dueOf(settle([started, duty, supplement, ['resumed', '2026-03-04 10:00', 'supplement'], ['resumed', '2026-03-06 10:00', 'financial-duty']]))).toBe('2026-03-10 17:00');
  });

  test('two stops at once: each minute stands under one of them, the first that was open', () => {
    const lines: Line[] = [started, duty, supplement, ['resumed', '2026-03-05 10:00', 'financial-duty'], ['resumed', '2026-03-06 10:00', 'supplement']];
    expect(tell({ lines }).totals.skippedMinutes).toMatchObject({ 'financial-duty': 2880, supplement: 1440 });
  });

  test('the applicant’s own stop ends the clock: there is no lateness after it', () => {
    expect(tell({ lines: [started, ['ended', '2026-03-04 10:00']], now: '2026-06-01 10:00' })).toMatchObject({ state: 'met', endedAt: '2026-03-04T03:00:00.000Z' });
  });
});
