import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { shippedCalendarBook } from '#domain/deadlines/calendar-book';
import { passedShareAt } from '#domain/deadlines/passed-share-at';
import { addWorkingMinutes, workingMinutesBetween } from '#domain/deadlines/working-minutes';
import type { Temporal } from '#domain/kernel/temporal';
import { instantOfKnownYears } from './arbitraries.ts';
import { atVietnamTime, inVietnamTime } from './at-vietnam-time.ts';

const calendar = shippedCalendarBook().national;

describe('office minutes', () => {
  test.each<[sentence: string, from: string, to: string, minutes: number]>([
    ['a whole day has 480', '2026-03-02 00:00', '2026-03-03 00:00', 480],
    ['lunch has none', '2026-03-02 11:30', '2026-03-02 13:00', 0],
    ['a weekend has none', '2026-03-06 17:00', '2026-03-09 07:30', 0],
    ['Tết 2026 has none', '2026-02-13 17:00', '2026-02-23 07:30', 0],
    ['a make-up Saturday has 480', '2026-01-10 00:00', '2026-01-11 00:00', 480],
    ['from late afternoon to next morning', '2026-03-02 16:30', '2026-03-03 08:00', 60],
    ['backwards they are negative', '2026-03-03 08:00', '2026-03-02 16:30', -60],
  ])('%s', (_sentence, from, to, minutes) => {
    expect(workingMinutesBetween(atVietnamTime(from), atVietnamTime(to), calendar)).toBe(minutes);
  });

  test.each<[sentence: string, from: string, minutes: number, reached: string]>([
    ['none added in office time stay put', '2026-03-02 10:00', 0, '2026-03-02 10:00'],
    ['none added on a Saturday wait for Monday', '2026-03-07 10:00', 0, '2026-03-09 07:30'],
    ['none added at closing time stay put', '2026-03-06 17:00', 0, '2026-03-06 17:00'],
    ['none added at lunch wait for the afternoon', '2026-03-02 12:00', 0, '2026-03-02 13:00'],
    ['a whole day ends at closing time, not next morning', '2026-03-02 07:30', 480, '2026-03-02 17:00'],
    ['one minute more is next morning', '2026-03-02 07:30', 481, '2026-03-03 07:31'],
  ])('%s', (_sentence, from, minutes, reached) => {
    expect(inVietnamTime(addWorkingMinutes(atVietnamTime(from), minutes, calendar))).toBe(reached);
  });

  test('negative minutes are a mistake of the caller', () => {
    expect(() => addWorkingMinutes(atVietnamTime('2026-03-02 10:00'), -1, calendar)).toThrow(RangeError);
  });

  test('adding and then measuring gives them back', () => {
    fc.assert(
      fc.property(instantOfKnownYears, fc.integer({ min: 0, max: 30_000 }), (from, minutes) => {
        expect(workingMinutesBetween(from, addWorkingMinutes(from, minutes, calendar), calendar)).toBe(minutes);
      }),
    );
  });

  test('adding in two goes is adding at once', () => {
    fc.assert(
      fc.property(instantOfKnownYears, fc.integer({ min: 1, max: 5000 }), fc.integer({ min: 1, max: 5000 }), (from, first, second) => {
        const inTwo = addWorkingMinutes(addWorkingMinutes(from, first, calendar), second, calendar);
        expect(inTwo.equals(addWorkingMinutes(from, first + second, calendar))).toBe(true);
      }),
    );
  });

  test('they add up over any instant in between', () => {
    fc.assert(
      fc.property(instantOfKnownYears, instantOfKnownYears, instantOfKnownYears, (a, b, c) => {
        const whole = workingMinutesBetween(a, c, calendar);
        expect(workingMinutesBetween(a, b, calendar) + workingMinutesBetween(b, c, calendar)).toBeCloseTo(whole, 6);
      }),
    );
  });
});

const atRiskAt = ({ from, dueAt, share }: { from: Temporal.Instant; dueAt: Temporal.Instant; share: number }) =>
  passedShareAt({ dueAt, share, calendar, wholeWorkingMinutes: workingMinutesBetween(from, dueAt, calendar) });

describe('work is at risk', () => {
  test('when four fifths of its office time have passed', () => {
    const at = atRiskAt({ from: atVietnamTime('2026-03-02 07:30'), dueAt: atVietnamTime('2026-03-06 17:00'), share: 0.8 });
    expect(inVietnamTime(at)).toBe('2026-03-05 17:00');
  });

  test('at the due instant itself when no office time lies before it', () => {
    const [from, due] = [atVietnamTime('2026-03-07 10:00'), atVietnamTime('2026-03-08 10:00')];
    expect(atRiskAt({ from, dueAt: due, share: 0.8 })).toBe(due);
  });

  test('never after it is due, and never before it began', () => {
    fc.assert(
      fc.property(instantOfKnownYears, fc.integer({ min: 1, max: 10_000 }), fc.double({ min: 0.01, max: 0.99, noNaN: true }), (from, minutes, share) => {
        const due = addWorkingMinutes(from, minutes, calendar);
        const at = atRiskAt({ from, dueAt: due, share }).epochMilliseconds;
        expect(at).toBeGreaterThanOrEqual(from.epochMilliseconds);
        expect(at).toBeLessThanOrEqual(due.epochMilliseconds);
      }),
    );
  });
});
