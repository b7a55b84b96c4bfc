import type { SectionReport } from '../report/bar.ts';
import { loadNow } from '../report/machine.ts';
import { markdownTable } from '../report/markdown-table.ts';
import type { VerifyingFigure } from './measure-verifying.ts';

/** How long a clerk, or anybody with a PDF, waits for the report of its signatures. */
export function reportVerifying(figures: readonly VerifyingFigure[]): SectionReport {
  const rows = figures.map(({ what, sizeBytes, milliseconds }) => [what, sizeBytes, milliseconds.length, milliseconds[0] ?? 0, share(milliseconds, 0.5), share(milliseconds, 0.95)]);
  const resident = process.memoryUsage().rss / 1024 / 1024;
  return {
    title: 'Verifying signatures',
    body: [
      `Level B-T throughout. One thread, in one process; nothing of HTTP or of S3 is in it. Resident memory at the end ${resident.toFixed(0)} MB. Load average ${loadNow()}.`,
      markdownTable(['file', 'bytes', 'times', 'first, ms', 'p50, ms', 'p95, ms'], rows),
    ].join('\n\n'),
    bars: [],
  };
}

function share(values: readonly number[], part: number): number {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0;
}
