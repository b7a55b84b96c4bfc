import type { SectionReport } from './bar.ts';
import { markdownTable } from './markdown-table.ts';

interface Circumstances {
  readonly command: string;
  readonly machine: string;
}

/** The figures against their bars, and the whole as a document. */
export function writeReport(reports: readonly SectionReport[], { command, machine }: Circumstances): { bars: string; document: string } {
  const rows = reports.flatMap(({ bars }) => bars.map(({ what, bar, measured, isMet }) => [what, bar, measured, isMet ? 'met' : '**missed**']));
  const bars = markdownTable(['what', 'bar', 'measured', ''], rows);
  const head = ['# Measurements', `Made by \`${command}\` on ${machine}. Every figure is of that run; the load average beside a figure tells who else was at work.`, '## Figures against their bars', bars];
  const sections = reports.map(({ title, body }) => `## ${title}\n\n${body}`);
  return { bars, document: `${[...head, ...sections].join('\n\n')}\n` };
}
