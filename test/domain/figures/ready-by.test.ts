import { expect, test } from '@jest/globals';
import { shippedCalendarBook } from '#domain/deadlines/calendar-book';
import { workingMinutesBetween } from '#domain/deadlines/working-minutes';
import { bucketOf, RELATIVE_ERROR } from '#domain/figures/log-histogram';
import { FEWEST_CASES, readyBy } from '#domain/figures/ready-by';
import { Temporal } from '#domain/kernel/temporal';
import { atVietnamTime } from '#test/domain/deadlines/at-vietnam-time';

const calendar = shippedCalendarBook().national;
const receivedAt = atVietnamTime('2026-11-23 08:00');
const DAY = 8 * 60;

test('half of the dossiers took one working day and the rest three: that is told, each within its five percent', () => {
  const durations = { [bucketOf(DAY)]: 15, [bucketOf(3 * DAY)]: 15 };
  const told = readyBy({ durations, receivedAt, calendar });
  expect(told?.cases).toBe(30);
  const minutesUntil = (at = '') => workingMinutesBetween(receivedAt, Temporal.Instant.from(at), calendar);
  expect(Math.abs(minutesUntil(told?.halfBy) / DAY - 1)).toBeLessThan(RELATIVE_ERROR + 0.01);
  expect(Math.abs(minutesUntil(told?.mostBy) / (3 * DAY) - 1)).toBeLessThan(RELATIVE_ERROR + 0.01);
});

test('with too few cases nothing is told', () => {
  expect(readyBy({ durations: { [bucketOf(DAY)]: FEWEST_CASES - 1 }, receivedAt, calendar })).toBeUndefined();
  expect(readyBy({ durations: { [bucketOf(DAY)]: FEWEST_CASES }, receivedAt, calendar })).toBeDefined();
  expect(readyBy({ durations: {}, receivedAt, calendar })).toBeUndefined();
});
