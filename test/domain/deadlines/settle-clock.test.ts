import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { addTerm } from '#domain/deadlines/add-term';
import type { ClockFact } from '#domain/deadlines/clock-fact';
import { settleClock, type ClockSpan, type SettledClock } from '#domain/deadlines/settle-clock';
import { workingMinutesBetween } from '#domain/deadlines/working-minutes';
import { toIso } from '#domain/kernel/instant';
import { Temporal } from '#domain/kernel/temporal';
import { instantOfKnownYears } from './arbitraries.ts';
import { inVietnamTime } from './at-vietnam-time.ts';
import { calendar, dueOf, settle, started, threeDays, type Line } from './clock-story.ts';

type Move = 'stopped' | 'resumed' | 'restarted';

describe('a clock settles', () => {
  test.each<[sentence: string, lines: Line[], state: SettledClock['state'], due: string | undefined, remainingMinutes?: number]>([
    ['nothing happened: it has not started', [], 'not-started', undefined],
    ['a stop before the start does not start it', [['stopped', '2026-03-02 09:00']], 'not-started', undefined],
    ['started: it runs to the end of its term', [started], 'running', '2026-03-05 17:00'],
    ['a full dossier after a request at the desk starts it', [['stopped', '2026-03-02 09:00'], ['restarted', '2026-03-03 09:00']], 'running', '2026-03-06 17:00'],
    ['stopped: no due instant, the office time left is kept', [started, ['stopped', '2026-03-04 17:00']], 'stopped', undefined, 480],
    ['restarted: the whole term anew', [started, ['stopped', '2026-03-04 17:00'], ['restarted', '2026-03-09 10:00']], 'running', '2026-03-12 17:00'],
    ['resumed: only what was left', [started, ['stopped', '2026-03-04 17:00'], ['resumed', '2026-03-09 10:00']], 'running', '2026-03-10 10:00'],
    ['restarted without a stop: the whole term anew', [started, ['restarted', '2026-03-04 10:00']], 'running', '2026-03-09 17:00'],
    ['resumed without a stop: nothing changes', [started, ['resumed', '2026-03-04 10:00']], 'running', '2026-03-05 17:00'],
    ['started twice: the first start stands', [started, ['started', '2026-03-04 10:00']], 'running', '2026-03-05 17:00'],
    [
      'a supplement within a financial duty: the duty alone still holds the clock',
      [started, ['stopped', '2026-03-03 10:00', 'financial-duty'], ['stopped', '2026-03-03 15:00', 'supplement'], ['resumed', '2026-03-04 10:00', 'supplement']],
      'stopped',
      undefined,
      1290,
    ],
    [
      'both ended: it runs again with what was left at the first stop',
      [started, ['stopped', '2026-03-03 10:00', 'financial-duty'], ['stopped', '2026-03-03 15:00', 'supplement'], ['resumed', '2026-03-04 10:00', 'supplement'], ['resumed', '2026-03-06 10:00', 'financial-duty']],
      'running',
      '2026-03-10 17:00',
    ],
    [
      'the supplement restarts while the duty is open: the whole term counts from the end of the duty',
      [started, ['stopped', '2026-03-03 10:00', 'financial-duty'], ['stopped', '2026-03-03 15:00', 'supplement'], ['restarted', '2026-03-04 10:00', 'supplement'], ['resumed', '2026-03-06 10:00', 'financial-duty']],
      'running',
      '2026-03-11 17:00',
    ],
    [
      'the duty ends first: the supplement alone still holds the clock',
      [started, ['stopped', '2026-03-03 10:00', 'financial-duty'], ['stopped', '2026-03-03 15:00', 'supplement'], ['resumed', '2026-03-04 10:00', 'financial-duty']],
      'stopped',
      undefined,
      1290,
    ],
    [
      'an unnamed end ends the stop that began last',
      [started, ['stopped', '2026-03-03 10:00', 'financial-duty'], ['stopped', '2026-03-03 15:00', 'supplement'], ['resumed', '2026-03-04 10:00'], ['stopped', '2026-03-04 11:00', 'supplement']],
      'stopped',
      undefined,
      1290,
    ],
    ['the same stop told twice is one stop', [started, ['stopped', '2026-03-03 10:00'], ['stopped', '2026-03-03 11:00'], ['resumed', '2026-03-04 10:00']], 'running', '2026-03-06 17:00'],
    ['a term already late when stopped stays late', [started, ['stopped', '2026-03-06 10:00'], ['resumed', '2026-03-10 10:00']], 'running', '2026-03-05 17:00'],
    ['a stopped late clock tells by how much', [started, ['stopped', '2026-03-06 08:30']], 'stopped', undefined, -60],
    ['ended in time: the due instant and what was left', [started, ['ended', '2026-03-05 16:00']], 'ended', '2026-03-05 17:00', 60],
    ['ended late: less than nothing was left', [started, ['ended', '2026-03-06 08:30']], 'ended', '2026-03-05 17:00', -60],
    ['ended while stopped: no due instant, what was left at the stop', [started, ['stopped', '2026-03-04 17:00'], ['ended', '2026-03-13 17:00']], 'ended', undefined, 480],
    ['after the end nothing changes', [started, ['ended', '2026-03-05 16:00'], ['restarted', '2026-03-09 10:00']], 'ended', '2026-03-05 17:00', 60],
    ['a stop before a start that a cut-off moved ahead keeps the whole term', [['started', '2026-03-03 07:30'], ['stopped', '2026-03-02 16:30'], ['resumed', '2026-03-04 07:30']], 'running', '2026-03-09 17:00'],
  ])('%s', (...[, lines, state, due, remainingMinutes]) => {
    const settled = settle(lines);
    expect({ state: settled.state, due: dueOf(settled), remaining: settled.remainingWorkingMinutes }).toEqual({ state, due, remaining: remainingMinutes });
  });

  test('restarting over Tết 2026 counts from the first day back', () => {
    const settled = settle([['started', '2026-02-11 10:00'], ['stopped', '2026-02-12 10:00'], ['restarted', '2026-02-23 07:30']]);
    expect(dueOf(settled)).toBe('2026-02-26 17:00');
  });
});

