import { describe, expect, test } from '@jest/globals';
import { METRIC } from '#domain/notifications/metric-names';
import { cellOf } from '#test/infra/synthesized-cell';

const boards = new Map(cellOf('production').all('AWS::CloudWatch::Dashboard').map(({ Properties }) =>
  [String(Properties['DashboardName']), JSON.stringify(Properties['DashboardBody']).replaceAll('\\', '')] as const));
const operations = boards.get('mot-cua-production') ?? '';
const sla = boards.get('mot-cua-production-sla') ?? '';

test('there are two boards: one for the person on duty, one for the head of the place', () => {
  expect([...boards.keys()].toSorted()).toEqual(['mot-cua-production', 'mot-cua-production-sla']);
});

test.each(Object.values(METRIC))('$name is shown on one of them', ({ name }) => {
  expect(`${operations} ${sla}`).toContain(`"${name}"`);
});

describe('the board of the head of the place', () => {
  test('shows his own figures, and whether an alarm on them rings or is silenced', () => {
    for (const { name } of Object.values(METRIC).filter(({ scope, unit }) => scope === 'place' && unit !== 'count')) expect(sla).toContain(`["MotCua","${name}","Province","H26"`);
    expect(sla).toContain('"type":"alarm"');
  });

  test('shows every province and ministry the account sees, so that a national hub can use it as it is', () => {
    for (const level of ['Province', 'Ministry']) {
      for (const { name } of [METRIC.dossiersOverdue, METRIC.atRiskShare, METRIC.onTimeShare]) expect(sla).toContain(`SEARCH('{MotCua,${level}} MetricName="${name}"'`);
    }
  });
});
