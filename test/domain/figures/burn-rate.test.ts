import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { shippedCalendarBook } from '#domain/deadlines/calendar-book';
import { workingMinutesBetween } from '#domain/deadlines/working-minutes';
import { burnRates, firstNeeded, windowStart } from '#domain/figures/burn-rate';
import { BURN_WINDOWS } from '#domain/figures/burn-rate-policy';
import { fiveMinutesOf } from '#domain/figures/time-buckets';
import { toIso } from '#domain/kernel/instant';
import { atVietnamTime, inVietnamTime } from '#test/domain/deadlines/at-vietnam-time';

const calendar = shippedCalendarBook().national;
const promised = (local: string, counts: { kept?: number; broken?: number }) => ({ from: fiveMinutesOf(toIso(atVietnamTime(local))), kept: 0, broken: 0, ...counts });

describe('the rate at which lateness uses up its budget', () => {
  test('is nothing while every promise is kept, and while none falls due', () => {
    const now = atVietnamTime('2026-11-25 10:00');
    expect(burnRates([], now, calendar)).toEqual({ burnRateFast: 0, burnRateMedium: 0, burnRateSlow: 0 });
    expect(burnRates([promised('2026-11-25 09:50', { kept: 9 })], now, calendar).burnRateFast).toBe(0);
  });

  test('is one hundred times the allowed when everybody is answered late', () => {
    const rates = burnRates([promised('2026-11-25 09:50', { broken: 3 })], atVietnamTime('2026-11-25 10:00'), calendar);
    for (const rate of Object.values(rates)) expect(rate).toBeCloseTo(100);
  });

  test('is one when one in a hundred is answered late', () => {
    const rates = burnRates([promised('2026-11-25 09:50', { kept: 99, broken: 1 })], atVietnamTime('2026-11-25 10:00'), calendar);
    expect(rates.burnRateSlow).toBeCloseTo(1);
  });

  test('falls soon after people are answered in time again, because the short window forgets first', () => {
    const promises = [promised('2026-11-25 09:15', { broken: 3 }), promised('2026-11-25 09:50', { kept: 2 })];
    expect(burnRates(promises, atVietnamTime('2026-11-25 10:00'), calendar)).toMatchObject({ burnRateFast: 0 });
  });

  test('is not emptied by a weekend: what was late on Friday afternoon still counts on Monday morning', () => {
    const promises = [promised('2026-11-27 16:50', { broken: 2 })];
    expect(burnRates(promises, atVietnamTime('2026-11-30 07:40'), calendar).burnRateFast).toBeCloseTo(100);
    expect(burnRates(promises, atVietnamTime('2026-11-28 23:00'), calendar).burnRateFast).toBeCloseTo(100);
  });

  test('is not emptied by Tết', () => {
    const promises = [promised('2026-02-13 16:50', { broken: 2 })];
    expect(burnRates(promises, atVietnamTime('2026-02-23 07:40'), calendar).burnRateFast).toBeCloseTo(100);
  });
});

test('a window holds just its working time, whenever it ends', () => {
  const instants = fc.integer({ min: 0, max: 600 * 24 * 60 }).map((minutes) => atVietnamTime('2025-02-01 00:00').add({ minutes }));
  fc.assert(
    fc.property(instants, fc.constantFrom(...BURN_WINDOWS.flatMap(({ longWorkingMinutes, shortWorkingMinutes }) => [longWorkingMinutes, shortWorkingMinutes])), (now, minutes) => {
      const start = windowStart(now, minutes, calendar);
      expect({ now: inVietnamTime(now), worked: workingMinutesBetween(start, now, calendar) }).toEqual({ now: inVietnamTime(now), worked: minutes });
      expect(firstNeeded(now, calendar) <= fiveMinutesOf(toIso(start))).toBe(true);
    }),
  );
});
