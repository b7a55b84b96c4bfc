import { PdfArray, PdfDict, PdfName, PdfNumber, type EmbeddedFont, type PDF, type PdfRef } from '@libpdf/core';
import type { Rectangle, SigningIdentity } from '#domain/documents/signing';

export interface AppearanceOrder {
  readonly lines: readonly string[];
  readonly rectangle: Pick<Rectangle, 'width' | 'height'>;
  readonly capacity: SigningIdentity['capacity'];
  /** TrueType with every Vietnamese letter. */
  readonly font: Uint8Array;
}

/** In points: as large as the letters of Decree 30/2020/NĐ-CP, Annex I, where they fit, and never too small to be read. */
const LARGEST = 10;
const SMALLEST = 4;
const STEP = 0.5;
const LEADING = 1.2;
const MARGIN = 3;
/** A person signs in blue, an agency in red: Decree 30/2020/NĐ-CP, Annex I. */
const COLOURS: Readonly<Record<SigningIdentity['capacity'], string>> = { officer: '0 0.2 0.6', agency: '0.8 0 0' };

/**
 * Draws the visible block of a signature: the lines in a thin frame, as large as they fit, broken between words.
 * The letters used are embedded with it, so that the block looks the same everywhere.
 */
export function drawAppearance(pdf: PDF, { lines, rectangle, capacity, font: fontBytes }: AppearanceOrder): PdfRef {
  const font = pdf.embedFont(fontBytes);
  const { size, broken } = fitted(font, lines.map((line) => line.normalize('NFC')), rectangle);
  const colour = COLOURS[capacity];
  const text = broken.map((line) => `${hexOf(font, line)} Tj T*`).join('\n');
  const top = rectangle.height - MARGIN - size;
  const content = [
    'q',
    `${colour} RG 0.75 w 0.5 0.5 ${number(rectangle.width - 1)} ${number(rectangle.height - 1)} re S`,
    `BT ${colour} rg /Tinos ${number(size)} Tf ${number(size * LEADING)} TL ${number(MARGIN)} ${number(top)} Td`,
    text,
    'ET Q',
  ].join('\n');
  return pdf.createStream(
    {
      Type: PdfName.of('XObject'),
      Subtype: PdfName.of('Form'),
      BBox: new PdfArray([0, 0, rectangle.width, rectangle.height].map((value) => PdfNumber.of(value))),
      Resources: PdfDict.of({ Font: PdfDict.of({ Tinos: font.ref }) }),
    },
    new TextEncoder().encode(content),
  );
}

function fitted(font: EmbeddedFont, lines: readonly string[], { width, height }: AppearanceOrder['rectangle']): { readonly size: number; readonly broken: readonly string[] } {
  for (let size = LARGEST; ; size -= STEP) {
    const broken = lines.flatMap((line) => brokenLine(line, (text) => font.getTextWidth(text, size) <= width - 2 * MARGIN));
    if (broken.length * size * LEADING <= height - 2 * MARGIN || size <= SMALLEST) return { size, broken };
  }
}

function brokenLine(line: string, fits: (text: string) => boolean): string[] {
  const rows: string[] = [];
  let row = '';
  for (const word of line.split(' ')) {
    const longer = row === '' ? word : `${row} ${word}`;
    if (row !== '' && !fits(longer)) {
      rows.push(row);
      row = word;
    } else row = longer;
  }
  return [...rows, row];
}

/** The content of an embedded font names glyphs, two octets each. */
function hexOf(font: EmbeddedFont, text: string): string {
  return `<${font.encodeTextToGids(text).map((glyph) => glyph.toString(16).padStart(4, '0')).join('')}>`;
}

function number(value: number): string {
  return String(Math.round(value * 100) / 100);
}
