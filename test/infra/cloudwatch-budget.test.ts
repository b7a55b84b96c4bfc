import { expect, test } from '@jest/globals';
import { METRIC, type MetricScope } from '#domain/notifications/metric-names';
import { cellOf } from '#test/infra/synthesized-cell';
import { ownWatchedMetrics, watchedMetrics } from '#test/infra/watched-metrics';

/** What a cell may have; a place has one level, being a province or a ministry. */
const BUDGET = { metrics: 30, alarms: 220, composites: 10, boards: 3 };
const LEVELS_OF_A_PLACE = 1;

/** US dollars a month, list prices of CloudWatch: `bench/prices.json` has what a dossier costs, this is what a cell costs. */
const PRICE = { metric: 0.3, alarmedMetric: 0.1, composite: 0.5, board: 3 };
const CELLS = { provinces: 34, ministries: 20 };

const production = cellOf('production');
const of = (scope: MetricScope): number => Object.values(METRIC).filter((metric) => metric.scope === scope).length;
const counted = {
  metrics: of('cell') + of('place') * LEVELS_OF_A_PLACE,
  alarms: production.all('AWS::CloudWatch::Alarm').length,
  composites: production.all('AWS::CloudWatch::CompositeAlarm').length,
  boards: production.all('AWS::CloudWatch::Dashboard').length,
};

test.each(['metrics', 'alarms', 'composites', 'boards'] as const)('a cell stays within its budget of %s', (what) => {
  expect(counted[what]).toBeGreaterThan(0);
  expect(counted[what]).toBeLessThanOrEqual(BUDGET[what]);
});

test('all provinces and ministries together have fewer metrics than a metric for each agency would be', () => {
  const cells = CELLS.provinces + CELLS.ministries;
  const ofACell = counted.metrics * PRICE.metric + watchedMetrics(production).length * PRICE.alarmedMetric + counted.composites * PRICE.composite + counted.boards * PRICE.board;
  process.stdout.write(
    `CloudWatch, a cell: ${counted.metrics} metrics, ${counted.alarms} alarms over ${watchedMetrics(production).length} metrics (${ownWatchedMetrics(production).length} our own), `
    + `${counted.composites} composites, ${counted.boards} boards: $${ofACell.toFixed(2)} a month; `
    + `${cells} cells: ${cells * counted.metrics} metrics $${(cells * counted.metrics * PRICE.metric).toFixed(2)}, all $${(cells * ofACell).toFixed(2)}.\n`,
  );
  expect(cells * counted.metrics).toBeLessThan(3_354);
});
