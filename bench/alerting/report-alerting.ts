import type { SectionReport } from '../report/bar.ts';
import { markdownTable } from '../report/markdown-table.ts';
import { CELLS, priceAlerting } from './alerting-price.ts';
import type { AlertingFigures } from './measure-alerting.ts';

/** Design D12: about 600 metrics for the nation, counted as ten measures a cell. */
const METRICS_OF_D12 = 600;

/** How many metrics, alarms and boards CloudWatch keeps, and what they cost a month at list prices. */
export function reportAlerting(figures: AlertingFigures): SectionReport {
  const { lines, ofACell, ofAllCells } = priceAlerting(figures);
  const rows = lines.map(({ what, count, usdEach }) => [what, count, usdEach, count * usdEach, count * CELLS, count * CELLS * usdEach]);
  const { metrics } = figures;
  return {
    title: 'CloudWatch',
    body: [`A cell, and ${CELLS} cells (34 provinces, 20 ministries), each an account of its own.`, markdownTable(['what', 'a cell', '$ each', '$ a month', `${CELLS} cells`, '$ a month'], [...rows, ['total', '', '', ofACell, '', ofAllCells]])].join('\n\n'),
    bars: [{ what: `CloudWatch metrics of ${CELLS} cells`, bar: `about ${METRICS_OF_D12} (D12)`, measured: `${metrics * CELLS}, ${metrics} a cell`, isMet: metrics * CELLS <= METRICS_OF_D12 }],
  };
}
