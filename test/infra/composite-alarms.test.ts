import { beforeEach, describe, expect, test } from '@jest/globals';
import { BURN_WINDOWS } from '#domain/figures/burn-rate-policy';
import { METRIC, METRIC_NAMESPACE, type Metric, placeDimension } from '#domain/notifications/metric-names';
import { stages } from '#infra/stages';
import { evaluateAssembly } from '#local/assembly/evaluate-assembly';
import { readAssembly } from '#local/assembly/read-assembly';
import { type LocalCloudWatch, startCloudWatch } from '#local/cloudwatch/start-cloudwatch';
import { assemblyOf } from '#test/infra/synthesized-cell';

const MINUTE_MILLISECONDS = 60_000;
const RUN_MILLISECONDS = 5 * MINUTE_MILLISECONDS;
const aMorning = Date.parse('2026-11-25T02:00:00.000Z');

/** What the templates of the local stage say of alarms, as the local cell reads them. */
const { alarms, compositeAlarms } = readAlarms();
function readAlarms() {
  const addresses = { queueUrl: (name: string) => `http://127.0.0.1/${name}`, apiUrl: (id: string) => `http://127.0.0.1/${id}` };
  const { resources } = evaluateAssembly(readAssembly(assemblyOf('local')), { region: 'ap-southeast-1', accountId: '000000000000', parameters: {}, addresses });
  const propertiesOf = (wanted: string) => resources.filter(({ type }) => type === wanted).map(({ properties, name }) => ({ ...properties, AlarmName: name }));
  return { alarms: propertiesOf('AWS::CloudWatch::Alarm'), compositeAlarms: propertiesOf('AWS::CloudWatch::CompositeAlarm') };
}

/** A cell whose evaluator and reconciler run every five minutes, unless they are said to be silent. */
class WatchedCell {
  readonly figures = new Map<Metric, number>();
  readonly silent = new Set<Metric>();
  private now = aMorning;
  private told: string[] = [];
  private readonly cloudWatch: LocalCloudWatch;

  constructor() {
    const publish = (_: string, subject: string): number => this.told.push(subject.replace(/ in ap-southeast-1$/, ''));
    this.cloudWatch = startCloudWatch({ alarms, compositeAlarms, clock: { now: () => this.now }, publish });
  }

  /** Lets time pass, a run of the evaluator after the other, and gives what people were told meanwhile. */
  async runs(count: number): Promise<string[]> {
    this.told = [];
    for (let run = 0; run < count; run += 1) {
      for (const heartbeat of [METRIC.reconcilerRun, METRIC.evaluatorRun]) if (!this.silent.has(heartbeat)) this.tell(heartbeat, 1);
      this.tell(METRIC.logDaysUnsealed, 0);
      if (!this.silent.has(METRIC.evaluatorRun)) for (const [metric, value] of this.figures) this.tell(metric, value);
      this.now += RUN_MILLISECONDS;
      await this.cloudWatch.evaluate();
    }
    return this.told;
  }

  tell(metric: Metric, value: number): void {
    const place = metric.scope === 'place' ? placeDimension(stages.local.province.code) : undefined;
    this.cloudWatch.putMetric({ namespace: METRIC_NAMESPACE, name: metric.name, dimensions: place === undefined ? {} : { [place.name]: place.value }, value });
  }

  stateOf(alarm: string): string | undefined {
    return this.cloudWatch.alarmStates().find(({ name }) => name === alarm)?.state;
  }
}

let cell: WatchedCell;

beforeEach(async () => {
  cell = new WatchedCell();
  const goodDay: readonly (readonly [Metric, number])[] = [
    [METRIC.dossiersOverdue, 0], [METRIC.atRiskShare, 18], [METRIC.oldestStepWorkingHours, 7], ...BURN_WINDOWS.map(({ key }) => [METRIC[key], 0.4] as const),
    [METRIC.executionsOpen, 120], [METRIC.calendarDaysAhead, 400], [METRIC.portalLagSeconds, 4],
  ];
  for (const [metric, value] of goodDay) cell.figures.set(metric, value);
  // More than an hour: what is told by the hour is heard of too.
  await cell.runs(14);
});

test('on a good day nobody is called', async () => {
  expect(await cell.runs(12)).toEqual([]);
  for (const alarm of [...alarms, ...compositeAlarms]) expect({ name: alarm.AlarmName, state: cell.stateOf(alarm.AlarmName) }).toEqual({ name: alarm.AlarmName, state: 'OK' });
});

