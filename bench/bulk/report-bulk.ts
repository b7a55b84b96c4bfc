import type { SectionReport } from '../report/bar.ts';
import { loadNow } from '../report/machine.ts';
import { markdownTable } from '../report/markdown-table.ts';
import type { BulkFigure } from './measure-bulk.ts';

/** Memory a function of the cell has. */
const FUNCTION_MEGABYTES = 512;

/** How fast a file of rows becomes dossiers, and that memory has room to spare. */
export function reportBulk(figures: readonly BulkFigure[]): SectionReport {
  const rows = figures.map(({ what, rows: count, accepted, refused, seconds, cpuSeconds, grownMegabytes }) => [what, count, accepted, refused, seconds, Math.round(count / seconds), cpuSeconds, Math.round(grownMegabytes)]);
  const most = Math.max(...figures.map(({ grownMegabytes }) => grownMegabytes));
  const [first] = figures;
  const isWhole = figures.every(({ rows: count, accepted, refused }) => accepted + refused === count);
  return {
    title: 'Bulk hand-in',
    body: [
      `One CSV file over the embedded stores, every fiftieth row wrong, eight chunks at a time as in the machine, in one process. A row is one transaction. Streams and machines stand still, the policies are not asked (three judgements a row), and the store writes beside on the same cores. "Grown" is what the process held more at its worst than before; for "hand in" that is eight functions together. Load average ${loadNow()}.`,
      markdownTable(['what', 'rows', 'accepted', 'refused', 'wall seconds', 'rows a second', 'CPU seconds', 'grown MB'], rows),
    ].join('\n\n'),
    bars: [
      {
        what: `bulk hand-in of ${(first?.rows ?? 0).toLocaleString('en-US')} rows`,
        bar: `every row answered, within ${String(FUNCTION_MEGABYTES)} MB`,
        measured: `${isWhole ? 'every row' : 'not every row'}, ${String(Math.round(most))} MB`,
        isMet: isWhole && most < FUNCTION_MEGABYTES,
      },
    ],
  };
}
