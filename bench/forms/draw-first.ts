import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { SAMPLE_MADE_AT, sampleResult } from '#domain/documents/forms/sample-result';
import { findTemplate } from '#domain/documents/templates';
import { openFonts } from '#functions/adapters/pdf/open-fonts';
import { createPdfRenderer } from '#functions/adapters/pdf/pdf-renderer';

const [folder = ''] = process.argv.slice(2);
const template = findTemplate({ id: 'birth-certificate-extract', version: 1 });
const data = sampleResult(template, { code: '3.000722', name: { vi: 'Thủ tục', en: 'Procedure' } }, 'vi');
const startedAt = performance.now();
const renderer = createPdfRenderer(openFonts((file) => readFileSync(join(folder, file))));
const openedAt = performance.now();
await renderer.render({ template, language: 'vi', data, qr: 'cold', madeAt: SAMPLE_MADE_AT });
process.stdout.write(JSON.stringify({ fonts: openedAt - startedAt, first: performance.now() - openedAt }));
