import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { METRIC, METRIC_NAMESPACE } from '#domain/notifications/metric-names';
import { cellOf, type Found } from '#test/infra/synthesized-cell';

const production = cellOf('production');
const runbook = readFileSync(join(import.meta.dirname, '../../docs/runbook.md'), 'utf8');

function nameOf({ Properties }: Found): string {
  return String(Properties['AlarmName']);
}

/** The alarms' headings are the ones that hold an alarm's name; the others explain how to look. */
const sections = new Map(runbook.split(/^### /m).slice(1).map((section) => [section.slice(0, section.indexOf('\n')), section] as const));
const alarmHeadings = [...sections.keys()].filter((heading) => heading.includes('/'));
const alarms = production.all('AWS::CloudWatch::Alarm').map((alarm) => ({ alarm, name: nameOf(alarm) }));

test('the runbook has a heading for every alarm, and none for an alarm that is gone', () => {
  expect(alarmHeadings.toSorted()).toEqual(alarms.map(({ name }) => name).toSorted());
});

describe.each(alarms)('$name', ({ alarm, name }) => {
  const said = String(alarm.Properties['AlarmDescription']);

  test('is named after an area, a thing and what is wrong with it', () => {
    expect(name).toMatch(/^[a-z-]+\/[a-z-]+\/[a-z ]+$/);
  });

  test('says who is hurt, who mends it and where to read how', () => {
    const [, cost, owner, heading] = /^(.{20,}\.) Owner: ([a-z -]+)\. Runbook: docs\/runbook\.md, heading "(.+)"\.$/.exec(said) ?? [];
    expect({ cost, owner, heading }).toEqual({ cost: expect.any(String), owner: expect.any(String), heading: name });
  });

  test('has a runbook section with the same human cost, a first look and a mend', () => {
    const section = sections.get(name) ?? '';
    expect(section).toContain(`**Human cost:** ${said.slice(0, said.indexOf(' Owner: '))}\n`);
    expect(section).toMatch(/\*\*Means:\*\*[\s\S]+\*\*Human cost:\*\*[\s\S]+\*\*First look/);
    expect(section).toMatch(/mend:\*\*/i);
  });

  test('calls a person, and tells when it is over', () => {
    expect(alarm.Properties['AlarmActions']).toHaveLength(1);
    expect(alarm.Properties['OKActions']).toHaveLength(1);
  });

  test('says what silence means', () => {
    expect(alarm.Properties['TreatMissingData']).toBe(name === 'operations/reconciler/silent' ? 'breaching' : 'notBreaching');
  });
});

test('the alarms on our own counts use the names the functions emit, in the roll-up they emit', () => {
  const text = JSON.stringify(production.all('AWS::CloudWatch::Alarm'));
  const watched = [...text.matchAll(/"MetricName":"([A-Za-z]+)","Namespace":"MotCua"/g)].map(([, metric]) => metric);
  expect(new Set(watched)).toEqual(new Set([
    METRIC.slaAtRisk, METRIC.slaBreached, METRIC.eventsRelayed, METRIC.relayLagSeconds, METRIC.webhookFailed,
    METRIC.lifecycleFailed, METRIC.reconcilerFindings, METRIC.reconcilerRun,
  ]));
  expect(METRIC_NAMESPACE).toBe('MotCua');
});

test('the heartbeat alarm rings within twenty minutes of the last run of the reconciler', () => {
  const silent = alarms.find(({ name }) => name === 'operations/reconciler/silent');
  expect(silent?.alarm.Properties).toMatchObject({
    MetricName: 'ReconcilerRun', Threshold: 1, ComparisonOperator: 'LessThanThreshold', Period: 300, EvaluationPeriods: 4, DatapointsToAlarm: 3,
  });
});

test('the dashboard shows every count of ours', () => {
  const [board] = production.all('AWS::CloudWatch::Dashboard');
  for (const name of Object.values(METRIC)) expect(JSON.stringify(board)).toContain(name);
});
