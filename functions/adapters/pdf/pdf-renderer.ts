import PDFDocument from 'pdfkit';
import type { FilledBlock, FilledDocument } from '#domain/documents/filled-document';
import { fillTemplate } from '#domain/documents/fill-template';
import type { DocumentRenderer, RenderedDocument, RenderOrder, SignaturePlace } from '#domain/documents/rendering';
import { findTemplate } from '#domain/documents/templates';
import { drawLetterhead } from './draw-letterhead.ts';
import { drawPageMarks } from './draw-page-marks.ts';
import { drawQr } from './draw-qr.ts';
import { drawSignatures } from './draw-signatures.ts';
import { drawTable } from './draw-table.ts';
import type { DocumentFonts } from './open-fonts.ts';
import { keepTogether, linesFor, lineHeight, millimetres, plainLook, type Sheet, writeLines, writeParagraph } from './sheet.ts';

const LANGUAGE_TAGS = { vi: 'vi-VN', en: 'en' } as const;
const PROGRAM = 'Một Cửa';
/** Says in the file's metadata that it is made for those who listen (PDF/UA-1, ISO 14289-1 §5). */
const ACCESSIBLE = '<rdf:Description xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" rdf:about=""><pdfuaid:part>1</pdfuaid:part></rdf:Description>';

/** Draws templates as tagged PDF 1.7 with the subsets of the fonts it was given; the same order gives the same bytes. */
export function createPdfRenderer(fonts: DocumentFonts): DocumentRenderer {
  return {
    async render(order) {
      const template = findTemplate(order.template);
      return draw(fillTemplate(template, order), { order, fonts });
    },
  };
}

async function draw(filled: FilledDocument, { order, fonts }: { readonly order: RenderOrder; readonly fonts: DocumentFonts }): Promise<RenderedDocument> {
  const pdf = openPdf(filled, { order, fonts });
  const bytes = bytesOf(pdf);
  const margin = millimetres(filled.page.marginMillimetres);
  const root = pdf.struct('Document');
  pdf.addStructure(root);
  const sheet: Sheet = { pdf, root, left: margin, top: margin, width: pdf.page.width - 2 * margin, bottom: pdf.page.height - margin, fontPoints: filled.page.fontPoints };
  if (filled.sampleMark !== undefined) writeParagraph(sheet, filled.sampleMark, plainLook(sheet, 'bold', 'center'));
  const places = filled.blocks.flatMap((block) => drawBlock(sheet, block));
  drawPageMarks(sheet, filled);
  pdf.appendXML(ACCESSIBLE);
  pdf.end();
  return { pdf: await bytes, places };
}

function openPdf({ title, page }: FilledDocument, { order, fonts }: { readonly order: RenderOrder; readonly fonts: DocumentFonts }) {
  const made = new Date(order.madeAt);
  const pdf = new PDFDocument({
    size: page.size,
    layout: page.orientation,
    margin: millimetres(page.marginMillimetres),
    pdfVersion: '1.7',
    tagged: true,
    displayTitle: true,
    lang: LANGUAGE_TAGS[order.language],
    // The file's id is a hash of these: nothing in it comes from a clock or from chance.
    info: { Title: title, Producer: PROGRAM, Creator: PROGRAM, CreationDate: made, ModDate: made },
    bufferPages: true,
    autoFirstPage: false,
    // No font to begin with: the library's own, Helvetica, cannot be embedded.
    font: '',
  });
  for (const style of ['regular', 'bold', 'italic'] as const) pdf.registerFont(style, fonts[style]);
  pdf.addPage();
  return pdf;
}

async function bytesOf(pdf: AsyncIterable<unknown>): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of pdf) if (chunk instanceof Uint8Array) chunks.push(chunk);
  return Buffer.concat(chunks);
}

function drawBlock(sheet: Sheet, block: FilledBlock): SignaturePlace[] {
  switch (block.kind) {
    case 'letterhead':
      drawLetterhead(sheet, block);
      return [];
    case 'title':
      drawTitle(sheet, block);
      return [];
    case 'text':
      writeParagraph(sheet, block.text, plainLook(sheet, block.style, block.align));
      return [];
    case 'field':
      writeParagraph(sheet, `${block.label}: ${block.value}`, plainLook(sheet));
      return [];
    case 'list':
      drawList(sheet, block);
      return [];
    case 'table':
      drawTable(sheet, block);
      return [];
    case 'qr':
      drawQr(sheet, block);
      return [];
    case 'signatures':
      return drawSignatures(sheet, block);
  }
}

function drawTitle(sheet: Sheet, { text, subtitle }: { readonly text: string; readonly subtitle?: string | undefined }): void {
  const look = { ...plainLook(sheet, 'bold', 'center'), points: sheet.fontPoints + 2 };
  sheet.root.add(sheet.pdf.struct('H1', {}, () => writeLines(sheet, linesFor(sheet, text, look), look)));
  if (subtitle !== undefined) writeParagraph(sheet, subtitle, plainLook(sheet, 'bold', 'center'));
  sheet.pdf.y += lineHeight(sheet.fontPoints) / 2;
}

const LIST_INDENT_POINTS = 16;

function drawList(sheet: Sheet, { items, numbered }: { readonly items: readonly string[]; readonly numbered: boolean }): void {
  const list = sheet.pdf.struct('L');
  sheet.root.add(list);
  const label = { ...plainLook(sheet), width: LIST_INDENT_POINTS };
  const body = { ...plainLook(sheet), left: sheet.left + LIST_INDENT_POINTS, width: sheet.width - LIST_INDENT_POINTS };
  for (const [index, text] of items.entries()) {
    const item = sheet.pdf.struct('LI');
    list.add(item);
    // The number stands on the line on which its item begins.
    keepTogether(sheet, lineHeight(sheet.fontPoints));
    const top = sheet.pdf.y;
    item.add(sheet.pdf.struct('Lbl', {}, () => writeLines(sheet, [numbered ? `${String(index + 1)}.` : '-'], label)));
    sheet.pdf.y = top;
    item.add(sheet.pdf.struct('LBody', {}, () => writeLines(sheet, linesFor(sheet, text, body), body)));
  }
}
