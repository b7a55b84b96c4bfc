import type { SectionReport } from '../report/bar.ts';
import { loadNow } from '../report/machine.ts';
import { markdownTable } from '../report/markdown-table.ts';
import type { ListFigure } from './measure-lists.ts';

/** What a list costs at each size; the bar asks for the same. */
export function reportLists(figures: readonly ListFigure[]): SectionReport {
  const rows = figures.map(({ question, procedures, dossiers, rows: count, readUnits, medianMilliseconds }) => [question, procedures, dossiers, count, readUnits, medianMilliseconds]);
  const sizes = [...new Set(figures.map(({ dossiers }) => dossiers))];
  const costs = Map.groupBy(figures, ({ question }) => question);
  const isSame = [...costs.values()].every((same) => new Set(same.map(({ readUnits }) => readUnits)).size === 1);
  const spreads = [...new Set(figures.map(({ procedures }) => procedures))].join(', ');
  const shown = sizes.map((size) => size.toLocaleString('en-US')).join(' and ');
  const body = [
    `Open steps of one agency per number of procedures, written straight into the table (a million would take the embedded store hours; what a key condition costs does not depend on it). Load average ${loadNow()}.`,
    markdownTable(['question', 'procedures', 'dossiers', 'rows', 'read units', 'median ms'], rows),
  ];
  return {
    title: 'Lists and look-ups',
    body: body.join('\n\n'),
    bars: [{ what: 'consumed capacity of lists and look-ups', bar: 'the same at 1,000 and 1,000,000, for 1 and 170 procedures', measured: isSame ? `the same at ${shown} dossiers of ${spreads} procedures` : `differs between ${shown}`, isMet: isSame }],
  };
}
