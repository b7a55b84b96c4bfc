import type { SectionReport } from '../report/bar.ts';
import { loadNow } from '../report/machine.ts';
import { markdownTable } from '../report/markdown-table.ts';
import type { SigningFigure } from './measure-signing.ts';

/** How long a signature takes, and how much it adds to a file. */
export function reportSigning(figures: readonly SigningFigure[]): SectionReport {
  const rows = figures.map(({ what, signatures, firstMilliseconds, medianMilliseconds, p95Milliseconds, addedBytes }) => [
    what,
    signatures,
    firstMilliseconds.toFixed(1),
    medianMilliseconds.toFixed(1),
    p95Milliseconds.toFixed(1),
    (addedBytes / 1024).toFixed(1),
  ]);
  const body = [
    `A visible PAdES signature, by keys of the local KMS and, for B-T, the local timestamp authority, all on this machine and in one process. KMS and an authority elsewhere add their own time and the way there. Load average ${loadNow()}.`,
    markdownTable(['signature', 'times', 'first ms', 'median ms', 'p95 ms', 'added KB'], rows),
  ];
  return { title: 'Signatures', body: body.join('\n\n'), bars: [] };
}