describe('the spans of a settled clock', () => {
  test('name each interval and whether it counts', () => {
    const { spans } = settle([started, ['stopped', '2026-03-04 17:00', 'financial-duty'], ['resumed', '2026-03-09 07:30']]);
    expect(spans.map((span) => [inVietnamTime(span.from), inVietnamTime(span.to), span.kind, officeMinutesOf([span])])).toEqual([
      ['2026-03-02 10:00', '2026-03-04 17:00', 'term', 1290],
      ['2026-03-04 17:00', '2026-03-09 07:30', 'financial-duty', 960],
      ['2026-03-09 07:30', '2026-03-09 17:00', 'term', 480],
    ]);
  });

  test('are taken back when they came before a restart', () => {
    const { spans } = settle([started, ['stopped', '2026-03-03 10:00'], ['restarted', '2026-03-04 10:00']]);
    expect(spans.map(({ kind, isVoided }) => [kind, isVoided])).toEqual([
      ['term', true],
      ['supplement', false],
      ['term', false],
    ]);
  });

  test('have no gap, are none of them empty, and end at the due instant of a running clock', () => {
    fc.assert(
      fc.property(instantOfKnownYears, fc.array(fc.tuple(fc.constantFrom<Move>('stopped', 'resumed', 'restarted'), fc.integer({ min: 1, max: 100 })), { maxLength: 6 }), (from, moves) => {
        const settled = settleClock({ facts: [startedAt(from), ...factsAfter(from, moves)], term: threeDays, calendar });
        const { spans } = settled;
        spans.slice(1).forEach((span, index) => expect(span.from.equals(spans[index]?.to ?? '')).toBe(true));
        expect(spans.every((span) => Temporal.Instant.compare(span.from, span.to) < 0)).toBe(true);
        const last = spans.at(-1);
        if (settled.state === 'running' && last?.kind === 'term') expect(last.to.toString()).toBe(settled.dueAt);
      }),
    );
  });
});

describe('whatever the stop and the answer', () => {
  test('a restart never brings the due instant forward', () => {
    fc.assert(
      fc.property(instantOfKnownYears, fc.integer({ min: 1, max: 300 }), fc.integer({ min: 1, max: 300 }), (from, hoursToStop, hoursToAnswer) => {
        const facts = factsAfter(from, [['stopped', hoursToStop], ['restarted', hoursToAnswer]]);
        const { dueAt } = settleClock({ facts: [startedAt(from), ...facts], term: threeDays, calendar });
        expect(Temporal.Instant.from(dueAt ?? '').epochMilliseconds).toBeGreaterThanOrEqual(addTerm(from, threeDays, calendar).epochMilliseconds);
      }),
    );
  });

  test('a resume never brings the due instant forward, and gives no office time away', () => {
    fc.assert(
      fc.property(instantOfKnownYears, fc.integer({ min: 1, max: 100 }), fc.integer({ min: 1, max: 300 }), (from, hoursToStop, hoursToAnswer) => {
        const facts = factsAfter(from, [['stopped', hoursToStop], ['resumed', hoursToAnswer]]);
        const settled = settleClock({ facts: [startedAt(from), ...facts], term: threeDays, calendar });
        const unbroken = settleClock({ facts: [startedAt(from)], term: threeDays, calendar });
        expect(Temporal.Instant.from(settled.dueAt ?? '').epochMilliseconds).toBeGreaterThanOrEqual(Temporal.Instant.from(unbroken.dueAt ?? '').epochMilliseconds);
        expect(officeMinutesOf(settled.spans.filter(({ kind }) => kind === 'term'))).toBe(officeMinutesOf(unbroken.spans));
      }),
    );
  });
});

function startedAt(from: Temporal.Instant): ClockFact {
  return { kind: 'started', at: toIso(from) };
}

function factsAfter(from: Temporal.Instant, moves: readonly (readonly [Move, number])[]): ClockFact[] {
  let at = from;
  return moves.map(([kind, hours]) => {
    at = at.add({ hours });
    return { kind, at: toIso(at), ground: 'supplement' };
  });
}

function officeMinutesOf(spans: readonly ClockSpan[]): number {
  return spans.reduce((sum, { from, to }) => sum + workingMinutesBetween(from, to, calendar), 0);
}
