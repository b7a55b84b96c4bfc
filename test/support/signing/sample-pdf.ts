import { buffer } from 'node:stream/consumers';
import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import PDFDocument from 'pdfkit';

/** Tinos, whose letters cover Vietnamese. */
export function tinos(): Buffer {
  return readFileSync(createRequire(import.meta.url).resolve('@expo-google-fonts/tinos/400Regular/Tinos_400Regular.ttf'));
}

/** A tagged PDF of some pages with Vietnamese text, as our renderer makes them. */
export async function samplePdf(pages = 1): Promise<Buffer> {
  const document = new PDFDocument({ size: 'A4', pdfVersion: '1.7', tagged: true, lang: 'vi', autoFirstPage: false, displayTitle: true, info: { Title: 'Trích lục khai sinh' } });
  document.registerFont('Tinos', tinos());
  for (let page = 1; page <= pages; page += 1) {
    document.addPage();
    const paragraph = document.struct('P', {}, () => document.font('Tinos').fontSize(13).text(`Trích lục khai sinh, tờ ${String(page)}: Nguyễn Thị Ánh Tuyết, phường An Hòa, ngày 26 tháng 11 năm 2026`));
    document.addStructure(paragraph);
    paragraph.end();
  }
  document.end();
  return buffer(document);
}
