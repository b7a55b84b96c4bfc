import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod';
import { sampleResult, SAMPLE_MADE_AT } from '#domain/documents/forms/sample-result';
import type { RenderOrder } from '#domain/documents/rendering';
import { documentTemplates } from '#domain/documents/templates';
import { openFonts } from '#functions/adapters/pdf/open-fonts';
import { createPdfRenderer } from '#functions/adapters/pdf/pdf-renderer';
import { readBenchAssembly } from '../cell/read-bench-assembly.ts';
import { percentile } from '../report/percentile.ts';

interface FormFigure {
  readonly template: string;
  readonly bytes: number;
  readonly medianMilliseconds: number;
  readonly p95Milliseconds: number;
  readonly perSecond: number;
}

export interface FormFigures {
  /** Parsing the fonts and drawing the first document of a process. */
  readonly coldMilliseconds: number;
  readonly fontsMilliseconds: number;
  readonly warm: readonly FormFigure[];
  readonly heapMegabytes: number;
}

/** As long as a signed statement about a dossier with a dozen papers. */
const QR = `https://motcua.example/verify#${'aB3x_'.repeat(190)}`;
const cold = z.object({ fonts: z.number(), first: z.number() });

/** Draws every layout of a result over and over on one core, and once more in a process of its own. */
export async function measureForms(rounds: number): Promise<FormFigures> {
  const folder = fontFolder();
  const renderer = createPdfRenderer(openFonts((file) => readFileSync(join(folder, file))));
  const warm: FormFigure[] = [];
  for (const order of orders()) {
    const milliseconds: number[] = [];
    let bytes = 0;
    for (let round = 0; round <= rounds; round += 1) {
      const startedAt = performance.now();
      bytes = (await renderer.render(order)).pdf.length;
      // The first of each kind meets letters the fonts have not laid out yet.
      if (round > 0) milliseconds.push(performance.now() - startedAt);
    }
    const all = milliseconds.reduce((sum, each) => sum + each, 0);
    warm.push({ template: order.template.id, bytes, medianMilliseconds: percentile(milliseconds, 0.5), p95Milliseconds: percentile(milliseconds, 0.95), perSecond: (1000 * rounds) / all });
  }
  const heapMegabytes = process.memoryUsage().heapUsed / 1024 ** 2;
  const { fonts, first } = await measureCold(folder);
  return { coldMilliseconds: fonts + first, fontsMilliseconds: fonts, warm, heapMegabytes };
}

/** The documents that are drawn, each with its template's own sample. */
function orders(): RenderOrder[] {
  return documentTemplates
    .filter(({ shows }) => shows === 'result')
    .map((template) => ({ template, language: 'vi', data: sampleResult(template, { code: '3.000722', name: { vi: 'Thủ tục', en: 'Procedure' } }, 'vi'), qr: QR, madeAt: SAMPLE_MADE_AT }));
}

/** Where the fonts lie beside the bundle of the function that draws forms. */
function fontFolder(): string {
  const found = readBenchAssembly().functions.find(({ environment }) => environment['POWERTOOLS_SERVICE_NAME'] === 'forms/read-form');
  if (found === undefined) throw new Error('There is no function forms/read-form.');
  return found.codeFolder;
}

async function measureCold(folder: string): Promise<z.infer<typeof cold>> {
  const script = new URL('draw-first.ts', import.meta.url).pathname;
  const { stdout } = await promisify(execFile)(process.execPath, [script, folder]);
  return cold.parse(JSON.parse(stdout));
}
