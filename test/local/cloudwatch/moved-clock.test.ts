import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { MINUTE, alarmOf, cloudWatchOnAMovableClock } from './cloudwatch-on-a-movable-clock.ts';

const THREE_DAYS = 3 * 24 * 60;
const heartbeat = { Threshold: 1, ComparisonOperator: 'LessThanThreshold', TreatMissingData: 'breaching' };

describe('an alarm under a clock that is moved', () => {
  it('goes off after a move of a few minutes and comes back after further moves', async () => {
    const { put, jump, told } = cloudWatchOnAMovableClock({ alarms: [alarmOf()] });
    expect(await jump(5)).toEqual(['OK']);
    put(3);
    expect(await jump(5)).toEqual(['ALARM']);
    expect(await jump(5)).toEqual(['ALARM']);
    await jump(5);
    expect(await jump(5)).toEqual(['OK']);
    expect(told.map(({ subject }) => subject.split(':')[0])).toEqual(['OK', 'ALARM', 'OK']);
  });

  it('is judged at once over what the move brought about, such as a limit that passed', async () => {
    const { live, jump } = cloudWatchOnAMovableClock({ alarms: [alarmOf({ Period: 900 })] });
    expect(await live(1)).toEqual(['OK']);
    expect(await jump(THREE_DAYS, 1)).toEqual(['ALARM']);
  });

  it('follows a gauge that is read anew after each move, without waiting for old readings to pass', async () => {
    const { jump } = cloudWatchOnAMovableClock({ alarms: [alarmOf({ Statistic: 'Maximum' })] });
    expect(await jump(5, 0)).toEqual(['OK']);
    expect(await jump(THREE_DAYS, 4)).toEqual(['ALARM']);
    expect(await jump(5, 0)).toEqual(['OK']);
  });

  it('of three bad periods out of four needs three, however far each move goes', async () => {
    const { jump } = cloudWatchOnAMovableClock({ alarms: [alarmOf({ EvaluationPeriods: 4, DatapointsToAlarm: 3, Statistic: 'Maximum' })] });
    await jump(5, 0);
    await jump(7, 0);
    await jump(5, 2);
    expect(await jump(THREE_DAYS, 2)).toEqual(['OK']);
    expect(await jump(60, 2)).toEqual(['ALARM']);
    await jump(5, 0);
    expect(await jump(5, 0)).toEqual(['OK']);
  });

  it('forgets nothing it needs, however far the clock is moved', async () => {
    const { jump, cloudWatch } = cloudWatchOnAMovableClock({ alarms: [alarmOf({ EvaluationPeriods: 2, Statistic: 'Maximum' })] });
    await jump(THREE_DAYS, 3);
    expect(await jump(THREE_DAYS, 4)).toEqual(['ALARM']);
    expect(cloudWatch.metrics()[0]?.minutes.map(({ sum }) => sum)).toEqual([3, 4]);
  });

  it('that is a dead man’s switch does not hear silence in time that was skipped', async () => {
    const { live, jump } = cloudWatchOnAMovableClock({ alarms: [alarmOf(heartbeat)] });
    expect(await live(5, 1)).toEqual(['OK']);
    expect(await jump(THREE_DAYS, 1)).toEqual(['OK']);
    expect(await live(5)).toEqual(['OK']);
    expect(await live(15)).toEqual(['ALARM']);
    expect(await live(1, 1)).toEqual(['OK']);
  });

  it('that is a dead man’s switch goes off when move after move wakes no heartbeat', async () => {
    const { live, jump } = cloudWatchOnAMovableClock({ alarms: [alarmOf({ ...heartbeat, EvaluationPeriods: 4, DatapointsToAlarm: 3 })] });
    for (let beat = 0; beat < 4; beat += 1) await live(5, 1);
    const seen: string[] = [];
    for (let move = 0; move < 6; move += 1) seen.push(...(await jump(60)));
    expect(seen).toEqual(['OK', 'OK', 'OK', 'OK', 'ALARM', 'ALARM']);
    expect(await jump(5, 1)).toEqual(['OK']);
  });

  it('that is a dead man’s switch waits for its first whole period', async () => {
    const { live } = cloudWatchOnAMovableClock({ alarms: [alarmOf(heartbeat)] });
    expect(await live(4)).toEqual(['INSUFFICIENT_DATA']);
    expect(await live(1)).toEqual(['ALARM']);
  });
});

