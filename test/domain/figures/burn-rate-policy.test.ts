import { expect, test } from '@jest/globals';
import { BURN_WINDOWS, ON_TIME_OBJECTIVE, ON_TIME_WINDOW_DAYS } from '#domain/figures/burn-rate-policy';
import { METRIC } from '#domain/notifications/metric-names';

const WORKING_HOURS_A_DAY = 8;

test('there is a window for each burn rate that is told, and no other', () => {
  expect(BURN_WINDOWS.map(({ key }) => METRIC[key])).toEqual([METRIC.burnRateFast, METRIC.burnRateMedium, METRIC.burnRateSlow]);
});

test('the faster the budget is used up, the sooner a person is called', () => {
  for (const window of BURN_WINDOWS) expect(window.shortWorkingMinutes).toBeLessThan(window.longWorkingMinutes);
  expect(BURN_WINDOWS.map(({ longWorkingMinutes }) => longWorkingMinutes)).toEqual([60, 360, 1440]);
  expect(BURN_WINDOWS.map(({ threshold }) => threshold)).toEqual([14.4, 6, 1]);
});

test('a person is called before a quarter of the lateness four weeks allow is used up', () => {
  const workingMinutes = (ON_TIME_WINDOW_DAYS / 7) * 5 * WORKING_HOURS_A_DAY * 60;
  for (const { longWorkingMinutes, threshold } of BURN_WINDOWS) expect((threshold * longWorkingMinutes) / workingMinutes).toBeLessThan(0.25);
});

test('when every answer is late, every window rings', () => {
  const fastest = 1 / (1 - ON_TIME_OBJECTIVE);
  for (const { threshold } of BURN_WINDOWS) expect(threshold).toBeLessThan(fastest);
});
