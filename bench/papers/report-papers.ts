import type { SectionReport } from '../report/bar.ts';
import { loadNow } from '../report/machine.ts';
import { markdownTable } from '../report/markdown-table.ts';
import { percentile } from '../report/percentile.ts';
import type { PaperFigure } from './measure-papers.ts';

/** How long a scan is judged for, and what the function that looks into it holds meanwhile. */
export function reportPapers(figures: readonly PaperFigure[]): SectionReport {
  const rows = figures.map((each) => [each.sizeBytes, each.pages, percentile(each.inspectMilliseconds, 0.5), each.beforeMegabytes, each.peakMegabytes, each.wholeWayMilliseconds]);
  return {
    title: 'Papers',
    body: [
      `Scans of grey noise, a picture to a page. Looking into one happens in a process of its own for each time, cold, through the bundle of papers/inspect-paper, download and hash included; resident memory before the paper and at most. The whole way is grant, upload (in parts above 8 MiB), completion, scan, look and copy, through the public API of a local cell. Load average ${loadNow()}.`,
      markdownTable(['bytes', 'pages', 'look, ms', 'before, MB', 'peak, MB', 'whole way, ms'], rows),
    ].join('\n\n'),
    bars: [],
  };
}
