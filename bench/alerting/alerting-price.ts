import prices from '../prices.json' with { type: 'json' };
import type { AlertingFigures } from './measure-alerting.ts';

/** 34 provinces and 20 ministries, a cell each (domain.md §1.4, design D13). */
export const CELLS = 34 + 20;

export interface AlertingPrice {
  readonly lines: readonly { readonly what: string; readonly count: number; readonly usdEach: number }[];
  /** US dollars a month at list prices. */
  readonly ofACell: number;
  readonly ofAllCells: number;
}

/** What CloudWatch asks a month for the metrics, alarms and boards of one cell, and of all. */
export function priceAlerting({ metrics, alarms, alarmedMetrics, composites, boards }: AlertingFigures): AlertingPrice {
  const { perMonth } = prices;
  const lines = [
    { what: 'metrics', count: metrics, usdEach: perMonth.metric.usd },
    { what: `metrics looked at by ${alarms} alarms`, count: alarmedMetrics, usdEach: perMonth.alarmedMetric.usd },
    { what: 'composite alarms', count: composites, usdEach: perMonth.compositeAlarm.usd },
    { what: 'boards', count: boards, usdEach: perMonth.board.usd },
  ];
  const ofACell = lines.reduce((sum, { count, usdEach }) => sum + count * usdEach, 0);
  return { lines, ofACell, ofAllCells: ofACell * CELLS };
}
