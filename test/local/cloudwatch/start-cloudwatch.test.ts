import { afterEach, describe, expect, it } from '@jest/globals';
import { startCloudWatch } from '#local/cloudwatch/start-cloudwatch';
import type { LocalCloudWatch } from '#local/cloudwatch/start-cloudwatch';

const MINUTE = 60_000;
const topic = 'arn:aws:sns:ap-southeast-1:000000000000:alarms';
let cloudWatch: LocalCloudWatch | undefined;
afterEach(() => cloudWatch?.stop());

const late = {
  AlarmName: 'relay/events/late',
  AlarmDescription: 'Citizens are not told of their results.',
  Namespace: 'MotCua',
  MetricName: 'Late',
  Dimensions: [{ Name: 'service', Value: 'relay' }],
  Statistic: 'Sum',
  Period: 60,
  EvaluationPeriods: 3,
  DatapointsToAlarm: 2,
  Threshold: 5,
  ComparisonOperator: 'GreaterThanOrEqualToThreshold',
  TreatMissingData: 'notBreaching',
  AlarmActions: [topic, 'arn:aws:lambda:ap-southeast-1:000000000000:function:other'],
  OKActions: [topic],
};

/** CloudWatch on a clock that only moves when told. */
const start = ({ alarms = [], compositeAlarms = [] }: { alarms?: unknown[]; compositeAlarms?: unknown[] }) => {
  let now = Date.parse('2026-11-27T01:00:00Z');
  const told: { topicArn: string; subject: string; message: unknown }[] = [];
  const publish = (topicArn: string, subject: string, message: string) => told.push({ topicArn, subject, message: JSON.parse(message) });
  const started = startCloudWatch({ alarms, compositeAlarms, clock: { now: () => now }, publish });
  cloudWatch = started;
  const put = (value: number, name = 'Late') => started.putMetric({ namespace: 'MotCua', name, dimensions: { service: 'relay' }, value });
  const minute = async (...values: number[]) => {
    for (const value of values) put(value);
    now += MINUTE;
    await started.evaluate();
    return started.alarmStates().map(({ state }) => state);
  };
  return { started, told, put, minute, move: (milliseconds: number) => (now += milliseconds) };
};

