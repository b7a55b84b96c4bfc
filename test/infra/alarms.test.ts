import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { Duration } from 'aws-cdk-lib';
import { METRIC, type MetricScope, placeDimension } from '#domain/notifications/metric-names';
import { placeMetric } from '#infra/constructs/cell-metric';
import { stages } from '#infra/stages';
import { cellOf, type Found } from '#test/infra/synthesized-cell';
import { ownWatchedMetrics } from '#test/infra/watched-metrics';

const production = cellOf('production');
const runbook = readFileSync(join(import.meta.dirname, '../../docs/runbook.md'), 'utf8');

const nameOf = ({ Properties }: Found): string => String(Properties['AlarmName']);
const named = (type: string) => production.all(type).map((alarm) => ({ alarm, name: nameOf(alarm) }));

/** The alarms' headings are the ones that hold an alarm's name; the others explain how to look. */
const sections = new Map(runbook.split(/^### /m).slice(1).map((section) => [section.slice(0, section.indexOf('\n')), section] as const));
const alarmHeadings = [...sections.keys()].filter((heading) => heading.includes('/'));
const alarms = named('AWS::CloudWatch::Alarm');
const composites = named('AWS::CloudWatch::CompositeAlarm');
const saysAll = /^(?<vi>.{20,}\.)\n(?<en>.{20,}\.)\nOwner: (?<owner>[a-z -]+)\. Runbook: docs\/runbook\.md, heading "(?<heading>.+)"\.$/;

/** Of a people's limit, the alarm that watches its figure and the composite that calls the head. */
const isCall = (name: string) => name.startsWith('deadlines/') && composites.some((each) => each.name === name);
const isFigure = (name: string) => name.startsWith('figures/') && isCall(name.replace('figures/', 'deadlines/'));

test('the runbook has a heading for every alarm and composite, and none for an alarm that is gone', () => {
  expect(alarmHeadings.toSorted()).toEqual([...alarms, ...composites].map(({ name }) => name).toSorted());
});

describe.each([...alarms, ...composites])('$name', ({ alarm, name }) => {
  const said = String(alarm.Properties['AlarmDescription']);
  const { vi = '', en = '', owner, heading } = saysAll.exec(said)?.groups ?? {};

  test('is named after an area, a thing and what is wrong with it', () => {
    expect(name).toMatch(/^[a-z-]+\/[a-z-]+\/[a-z ]+$/);
  });

  test('says who is hurt, who mends it and where to read how', () => {
    expect({ owner, heading }).toEqual({ owner: expect.any(String), heading: name });
  });

  test('says who is hurt in Vietnamese and in English, without a word that only a programmer knows', () => {
    expect(vi).toMatch(/[ăâđêôơưạảấầẩậắằặẹẻếềểệỉịọỏốồổộớờởợụủứừửựỳỷỵ]/i);
    expect(en).toMatch(/^[\x20-\x7e]+$/);
    expect(`${vi} ${en}`).not.toMatch(/lambda|queue|webhook|timeout|API|database|5xx|metric/i);
  });

  test('is short enough for CloudWatch to keep, and for a phone to show', () => {
    expect(said.length).toBeLessThanOrEqual(1024);
    expect(Math.max(vi.length, en.length)).toBeLessThanOrEqual(200);
  });

  test('has a runbook section with the same human cost, a first look and a mend', () => {
    const section = sections.get(name) ?? '';
    expect(section).toContain(`**Human cost:** ${en}\n  *${vi}*\n`);
    expect(section).toMatch(/\*\*Means:\*\*[\s\S]+\*\*Human cost:\*\*[\s\S]+\*\*First look/);
    expect(section).toMatch(/mend:\*\*/i);
  });
});

describe('whom an alarm tells', () => {
  const told = (list: typeof alarms) => list.map(({ alarm, name }) => ({
    name,
    begins: alarm.Properties['AlarmActions'] !== undefined,
    ends: alarm.Properties['OKActions'] !== undefined,
  }));

  test('a person is called when it begins and told when it is over; of a people\'s limit the call is sent by one alarm and the end by the other', () => {
    const expected = (name: string) => ({ name, begins: !isFigure(name), ends: !isCall(name) });
    const all = told([...alarms, ...composites]);
    expect(all).toEqual(all.map(({ name }) => expected(name)));
  });

  test('everything is told on the one topic of the cell', () => {
    const actions = [...alarms, ...composites].flatMap(({ alarm }) => [alarm.Properties['AlarmActions'] ?? [], alarm.Properties['OKActions'] ?? []].flat());
    expect(new Set(actions.map((action) => JSON.stringify(action))).size).toBe(1);
  });
});

test('every alarm says what silence means: of a heartbeat the worst, of a figure nothing new, of anything else that nothing happened', () => {
  const silence = (name: string) => {
    if (['operations/reconciler/silent', 'operations/evaluator/silent', 'log/days/unsealed'].includes(name)) return 'breaching';
    return isFigure(name) || ['operations/executions/near the quota', 'operations/calendar/running out', 'portal/sync/late'].includes(name) ? 'ignore' : 'notBreaching';
  };
  expect(alarms.map(({ alarm, name }) => [name, alarm.Properties['TreatMissingData']])).toEqual(alarms.map(({ name }) => [name, silence(name)]));
});

describe('the alarms on our own counts', () => {
  test('watch what people are promised, what is relayed, who watches, and what runs out', () => {
    expect(new Set(ownWatchedMetrics(production).map(({ name }) => name))).toEqual(new Set([
      METRIC.dossiersOverdue, METRIC.atRiskShare, METRIC.oldestStepWorkingHours, METRIC.burnRateFast, METRIC.burnRateMedium, METRIC.burnRateSlow,
      METRIC.relayLagSeconds, METRIC.webhookFailed, METRIC.deliveriesGivenUp, METRIC.subscriptionsStopped, METRIC.portalLagSeconds, METRIC.lifecycleFailed,
      METRIC.reconcilerFindings, METRIC.papersUnchecked, METRIC.reconcilerRun, METRIC.evaluatorRun, METRIC.executionsOpen, METRIC.calendarDaysAhead,
      METRIC.logDaysUnsealed, METRIC.logDaysUndated, METRIC.receiptsUnsigned,
    ].map(({ name }) => name)));
  });

  test.each(['local', 'production'] as const)('of %s use the dimension the functions emit with: the place\'s for people\'s limits, none for the machine', (stage) => {
    const dimension = placeDimension(stages[stage].province.code);
    const scopes = new Map<string, MetricScope>(Object.values(METRIC).map(({ name, scope }) => [name, scope]));
    for (const { name, dimensions } of ownWatchedMetrics(cellOf(stage))) {
      expect({ name, dimensions }).toEqual({ name, dimensions: scopes.get(name) === 'place' ? { [dimension?.name ?? '']: dimension?.value } : {} });
    }
  });

  test('cannot be made for a stage that serves neither a province nor a ministry', () => {
    const nowhere = { name: 'dev', province: { code: 'HANOI', name: 'Hà Nội' } } as const;
    expect(() => placeMetric(METRIC.dossiersOverdue, nowhere, { statistic: 'Maximum', period: Duration.minutes(5) }))
      .toThrow('Stage "dev" serves "HANOI", which is the code of no province or ministry.');
  });
});

test('the alarm of open executions rings at four fifths of the account\'s quota', () => {
  expect(alarms.find(({ name }) => name === 'operations/executions/near the quota')?.alarm.Properties).toMatchObject({
    Threshold: 800_000, ComparisonOperator: 'GreaterThanOrEqualToThreshold',
  });
});
