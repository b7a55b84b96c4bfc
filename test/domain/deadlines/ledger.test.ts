import { describe, expect, test } from '@jest/globals';
import { ruleOf } from '#domain/deadlines/rules';
import { inVietnamTime } from './at-vietnam-time.ts';
import { calendarDays, rowsOf, started, tell, workingDays, workingHours } from './clock-story.ts';

describe('the account of a due instant', () => {
  test('names each interval, what it counted, what it skipped, and the article', () => {
    const ledger = tell({ lines: [started, ['stopped', '2026-03-04 17:00', 'financial-duty'], ['resumed', '2026-03-09 07:30']] });
    expect(rowsOf(ledger)).toEqual([
      ['2026-03-02 10:00', '2026-03-04 17:00', 'working-days', 960, { 'first-day': 330, 'office-hours': 2010 }],
      ['2026-03-04 17:00', '2026-03-09 07:30', 'financial-duty', 0, { 'financial-duty': 6630 }],
      ['2026-03-09 07:30', '2026-03-09 17:00', 'working-days', 480, { 'office-hours': 90 }],
    ]);
    expect(ledger.entries.every(({ rule }) => ruleOf(rule).cites.length > 0)).toBe(true);
  });

  test('takes back what was counted before a restart', () => {
    const ledger = tell({ lines: [started, ['stopped', '2026-03-03 10:00'], ['restarted', '2026-03-04 10:00']] });
    expect(rowsOf(ledger)).toEqual([
      ['2026-03-02 10:00', '2026-03-03 10:00', 'working-days', 0, { 'first-day': 330, 'office-hours': 960, 'restart-after-supplement': 150 }],
      ['2026-03-03 10:00', '2026-03-04 10:00', 'supplement', 0, { supplement: 1440 }],
      ['2026-03-04 10:00', '2026-03-09 17:00', 'working-days', 1440, { 'first-day': 330, weekend: 2880, 'office-hours': 2970 }],
    ]);
  });

  test('names every day off with its date and who decided it', () => {
    const { entries } = tell({ lines: [['started', '2026-11-20 10:00']], term: workingDays(2) });
    expect(entries.flatMap(({ skipped }) => skipped).filter(({ reason }) => reason === 'weekend' || reason === 'holiday')).toEqual([
      { reason: 'weekend', date: '2026-11-21', minutes: 1440, source: ruleOf('weekend').cites },
      { reason: 'weekend', date: '2026-11-22', minutes: 1440, source: ruleOf('weekend').cites },
      { reason: 'holiday', date: '2026-11-24', minutes: 1440, source: 'Resolution 28/2026/QH16: Vietnam Culture Day' },
    ]);
  });

  test('begins at receipt when a cut-off moved the start, with the rule that moved it', () => {
    const ledger = tell({ lines: [['started', '2026-03-03 07:30']], received: { at: '2026-03-02 15:01', rule: 'cut-off-at-time' } });
    expect(rowsOf(ledger)[0]).toEqual(['2026-03-02 15:01', '2026-03-03 07:30', 'cut-off-at-time', 0, { 'cut-off-at-time': 989 }]);
    expect(inVietnamTime(ledger.startedAt ?? '')).toBe('2026-03-03 07:30');
  });

  test('says nothing of a wait when the clock started at receipt', () => {
    const ledger = tell({ lines: [started], received: { at: '2026-03-02 10:00', rule: 'next-opening' } });
    expect(ledger.entries).toHaveLength(1);
  });

  test('says by which unit the term is counted', () => {
    const rules = [workingDays(3), workingHours(3), calendarDays(3)].map((term) => tell({ lines: [started], term }).entries[0]?.rule);
    expect(rules).toEqual(['working-days', 'working-hours', 'calendar-days']);
  });

  test('names the calendar it was counted with, and adds up its entries', () => {
    const { calendarVersion, totals } = tell({ lines: [started, ['stopped', '2026-03-04 17:00'], ['resumed', '2026-03-09 07:30']] });
    expect(calendarVersion).toBe('vn0-2024.1-2025.1-2026.1-2027.1');
    expect(totals).toEqual({ elapsedMinutes: 3300 + 6630 + 570, countedMinutes: 1440, skippedMinutes: { 'first-day': 330, 'office-hours': 2100, supplement: 6630 } });
  });

  test('of a clock that never started is empty', () => {
    expect(tell({ lines: [], now: '2026-03-02 10:00' })).toMatchObject({ state: 'not-started', entries: [], totals: { elapsedMinutes: 0, countedMinutes: 0 } });
  });
});
