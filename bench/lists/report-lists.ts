import type { SectionReport } from '../report/bar.ts';
import { loadNow } from '../report/machine.ts';
import { markdownTable } from '../report/markdown-table.ts';
import type { ListFigure } from './measure-lists.ts';

/** What a list costs at each size; the bar asks for the same. */
export function reportLists(figures: readonly ListFigure[]): SectionReport {
  const rows = figures.map(({ question, dossiers, rows: count, readUnits, medianMilliseconds }) => [question, dossiers, count, readUnits, medianMilliseconds]);
  const sizes = [...new Set(figures.map(({ dossiers }) => dossiers))];
  const costs = Map.groupBy(figures, ({ question }) => question);
  const isSame = [...costs.values()].every((same) => new Set(same.map(({ readUnits }) => readUnits)).size === 1);
  const shown = sizes.map((size) => size.toLocaleString('en-US')).join(' and ');
  const body = [
    `Open steps of one agency written straight into the table (a million would take the embedded store hours; what a key condition costs does not depend on it). Load average ${loadNow()}.`,
    markdownTable(['question', 'dossiers', 'rows', 'read units', 'median ms'], rows),
  ];
  return {
    title: 'Lists and look-ups',
    body: body.join('\n\n'),
    bars: [{ what: 'consumed capacity of lists and look-ups', bar: 'the same at 1,000 and 1,000,000', measured: isSame ? `the same at ${shown}` : `differs between ${shown}`, isMet: isSame }],
  };
}
