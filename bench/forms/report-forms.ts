import type { SectionReport } from '../report/bar.ts';
import { loadNow } from '../report/machine.ts';
import { markdownTable } from '../report/markdown-table.ts';
import type { FormFigures } from './measure-forms.ts';

/** How long a document takes to be drawn, and how large it is. */
export function reportForms({ coldMilliseconds, fontsMilliseconds, warm, heapMegabytes }: FormFigures): SectionReport {
  const rows = warm.map(({ template, medianMilliseconds, p95Milliseconds, perSecond, bytes }) => [template, medianMilliseconds, p95Milliseconds, perSecond, bytes / 1024]);
  const body = [
    `Documents drawn with a QR code of a thousand characters, on one core, without reading the record. Load average ${loadNow()}.`,
    markdownTable(['template', 'median ms', 'p95 ms', 'a second', 'KB'], rows),
    `In a process of its own: ${coldMilliseconds.toFixed(0)} ms to the first document, ${fontsMilliseconds.toFixed(0)} ms of them for parsing the fonts. Heap after all: ${heapMegabytes.toFixed(0)} MB.`,
  ];
  return { title: 'Forms and results', body: body.join('\n\n'), bars: [] };
}