describe('alarms', () => {
  it('start without data, then follow their metric', async () => {
    const { started, minute } = start({ alarms: [late] });
    expect(started.alarmStates()).toMatchObject([{ name: 'relay/events/late', kind: 'metric', state: 'INSUFFICIENT_DATA', since: '2026-11-27T01:00:00.000Z', lastNotification: undefined }]);
    expect(await minute()).toEqual(['OK']);
    expect(await minute(2, 3)).toEqual(['OK']);
    expect(await minute(9)).toEqual(['ALARM']);
    expect(started.alarmStates()).toMatchObject([{ state: 'ALARM', description: late.AlarmDescription, since: '2026-11-27T01:03:00.000Z' }]);
  });

  it('tell their topics once per change, as CloudWatch words it', async () => {
    const { told, minute } = start({ alarms: [late] });
    await minute();
    await minute(9);
    await minute(9);
    await minute(9);
    expect(told.map(({ topicArn, subject }) => [topicArn, subject])).toEqual([
      [topic, 'OK: "relay/events/late" in ap-southeast-1'],
      [topic, 'ALARM: "relay/events/late" in ap-southeast-1'],
    ]);
    expect(told[1]?.message).toMatchObject({
      AlarmName: 'relay/events/late',
      NewStateValue: 'ALARM',
      OldStateValue: 'OK',
      StateChangeTime: '2026-11-27T01:03:00.000+0000',
      AlarmArn: 'arn:aws:cloudwatch:ap-southeast-1:000000000000:alarm:relay/events/late',
      NewStateReason: expect.stringContaining('2 of 3'),
    });
  });

  it('tell nobody when their actions are switched off', async () => {
    const { told, minute } = start({ alarms: [{ ...late, ActionsEnabled: false }] });
    await minute(9);
    await minute(9);
    expect(told).toEqual([]);
  });

  it('look only at minutes that are over', async () => {
    const { started, put, minute } = start({ alarms: [{ ...late, EvaluationPeriods: 1, DatapointsToAlarm: 1 }] });
    put(9);
    await started.evaluate();
    expect(started.alarmStates()[0]?.state).toBe('OK');
    expect(await minute()).toEqual(['ALARM']);
  });

  it('compare percentiles and expressions', async () => {
    const metric = (MetricName: string) => ({ Metric: { Namespace: 'MotCua', MetricName, Dimensions: [{ Name: 'service', Value: 'relay' }] }, Period: 60, Stat: 'Sum' });
    const Metrics = [
      { Id: 'rate', Expression: '100 * FILL(failed, 0) / all', ReturnData: true },
      { Id: 'failed', MetricStat: metric('Failed'), ReturnData: false },
      { Id: 'all', Expression: 'FILL(calls, 1)', ReturnData: false },
      { Id: 'calls', MetricStat: metric('Late'), ReturnData: false },
    ];
    const base = { EvaluationPeriods: 1, Threshold: 10, ComparisonOperator: 'GreaterThanThreshold', TreatMissingData: 'notBreaching' };
    const { Statistic: _, ...withoutStatistic } = late;
    const { put, minute } = start({ alarms: [{ AlarmName: 'rate', ...base, Metrics }, { ...withoutStatistic, ...base, DatapointsToAlarm: 1, AlarmName: 'slow', ExtendedStatistic: 'p90' }] });
    put(1, 'Failed');
    expect(await minute(20)).toEqual(['OK', 'ALARM']);
    put(3, 'Failed');
    expect(await minute(...Array.from({ length: 20 }, () => 1), 20)).toEqual(['OK', 'OK']);
    put(9, 'Failed');
    expect(await minute(20)).toEqual(['ALARM', 'ALARM']);
  });

  it('combined in a composite follow its rule, also through another composite', async () => {
    const other = { ...late, AlarmName: 'desk/queue/too long', MetricName: 'Other' };
    const compositeAlarms = [
      { AlarmName: 'outer', AlarmRule: 'ALARM(inner)', AlarmActions: [topic] },
      { AlarmName: 'inner', AlarmRule: 'ALARM("relay/events/late") AND NOT ALARM("desk/queue/too long")' },
    ];
    const { told, minute } = start({ alarms: [{ ...late, AlarmActions: [], OKActions: [] }, { ...other, AlarmActions: [], OKActions: [] }], compositeAlarms });
    expect(await minute(9)).toEqual(['OK', 'OK', 'OK', 'OK']);
    expect(await minute(9)).toEqual(['ALARM', 'OK', 'ALARM', 'ALARM']);
    expect(told.map(({ subject }) => subject)).toEqual(['ALARM: "outer" in ap-southeast-1']);
  });

  it.each([
    ['a statistic nobody knows', { alarms: [{ ...late, Statistic: 'Median' }] }],
    ['a period below a minute', { alarms: [{ ...late, Period: 10 }] }],
    ['no metric', { alarms: [{ ...late, MetricName: undefined }] }],
    ['a broken expression', { alarms: [{ ...late, Metrics: [{ Id: 'a', Expression: '1 +' }] }] }],
    ['an expression over nothing', { alarms: [{ ...late, Metrics: [{ Id: 'a', Expression: 'b + c' }, { Id: 'c', ReturnData: false, MetricStat: { Metric: { Namespace: 'n', MetricName: 'm' }, Period: 60, Stat: 'Sum' } }] }] }],
    ['composites whose rules go round in a circle', { compositeAlarms: [{ AlarmName: 'a', AlarmRule: 'ALARM(b)' }, { AlarmName: 'b', AlarmRule: 'NOT ALARM("a")' }] }],
    ['a rule over an alarm that does not exist', { compositeAlarms: [{ AlarmName: 'c', AlarmRule: 'TRUE OR ALARM(none)' }] }],
  ])('with %s are refused at the start', (_, given) => {
    expect(() => start(given)).toThrow(SyntaxError);
  });
});

describe('metrics', () => {
  it('come from the lines of a function’s log', async () => {
    const { started, minute } = start({ alarms: [{ ...late, EvaluationPeriods: 1, DatapointsToAlarm: 1 }] });
    const Timestamp = Date.parse('2026-11-27T01:00:30Z');
    started.ingestLogLine('{"level":"INFO","message":"completed"}');
    started.ingestLogLine(JSON.stringify({ _aws: { Timestamp, CloudWatchMetrics: [{ Namespace: 'MotCua', Dimensions: [['service']], Metrics: [{ Name: 'Late', Unit: 'Count' }] }] }, service: 'relay', Late: 7 }));
    expect(await minute()).toEqual(['ALARM']);
    expect(started.metrics()).toMatchObject([{ namespace: 'MotCua', name: 'Late', dimensions: { service: 'relay' }, minutes: [{ at: '2026-11-27T01:00:00.000Z', sum: 7 }] }]);
  });

  it('are forgotten after a day', async () => {
    const { started, put, move } = start({});
    put(1);
    move(25 * 60 * MINUTE);
    await started.evaluate();
    expect(started.metrics()).toEqual([]);
  });
});

it('a topic that cannot be told is reported', async () => {
  const failures: string[] = [];
  let now = Date.parse('2026-11-27T01:00:00Z');
  cloudWatch = startCloudWatch({
    alarms: [late],
    compositeAlarms: [],
    clock: { now: () => now },
    publish: () => Promise.reject(new Error('no topic')),
    onPublishFailed: (topicArn) => failures.push(topicArn),
  });
  now += MINUTE;
  await cloudWatch.evaluate();
  expect(failures).toEqual([topic]);
});
