import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { parseSchedule } from '#local/eventbridge/schedule-expression';

const next = (expression: string, after: string): string | undefined => {
  const at = parseSchedule(expression).nextAfter(Date.parse(after), Date.parse('2026-01-01T00:00:00Z'));
  return at === undefined ? undefined : new Date(at).toISOString().slice(0, 16);
};

describe('a schedule', () => {
  it.each([
    ['rate(5 minutes)', '2026-01-01T00:00:00Z', '2026-01-01T00:05'],
    ['rate(5 minutes)', '2026-01-01T00:05:00Z', '2026-01-01T00:10'],
    ['rate(5 minutes)', '2026-01-04T00:07:31Z', '2026-01-04T00:10'],
    ['rate(1 hour)', '2026-01-01T00:59:59Z', '2026-01-01T01:00'],
    ['rate(7 days)', '2026-01-02T00:00:00Z', '2026-01-08T00:00'],
    ['cron(0 1 * * ? *)', '2026-11-27T00:59:00Z', '2026-11-27T01:00'],
    ['cron(0 1 * * ? *)', '2026-11-27T01:00:00Z', '2026-11-28T01:00'],
    ['cron(0/15 * * * ? *)', '2026-11-27T01:16:00Z', '2026-11-27T01:30'],
    ['cron(10-12,40 8 ? * MON-FRI *)', '2026-11-27T08:12:00Z', '2026-11-27T08:40'],
    ['cron(10 8 ? * MON-FRI *)', '2026-11-27T09:00:00Z', '2026-11-30T08:10'],
    ['cron(0 0 ? * 1 *)', '2026-11-27T09:00:00Z', '2026-11-29T00:00'],
    ['cron(0 0 L * ? *)', '2027-02-01T00:00:00Z', '2027-02-28T00:00'],
    ['cron(0 0 15W * ? *)', '2026-08-01T00:00:00Z', '2026-08-14T00:00'],
    ['cron(0 0 1W * ? *)', '2026-08-01T00:00:00Z', '2026-08-03T00:00'],
    ['cron(0 0 ? * 6L *)', '2026-11-01T00:00:00Z', '2026-11-27T00:00'],
    ['cron(0 0 ? * MON#2 *)', '2026-11-01T00:00:00Z', '2026-11-09T00:00'],
    ['cron(0 0 29 2 ? *)', '2026-11-01T00:00:00Z', '2028-02-29T00:00'],
    ['cron(30 17 1 JAN,JUL ? 2027-2028)', '2026-11-01T00:00:00Z', '2027-01-01T17:30'],
  ])('%s after %s is %s', (expression, after, expected) => {
    expect(next(expression, after)).toBe(expected);
  });

  it('may never come again', () => {
    expect(next('cron(0 0 1 1 ? 2025)', '2026-11-01T00:00:00Z')).toBeUndefined();
    expect(next('cron(0 0 31 2 ? *)', '2026-11-01T00:00:00Z')).toBeUndefined();
  });

  it.each(['rate(0 minutes)', 'rate(1 minutes)', 'rate(5 minute)', 'rate(5 weeks)', 'every 5 minutes', 'cron(* * * * * *)', 'cron(0 0 * * ?)', 'cron(60 0 * * ? *)', 'cron(0 0 ? * XYZ *)', 'cron(0 5-3 * * ? *)', 'cron(0 0 0 * ? *)'])(
    '%s is refused',
    (expression) => {
      expect(() => parseSchedule(expression)).toThrow(SyntaxError);
    },
  );

  it('always lies ahead, and nothing lies between it and the moment it was asked for', () => {
    const instant = fc.integer({ min: Date.parse('2026-01-01'), max: Date.parse('2028-01-01') });
    const expression = fc.constantFrom('rate(3 minutes)', 'rate(1 day)', 'cron(5/20 2,14 * * ? *)', 'cron(0 0 ? * 2-6 *)', 'cron(0 0 31 * ? *)');
    fc.assert(
      fc.property(expression, instant, fc.double({ min: 0, max: 1, noNaN: true }), (text, after, part) => {
        const schedule = parseSchedule(text);
        const at = schedule.nextAfter(after, 0) ?? Infinity;
        expect(at).toBeGreaterThan(after);
        expect(schedule.nextAfter(Math.floor(after + (at - after - 1) * part), 0)).toBe(at);
      }),
    );
  });
});
