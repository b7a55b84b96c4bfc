import prices from '../prices.json' with { type: 'json' };
import type { SectionReport } from '../report/bar.ts';
import { markdownTable } from '../report/markdown-table.ts';
import type { AlertingFigures } from './measure-alerting.ts';

/** 34 provinces and 20 ministries, a cell each (domain.md §1.4, design D13). */
const CELLS = 34 + 20;
/** Design D12: about 600 metrics for the nation, counted as ten measures a cell. */
const METRICS_OF_D12 = 600;

/** How many metrics, alarms and boards CloudWatch keeps, and what they cost a month at list prices. */
export function reportAlerting({ metrics, alarms, alarmedMetrics, composites, boards }: AlertingFigures): SectionReport {
  const { perMonth } = prices;
  const lines: readonly (readonly [what: string, count: number, usd: number])[] = [
    ['metrics', metrics, perMonth.metric.usd],
    [`metrics looked at by ${alarms} alarms`, alarmedMetrics, perMonth.alarmedMetric.usd],
    ['composite alarms', composites, perMonth.compositeAlarm.usd],
    ['boards', boards, perMonth.board.usd],
  ];
  const ofACell = lines.reduce((sum, [, count, usd]) => sum + count * usd, 0);
  const rows = lines.map(([what, count, usd]) => [what, count, usd, count * usd, count * CELLS, count * CELLS * usd]);
  return {
    title: 'CloudWatch',
    body: [`A cell, and ${CELLS} cells (34 provinces, 20 ministries), each an account of its own.`, markdownTable(['what', 'a cell', '$ each', '$ a month', `${CELLS} cells`, '$ a month'], [...rows, ['total', '', '', ofACell, '', ofACell * CELLS]])].join('\n\n'),
    bars: [{ what: `CloudWatch metrics of ${CELLS} cells`, bar: `about ${METRICS_OF_D12} (D12)`, measured: `${metrics * CELLS}, ${metrics} a cell`, isMet: metrics * CELLS <= METRICS_OF_D12 }],
  };
}
