import { describe, expect, test } from '@jest/globals';
import { inVietnamTime } from '../at-vietnam-time.ts';
import { calendarDays, dueOf, rowsOf, settle, started, tell, type Line } from '../clock-story.ts';

const appointedAnew: Line = ['extended', '2026-03-04 09:00', '2026-03-12 17:00'];

describe('a result (§3.5)', () => {
  test.each<[sentence: string, ended: string, state: string]>([
    ['early is met', '2026-03-03 10:00', 'met'],
    ['in the last minute is met', '2026-03-05 17:00', 'met'],
    ['within the last minute is met: the law’s clock knows no seconds', '2026-03-05 17:00:59', 'met'],
    ['a minute after is late', '2026-03-05 17:01', 'late'],
    ['the next morning is late', '2026-03-06 07:31', 'late'],
  ])('%s', (_sentence, ended, state) => {
    expect(tell({ lines: [started, ['ended', ended]] }).state).toBe(state);
  });

  test('early ends the account early, with the time that was left', () => {
    const lines: Line[] = [started, ['ended', '2026-03-05 16:00']];
    expect(rowsOf(tell({ lines })).at(-1)?.[1]).toBe('2026-03-05 16:00');
    expect(settle(lines).remainingWorkingMinutes).toBe(60);
  });

  test('that comes late has its lateness in the account, in office minutes', () => {
    expect(rowsOf(tell({ lines: [started, ['ended', '2026-03-09 08:30']] })).at(-1)).toEqual(['2026-03-05 17:00', '2026-03-09 08:30', 'overdue', 540, { weekend: 2880, 'office-hours': 1830 }]);
  });
});

describe('a clock without result (§3.5)', () => {
  test.each<[sentence: string, now: string, state: string]>([
    ['runs until its due minute is over', '2026-03-05 17:00', 'running'],
    ['is not late within the due minute', '2026-03-05 17:00:30', 'running'],
    ['is late from the next minute on, in the night too', '2026-03-05 17:01', 'late'],
  ])('%s', (_sentence, now, state) => {
    expect(tell({ lines: [started], now }).state).toBe(state);
  });

  test('that is stopped in the night after it was due stays late', () => {
    const lines: Line[] = [started, ['stopped', '2026-03-05 19:00', 'supplement']];
    expect(tell({ lines }).state).toBe('late');
    const ledger = tell({ lines: [...lines, ['resumed', '2026-03-10 10:00', 'supplement']] });
    expect([ledger.state, dueOf(ledger)]).toEqual(['late', '2026-03-05 17:00']);
  });

  test('that is stopped on the weekend after it was due stays late, in calendar days too', () => {
    const ledger = tell({ lines: [started, ['stopped', '2026-03-07 10:00'], ['resumed', '2026-03-10 10:00']], term: calendarDays(4) });
    expect([ledger.state, dueOf(ledger)]).toEqual(['late', '2026-03-06 17:00']);
  });

  test('that is stopped in its due minute is not late, and has nothing left when it goes on', () => {
    const ledger = tell({ lines: [started, ['stopped', '2026-03-05 17:00'], ['resumed', '2026-03-10 10:00']] });
    expect([ledger.state, dueOf(ledger)]).toEqual(['running', '2026-03-10 10:00']);
  });
});

describe('an apology with a new appointment (Decree 61/2018 Art. 19(9))', () => {
  test('moves the due date, never the end of the term itself', () => {
    const { dueAt, legalDueAt } = tell({ lines: [started, appointedAnew] });
    expect([dueAt, legalDueAt].map((at) => inVietnamTime(at ?? ''))).toEqual(['2026-03-12 17:00', '2026-03-05 17:00']);
  });

  test('a result after the term and before the appointment is in time for the appointment, late against the term', () => {
    const lines: Line[] = [started, appointedAnew, ['ended', '2026-03-10 10:00']];
    expect(tell({ lines }).state).toBe('met');
    expect(settle(lines).remainingWorkingMinutes).toBe(-1110);
    expect(rowsOf(tell({ lines })).map(([, , rule]) => rule)).toEqual(['working-days', 'working-days', 'reappointment']);
  });

  test('a result after the appointment is late', () => {
    const ledger = tell({ lines: [started, appointedAnew, ['ended', '2026-03-13 08:30']] });
    expect([ledger.state, rowsOf(ledger).at(-1)]).toEqual(['late', ['2026-03-12 17:00', '2026-03-13 08:30', 'overdue', 60, { 'office-hours': 870 }]]);
  });

  test('a clock that stops between the term and the appointment is not late', () => {
    const lines: Line[] = [started, appointedAnew, ['stopped', '2026-03-09 10:00', 'financial-duty']];
    expect(tell({ lines }).state).toBe('stopped');
    const ledger = tell({ lines: [...lines, ['resumed', '2026-03-11 10:00', 'financial-duty']] });
    expect([ledger.legalDueAt, ledger.dueAt].map((at) => inVietnamTime(at ?? ''))).toEqual(['2026-03-05 17:00', '2026-03-16 17:00']);
  });

  test('earlier than the due date is none', () => {
    const ledger = tell({ lines: [started, ['extended', '2026-03-03 09:00', '2026-03-04 17:00']] });
    expect([dueOf(ledger), ledger.legalDueAt]).toEqual(['2026-03-05 17:00', undefined]);
  });

  test('with seconds is taken at its minute', () => {
    expect(tell({ lines: [started, ['extended', '2026-03-03 09:00', '2026-03-06 10:00:40']] }).dueAt).toBe('2026-03-06T03:00:00.000Z');
  });

  test('is forgotten when a supplement starts the term again', () => {
    const ledger = tell({ lines: [started, appointedAnew, ['stopped', '2026-03-04 10:00'], ['restarted', '2026-03-05 10:00']] });
    expect([dueOf(ledger), ledger.legalDueAt]).toEqual(['2026-03-10 17:00', undefined]);
  });
});

describe('a consulted agency’s clock (§3.7)', () => {
  test('of two working days for a construction permit is late when the third begins, and silence is told from then on (Decree 217/2026 Art. 54)', () => {
    const term = { amount: 2, unit: 'working-day' } as const;
    const states = ['2026-03-04 17:00', '2026-03-04 17:01', '2026-03-05 07:30'].map((now) => tell({ lines: [started], term, now }).state);
    expect(states).toEqual(['running', 'late', 'late']);
  });

  test('of seven calendar days for an investment approval counts the weekend', () => {
    expect(dueOf(settle([started], calendarDays(7)))).toBe('2026-03-09 17:00');
  });
});
