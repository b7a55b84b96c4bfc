import { nextCronTime, parseCron } from './cron-expression.ts';

/** When a scheduled rule fires. */
export interface Schedule {
  /** First instant after `after` (epoch milliseconds), or undefined when there is none. A rate counts from `since`, when the rule was made. */
  nextAfter(after: number, since: number): number | undefined;
}

const MS_PER_UNIT: Readonly<Record<string, number>> = { minute: 60_000, hour: 3_600_000, day: 86_400_000 };

/** Reads `rate(5 minutes)` or `cron(0 1 * * ? *)` (UTC) as EventBridge does; throws a SyntaxError for anything else. */
export function parseSchedule(expression: string): Schedule {
  const { kind, inner = '' } = /^(?<kind>rate|cron)\((?<inner>.*)\)$/.exec(expression)?.groups ?? {};
  if (kind === 'rate') return rateSchedule(inner, expression);
  if (kind !== 'cron') throw new SyntaxError(`not a schedule: ${expression}`);
  const cron = parseCron(inner);
  return { nextAfter: (after) => nextCronTime(cron, after) };
}

function rateSchedule(inner: string, expression: string): Schedule {
  const { amount = '', unit = '', plural } = /^(?<amount>[1-9]\d*) (?<unit>minute|hour|day)(?<plural>s?)$/.exec(inner)?.groups ?? {};
  const unitMilliseconds = MS_PER_UNIT[unit];
  // EventBridge insists on "1 minute" but "5 minutes".
  if (unitMilliseconds === undefined || (amount === '1') !== (plural === '')) throw new SyntaxError(`not a rate: ${expression}`);
  const rate = Number(amount) * unitMilliseconds;
  return { nextAfter: (after, since) => since + (Math.floor(Math.max(after - since, 0) / rate) + 1) * rate };
}
