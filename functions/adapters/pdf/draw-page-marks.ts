import type { FilledDocument } from '#domain/documents/filled-document';
import { decorate, type Sheet } from './sheet.ts';

const SAMPLE_OPACITY = 0.12;
const PAGE_EDGE_POINTS = 14;

/** What stands on every page and is no content: the footer, the number of the page, the mark of a sample. */
export function drawPageMarks(sheet: Sheet, { footer, sampleMark }: Pick<FilledDocument, 'footer' | 'sampleMark'>): void {
  const { start, count } = sheet.pdf.bufferedPageRange();
  for (let page = start; page < start + count; page += 1) {
    sheet.pdf.switchToPage(page);
    decorate(sheet, () => {
      const number = count > 1 ? `${String(page + 1)}/${String(count)}` : '';
      writeEdge(sheet, [footer ?? '', number].filter((part) => part !== '').join('  ·  '));
      if (sampleMark !== undefined) writeAcross(sheet, sampleMark);
    });
  }
}

function writeEdge({ pdf, left, width }: Sheet, text: string): void {
  if (text === '') return;
  pdf.font('regular').fontSize(7.5);
  const wide = Math.min(width, pdf.widthOfString(text));
  pdf.text(text, left + (width - wide) / 2, pdf.page.height - PAGE_EDGE_POINTS - 7.5, { lineBreak: false });
}

function writeAcross({ pdf }: Sheet, text: string): void {
  const { width, height } = pdf.page;
  const points = width / 8;
  pdf.save().font('bold').fontSize(points).fillOpacity(SAMPLE_OPACITY).rotate(-45, { origin: [width / 2, height / 2] });
  pdf.text(text, (width - pdf.widthOfString(text)) / 2, height / 2 - points / 2, { lineBreak: false });
  pdf.restore();
}
