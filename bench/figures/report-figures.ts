import type { SectionReport } from '../report/bar.ts';
import { loadNow } from '../report/machine.ts';
import { markdownTable } from '../report/markdown-table.ts';
import { AGENCIES } from './dossiers-to-count.ts';
import type { FigureCost, FigureCosts } from './measure-figures.ts';

/** What a scoreboard costs at each size; the bar asks for the same, whatever the number of dossiers. */
export function reportFigures({ reads, writes }: FigureCosts): SectionReport {
  const sizes = [...new Set(reads.map(({ dossiers }) => dossiers))];
  const boards = reads.filter(({ question }) => question.startsWith('scoreboard'));
  const isSame = [...Map.groupBy(boards, ({ question }) => question).values()].every((same: readonly FigureCost[]) => new Set(same.map(({ units }) => units)).size === 1);
  const shown = sizes.map((size) => size.toLocaleString('en-US')).join(' and ');
  const body = [
    `${AGENCIES} agencies with ten procedures each, dossiers of 85 days, counted 25 at a time. Each answer includes the half or whole unit of the pointer to the generation. Load average ${loadNow()}.`,
    markdownTable(['question', 'dossiers', 'read units', 'median ms'], reads.map(({ question, dossiers, units, medianMilliseconds }) => [question, dossiers, units, medianMilliseconds])),
    markdownTable(['dossiers', 'write units each', 'counted a second'], writes.map(({ dossiers, unitsEach, perSecond }) => [dossiers, unitsEach, perSecond])),
  ];
  return {
    title: 'Figures and scoreboards',
    body: body.join('\n\n'),
    bars: [{ what: 'consumed capacity of the scoreboards', bar: 'the same at 1,000 and 100,000', measured: isSame ? `the same at ${shown}` : `differs between ${shown}`, isMet: isSame }],
  };
}
