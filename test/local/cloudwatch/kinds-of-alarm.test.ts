import { describe, expect, it } from '@jest/globals';
import { TOPIC, alarmOf, cloudWatchOnAMovableClock } from './cloudwatch-on-a-movable-clock.ts';

const arnOf = (name: string): string => `arn:aws:cloudwatch:ap-southeast-1:000000000000:alarm:${name}`;
const metric = (MetricName: string): object => ({ MetricStat: { Metric: { Namespace: 'MotCua', MetricName }, Period: 300, Stat: 'Sum' }, ReturnData: false });
const heard = ({ told }: ReturnType<typeof cloudWatchOnAMovableClock>): string[] => told.map(({ subject }) => subject.replace(/ in .*/, ''));

describe('seen to go off and to come back:', () => {
  it('a sum above its threshold, when events stop', async () => {
    const seen = cloudWatchOnAMovableClock({ alarms: [alarmOf({ Threshold: 5 })] });
    expect(await seen.live(5, 3, 2)).toEqual(['OK']);
    expect(await seen.live(5, 3, 3)).toEqual(['ALARM']);
    expect(await seen.live(15)).toEqual(['OK']);
    expect(heard(seen)).toEqual(['OK: "relay/events/late"', 'ALARM: "relay/events/late"', 'OK: "relay/events/late"']);
  });

  it('a gauge, when its highest value falls', async () => {
    const seen = cloudWatchOnAMovableClock({ alarms: [alarmOf({ Statistic: 'Maximum', Threshold: 10, EvaluationPeriods: 3, DatapointsToAlarm: 2, TreatMissingData: 'missing' })] });
    expect(await seen.live(5, 3)).toEqual(['OK']);
    expect(await seen.live(5, 4, 12)).toEqual(['OK']);
    expect(await seen.live(5, 11)).toEqual(['ALARM']);
    expect(await seen.live(5, 10)).toEqual(['ALARM']);
    expect(await seen.live(5, 0)).toEqual(['OK']);
    expect(heard(seen).slice(1)).toEqual(['ALARM: "relay/events/late"', 'OK: "relay/events/late"']);
  });

  it('a share, by metric math, and below so many events it says nothing', async () => {
    const { MetricName: _, Namespace, Statistic, Period, ...rest } = alarmOf({ Threshold: 10 });
    const share = { Id: 'share', Expression: 'IF(atRisk >= 20, 100 * atRisk / relayed, 0)', ReturnData: true };
    const Metrics = [share, { Id: 'atRisk', ...metric('SlaAtRisk') }, { Id: 'relayed', ...metric('SampleEventsRelayed') }];
    const seen = cloudWatchOnAMovableClock({ alarms: [{ ...rest, Metrics }] });
    const period = async (atRisk: number, relayed: number): Promise<string[]> => {
      seen.put(atRisk, 'SlaAtRisk');
      seen.put(relayed, 'SampleEventsRelayed');
      return seen.live(5);
    };
    expect(await period(19, 20)).toEqual(['OK']);
    expect(await period(20, 200)).toEqual(['OK']);
    expect(await period(21, 200)).toEqual(['ALARM']);
    expect(await period(21, 210)).toEqual(['OK']);
  });

  it('a heartbeat that is not heard any more', async () => {
    const silent = alarmOf({ Threshold: 1, ComparisonOperator: 'LessThanThreshold', TreatMissingData: 'breaching', EvaluationPeriods: 4, DatapointsToAlarm: 3 });
    const seen = cloudWatchOnAMovableClock({ alarms: [silent] });
    for (let beat = 0; beat < 6; beat += 1) expect(await seen.live(5, 1)).toEqual(['OK']);
    expect(await seen.live(20)).toEqual(['OK']);
    expect(await seen.live(5)).toEqual(['ALARM']);
    expect(await seen.live(5, 1)).toEqual(['ALARM']);
    expect(await seen.live(5, 1)).toEqual(['OK']);
    expect(heard(seen).slice(-2)).toEqual(['ALARM: "relay/events/late"', 'OK: "relay/events/late"']);
  });

  it('dead letters, when somebody has emptied the queue', async () => {
    const seen = cloudWatchOnAMovableClock({ alarms: [alarmOf({ Namespace: 'AWS/SQS', MetricName: 'ApproximateNumberOfMessagesVisible', Dimensions: [{ Name: 'QueueName', Value: 'dead' }], Statistic: 'Maximum' })] });
    const depth = async (value: number): Promise<string[]> => {
      seen.cloudWatch.putMetric({ namespace: 'AWS/SQS', name: 'ApproximateNumberOfMessagesVisible', dimensions: { QueueName: 'dead' }, value });
      return seen.live(5);
    };
    expect(await depth(0)).toEqual(['OK']);
    expect(await depth(1)).toEqual(['ALARM']);
    expect(await depth(0)).toEqual(['OK']);
  });

  it('a composite that stays quiet while a platform incident explains the lateness', async () => {
    const quiet = { AlarmActions: [], OKActions: [] };
    const late = alarmOf({ ...quiet, AlarmName: 'deadlines/dossiers/too many late', Statistic: 'Maximum' });
    const incident = alarmOf({ ...quiet, AlarmName: 'platform/relay/down', MetricName: 'Down', Statistic: 'Maximum' });
    const compositeAlarms = [
      { AlarmName: 'deadlines/province/tell', AlarmRule: `(ALARM("${arnOf('deadlines/dossiers/too many late')}") AND (NOT (ALARM("platform/incident/any"))))`, AlarmActions: [TOPIC], OKActions: [TOPIC] },
      { AlarmName: 'platform/incident/any', AlarmRule: 'ALARM(platform/relay/down) OR FALSE' },
    ];
    const seen = cloudWatchOnAMovableClock({ alarms: [late, incident], compositeAlarms });
    const period = async (lateCount: number, down: number): Promise<string | undefined> => {
      seen.put(down, 'Down');
      return (await seen.live(5, lateCount))[2];
    };
    expect(await period(0, 0)).toBe('OK');
    expect(await period(7, 1)).toBe('OK');
    expect(await period(7, 0)).toBe('ALARM');
    expect(await period(7, 1)).toBe('OK');
    expect(await period(0, 0)).toBe('OK');
    expect(heard(seen)).toEqual(['OK: "deadlines/province/tell"', 'ALARM: "deadlines/province/tell"', 'OK: "deadlines/province/tell"']);
    expect(seen.told[1]?.message).toMatchObject({
      AlarmRule: compositeAlarms[0]?.AlarmRule,
      NewStateReason: `${arnOf('platform/incident/any')} transitioned to OK.`,
      TriggeringChildren: [{ Arn: arnOf('platform/incident/any'), State: { Value: 'OK', Timestamp: '2026-11-27T01:11:00.000+0000' } }],
    });
  });
});
