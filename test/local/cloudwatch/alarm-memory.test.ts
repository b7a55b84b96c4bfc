import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { openAlarmMemory } from '#local/cloudwatch/alarm-memory';
import { MINUTE, START, alarmOf, cloudWatchOnAMovableClock } from './cloudwatch-on-a-movable-clock.ts';

const newFile = (): string => join(mkdtempSync(join(tmpdir(), 'alarms-')), 'data', 'alarms.json');
const gauge = alarmOf({ AlarmName: 'gauge', Statistic: 'Maximum', EvaluationPeriods: 3, DatapointsToAlarm: 3 });
const heartbeat = alarmOf({ AlarmName: 'heartbeat', MetricName: 'Beat', Threshold: 1, ComparisonOperator: 'LessThanThreshold', TreatMissingData: 'breaching' });

/** A cell in which the gauge is bad and the heart beats, for twenty minutes; then it is stopped. */
async function firstLife(file: string): Promise<void> {
  const first = cloudWatchOnAMovableClock({ alarms: [gauge, heartbeat], memory: openAlarmMemory(file) });
  for (let beat = 0; beat < 4; beat += 1) {
    first.put(1, 'Beat');
    await first.live(5, 7);
  }
  expect(first.states()).toEqual(['ALARM', 'OK']);
  expect(first.cloudWatch.notifications()).toHaveLength(3);
  first.cloudWatch.stop();
}

const DAYS_LATER = START + 20 * MINUTE + 3 * 24 * 60 * MINUTE;

describe('after a restart', () => {
  it('an alarm that was off is off since then, and does not tell its topics again', async () => {
    const file = newFile();
    await firstLife(file);
    const second = cloudWatchOnAMovableClock({ alarms: [gauge, heartbeat], memory: openAlarmMemory(file), now: DAYS_LATER });
    expect(second.cloudWatch.alarmStates()[0]).toMatchObject({ state: 'ALARM', since: '2026-11-27T01:11:00.000Z', lastNotification: { subject: 'ALARM: "gauge" in ap-southeast-1' } });
    expect(second.cloudWatch.notifications()).toHaveLength(3);
    second.put(1, 'Beat');
    expect(await second.live(5, 7)).toEqual(['ALARM', 'OK']);
    expect(second.told).toEqual([]);
  });

  it('it comes back when what it watches is well again', async () => {
    const file = newFile();
    await firstLife(file);
    const second = cloudWatchOnAMovableClock({ alarms: [gauge], memory: openAlarmMemory(file), now: DAYS_LATER });
    expect(await second.live(5, 0)).toEqual(['OK']);
    expect(second.told.map(({ subject }) => subject)).toEqual(['OK: "gauge" in ap-southeast-1']);
  });

  it('the time the cell was off is no silence to a dead man’s switch, but silence after it is', async () => {
    const file = newFile();
    await firstLife(file);
    const second = cloudWatchOnAMovableClock({ alarms: [gauge, heartbeat], memory: openAlarmMemory(file), now: DAYS_LATER });
    expect((await second.live(4))[1]).toBe('OK');
    expect((await second.live(1))[1]).toBe('ALARM');
  });

  it('an alarm that is new starts anew, and one that is gone is forgotten', async () => {
    const file = newFile();
    await firstLife(file);
    const second = cloudWatchOnAMovableClock({ alarms: [alarmOf({ AlarmName: 'new' })], memory: openAlarmMemory(file), now: DAYS_LATER });
    expect(second.states()).toEqual(['INSUFFICIENT_DATA']);
    second.cloudWatch.stop();
    expect(openAlarmMemory(file).read()?.alarms.map(({ name }) => name)).toEqual(['new']);
  });

  it.each(['', '{"alarms":[]}', 'no json'])('a file that holds %j counts as none', (content) => {
    const file = join(mkdtempSync(join(tmpdir(), 'alarms-')), 'alarms.json');
    writeFileSync(file, content);
    expect(openAlarmMemory(file).read()).toBeUndefined();
  });
});
