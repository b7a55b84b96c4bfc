import { expect, it, test } from '@jest/globals';
import fc from 'fast-check';
import { RETRY_SECONDS, secondsToNextTry } from '#domain/notifications/retry-schedule';

it('tries for three days', () => {
  const hours = RETRY_SECONDS.reduce((sum, seconds) => sum + seconds, 0) / 3600;
  expect(hours).toBeGreaterThan(72);
  expect(hours).toBeLessThan(80);
});

test.each([
  [1, 5],
  [2, 300],
  [3, 1800],
  [6, 36_000],
  [9, 86_400],
  [10, undefined],
])('after try %d the next follows in %p seconds', (attempt, seconds) => {
  expect(secondsToNextTry({ attempt, chance: 0.5 })).toBe(seconds);
});

it('waits longer when the endpoint asks for it, and never shorter', () => {
  expect(secondsToNextTry({ attempt: 1, chance: 0.5, retryAfterSeconds: 600 })).toBe(600);
  expect(secondsToNextTry({ attempt: 4, chance: 0.5, retryAfterSeconds: 1 })).toBe(7200);
});

it('spreads each wait by a tenth at most, and never waits for nothing', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 9 }), fc.double({ min: 0, max: 1, noNaN: true }), (attempt, chance) => {
      const seconds = secondsToNextTry({ attempt, chance }) ?? 0;
      const planned = RETRY_SECONDS[attempt - 1] ?? 0;
      expect(seconds).toBeGreaterThanOrEqual(1);
      expect(Math.abs(seconds - planned)).toBeLessThanOrEqual(planned / 10 + 1);
      expect(Number.isInteger(seconds)).toBe(true);
    }),
  );
});
