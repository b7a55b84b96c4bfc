import type { SectionReport } from '../report/bar.ts';
import { loadNow } from '../report/machine.ts';
import { markdownTable } from '../report/markdown-table.ts';
import type { DeadlineFigure } from './measure-deadlines.ts';

/** "In seconds on one core": taken as ten at most. */
const LONGEST_SECONDS = 10;

/** How long the deadline engine takes for very many dossiers. */
export function reportDeadlines(figures: readonly DeadlineFigure[]): SectionReport {
  const rows = figures.map(({ what, count, seconds, cpuSeconds }) => [what, count, cpuSeconds, seconds, count / cpuSeconds]);
  return {
    title: 'Deadline engine',
    body: [`One thread. Load average ${loadNow()}.`, markdownTable(['what', 'count', 'CPU seconds', 'wall seconds', 'each CPU second'], rows)].join('\n\n'),
    bars: figures.map(({ what, count, cpuSeconds }) => ({
      what: `${count.toLocaleString('en-US')} ${what.split(':')[0] ?? what}`,
      bar: `≤ ${String(LONGEST_SECONDS)} s`,
      measured: `${cpuSeconds.toFixed(1)} s of one core`,
      isMet: cpuSeconds <= LONGEST_SECONDS,
    })),
  };
}