describe.each([
  ['dossiers/overdue', METRIC.dossiersOverdue, 0, 1],
  ['dossiers/too many at risk', METRIC.atRiskShare, 30, 31],
  ['steps/waiting too long', METRIC.oldestStepWorkingHours, 240, 240.5],
  ['on-time-rate/falling fast', METRIC.burnRateFast, 14.4, 14.5],
  ['on-time-rate/falling fast', METRIC.burnRateMedium, 6, 6.1],
  ['on-time-rate/falling slowly', METRIC.burnRateSlow, 1, 1.1],
] as const)('%s', (subject, metric, bearable, bad) => {
  test(`calls the head of the place once when ${metric.name} is ${bad}, and tells when it is over`, async () => {
    cell.figures.set(metric, bearable);
    expect(await cell.runs(4)).toEqual([]);
    cell.figures.set(metric, bad);
    expect(await cell.runs(6)).toEqual([`ALARM: "deadlines/${subject}"`]);
    cell.figures.set(metric, bearable);
    expect(await cell.runs(6)).toEqual([`OK: "figures/${subject}"`]);
  });

  test(`is not sent for ${metric.name} while the platform is down, and is sent when that is over`, async () => {
    cell.silent.add(METRIC.reconcilerRun);
    expect(await cell.runs(4)).toEqual(['ALARM: "operations/reconciler/silent"', 'ALARM: "platform/cell/incident"']);
    cell.figures.set(metric, bad);
    expect(await cell.runs(6)).toEqual([]);
    expect(cell.stateOf(`figures/${subject}`)).toBe('ALARM');
    cell.silent.clear();
    const told = await cell.runs(4);
    expect(told.toSorted()).toEqual([`ALARM: "deadlines/${subject}"`, 'OK: "operations/reconciler/silent"', 'OK: "platform/cell/incident"']);
  });
});

test('a burst that burns both windows calls once', async () => {
  for (const key of ['burnRateFast', 'burnRateMedium'] as const) cell.figures.set(METRIC[key], 20);
  expect(await cell.runs(6)).toEqual(['ALARM: "deadlines/on-time-rate/falling fast"']);
});

describe.each([
  ['operations/reconciler/silent', METRIC.reconcilerRun],
  ['operations/evaluator/silent', METRIC.evaluatorRun],
] as const)('%s', (alarm, heartbeat) => {
  test('rings twenty minutes after the last run, and not for a run that is late', async () => {
    cell.silent.add(heartbeat);
    expect(await cell.runs(3)).toEqual([]);
    expect(await cell.runs(1)).toEqual([`ALARM: "${alarm}"`, 'ALARM: "platform/cell/incident"']);
  });

  test('is over after two runs', async () => {
    cell.silent.add(heartbeat);
    await cell.runs(12);
    cell.silent.clear();
    expect(await cell.runs(2)).toEqual([`OK: "${alarm}"`, 'OK: "platform/cell/incident"']);
  });
});

test('while the evaluator is silent no figure is taken for better or worse', async () => {
  cell.figures.set(METRIC.dossiersOverdue, 3);
  await cell.runs(3);
  cell.silent.add(METRIC.evaluatorRun);
  await cell.runs(24);
  expect(['figures/dossiers/overdue', 'figures/dossiers/too many at risk'].map((alarm) => cell.stateOf(alarm))).toEqual(['ALARM', 'OK']);
});

test.each([
  ['relay/events/late', METRIC.relayLagSeconds, 400],
  ['workflow/runs/failure recorded', METRIC.lifecycleFailed, 1],
] as const)('%s is an incident of the platform', async (alarm, metric, value) => {
  cell.figures.set(metric, value);
  expect(await cell.runs(4)).toEqual([`ALARM: "${alarm}"`, 'ALARM: "platform/cell/incident"']);
});

test.each([
  ['webhooks/deliveries/failing', METRIC.webhookFailed, 60],
  ['operations/reconciler/findings stay', METRIC.reconcilerFindings, 2],
  ['operations/executions/near the quota', METRIC.executionsOpen, 800_000],
  ['operations/calendar/running out', METRIC.calendarDaysAhead, 119],
] as const)('%s calls whoever mends it, and silences nobody', async (alarm, metric, value) => {
  cell.figures.set(metric, value);
  expect(await cell.runs(12)).toEqual([`ALARM: "${alarm}"`]);
});