type Move = { readonly lived: number; readonly skipped: number; readonly value: number | undefined };
const lives = fc.array(fc.record({ lived: fc.integer({ min: 0, max: 24 }), skipped: fc.integer({ min: 1, max: 20_000 }), value: fc.option(fc.integer({ min: 0, max: 3 }), { nil: undefined }) }), { maxLength: 12 });
const rules = fc
  .record({ EvaluationPeriods: fc.integer({ min: 1, max: 4 }), share: fc.double({ min: 0, max: 1, noNaN: true }), minutes: fc.integer({ min: 1, max: 6 }), TreatMissingData: fc.constantFrom('missing', 'ignore', 'breaching', 'notBreaching') })
  .map(({ share, minutes, ...rule }) => ({ ...rule, Period: minutes * 60, DatapointsToAlarm: 1 + Math.floor(share * (rule.EvaluationPeriods - 1)) }));

/** What an alarm comes to after each part of a life: minutes lived with a value in the first, then a move of the clock. */
async function statesOf(alarm: Record<string, unknown>, life: readonly Move[]): Promise<string[]> {
  const { live, jump, states } = cloudWatchOnAMovableClock({ alarms: [alarm] });
  const seen: string[] = [];
  for (const { lived, skipped, value } of life) {
    if (lived > 0) await live(lived, ...(value === undefined ? [] : [value]));
    seen.push(...states(), ...(await jump(skipped, ...(lived === 0 && value !== undefined ? [value] : []))));
  }
  return seen;
}

/**
 * A metric read every `interval` minutes, and at once when a move went past the next reading, as schedules do. What is lived and
 * skipped counts in quarters of a minute: moves begin and end within minutes.
 */
async function statesUnderSchedule(alarm: Record<string, unknown>, { interval, value, life }: { interval: number; value: number; life: readonly Move[] }): Promise<string[]> {
  const { pass, jump, put } = cloudWatchOnAMovableClock({ alarms: [alarm] });
  let quarter = 0;
  let next = 0;
  const read = (): number[] => {
    if (quarter < next) return [];
    next = (Math.floor(quarter / (4 * interval)) + 1) * 4 * interval;
    return [value];
  };
  const seen: string[] = [];
  for (const { lived, skipped } of life) {
    for (let count = 0; count < lived; count += 1) {
      for (const each of read()) put(each);
      quarter += 1;
      seen.push(...(await pass(MINUTE / 4)));
    }
    quarter += skipped;
    seen.push(...(await jump(skipped / 4, ...read())));
  }
  return seen;
}

describe('any alarm', () => {
  it('comes to the same whether a move skips one period or many', async () => {
    await fc.assert(
      fc.asyncProperty(rules, lives, fc.integer({ min: 0, max: 20_000 }), async (rule, life, more) => {
        const alarm = alarmOf({ ...rule, Statistic: 'Maximum' });
        const longer = life.map((part) => ({ ...part, skipped: part.skipped * 60 >= rule.Period ? rule.Period / 60 + more : part.skipped }));
        expect(await statesOf(alarm, longer)).toEqual(await statesOf(alarm, life));
      }),
      { numRuns: 150 },
    );
  });

  it('on a metric that is read every period keeps its state through moves of any length', async () => {
    await fc.assert(
      fc.asyncProperty(rules, lives, fc.integer({ min: 0, max: 1 }), async (rule, life, value) => {
        const periodMinutes = rule.Period / 60;
        const untilFull = 4 * periodMinutes * (rule.EvaluationPeriods + 2);
        const filled = [{ lived: untilFull, skipped: 0, value }, ...life];
        const states = await statesUnderSchedule(alarmOf({ ...rule, Statistic: 'Maximum' }), { interval: periodMinutes, value, life: filled });
        const settled = states.slice(untilFull - 1);
        expect(new Set(settled)).toEqual(new Set([value === 1 ? 'ALARM' : 'OK']));
      }),
      { numRuns: 150 },
    );
  });

  it('that is a dead man’s switch never goes off while the heart beats, whatever M and N and however the clock is moved', async () => {
    await fc.assert(
      fc.asyncProperty(rules, lives, async (rule, life) => {
        const alarm = alarmOf({ ...rule, ...heartbeat });
        expect(await statesUnderSchedule(alarm, { interval: rule.Period / 60, value: 1, life })).not.toContain('ALARM');
      }),
      { numRuns: 150 },
    );
  });
});
