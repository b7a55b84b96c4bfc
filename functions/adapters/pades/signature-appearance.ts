import { PdfArray, PdfDict, PdfName, PdfNumber, type EmbeddedFont, type PDF, type PdfRef } from '@libpdf/core';
import type { SigningIdentity, VisibleSignature } from '#domain/documents/signing';
import { fittedInBox, fittedInCircle, type Row } from '#functions/adapters/pades/fit-lines';

export interface AppearanceOrder extends Pick<VisibleSignature, 'lines' | 'clearLeft'> {
  readonly rectangle: Pick<VisibleSignature['rectangle'], 'width' | 'height'>;
  readonly capacity: SigningIdentity['capacity'];
  /** TrueType with every Vietnamese letter. */
  readonly font: Uint8Array;
}

const MARGIN = 3;
/** A person signs in blue, an agency in red: Decree 30/2020/NĐ-CP, Annex I. */
const COLOURS: Readonly<Record<SigningIdentity['capacity'], string>> = { officer: '0 0.2 0.6', agency: '0.8 0 0' };
/** What lies beneath a seal shows through it. */
const SEEN_THROUGH = 0.85;
/** From this on there is room for words beside a seal; a square holds them within. */
const WIDE = 1.5;
const RING_GAP = 2.5;
/** How far a curve must be bent to be a quarter of a circle. */
const QUARTER = 0.5523;

/**
 * Draws what is seen of a signature: of a person the words in a thin frame, of an agency a ring like a seal, with its words
 * within or beside. The letters used are embedded with it, so that it looks the same everywhere.
 */
export function drawAppearance(pdf: PDF, order: AppearanceOrder): PdfRef {
  const font = pdf.embedFont(order.font);
  const drawn = { ...order, lines: order.lines.map((line) => line.normalize('NFC')) };
  const colour = COLOURS[order.capacity];
  const content = ['q', '/Through gs', `${colour} RG ${colour} rg`, ...(order.capacity === 'agency' ? seal(font, drawn) : block(font, drawn)), 'Q'].join('\n');
  const { width, height } = order.rectangle;
  const through = PdfDict.of({ Type: PdfName.of('ExtGState'), CA: PdfNumber.of(SEEN_THROUGH), ca: PdfNumber.of(SEEN_THROUGH), BM: PdfName.of('Multiply') });
  return pdf.createStream(
    {
      Type: PdfName.of('XObject'),
      Subtype: PdfName.of('Form'),
      BBox: new PdfArray([0, 0, width, height].map((value) => PdfNumber.of(value))),
      Resources: PdfDict.of({ Font: PdfDict.of({ Tinos: font.ref }), ExtGState: PdfDict.of({ Through: through }) }),
    },
    new TextEncoder().encode(content),
  );
}

type Drawn = Omit<AppearanceOrder, 'font' | 'capacity'>;

/** The words of a person. The frame is open where a seal comes to lie, so that no line crosses the words in it. */
function block(font: EmbeddedFont, { lines, rectangle: { width, height }, clearLeft = 0 }: Drawn): readonly string[] {
  const [right, top] = [number(width - 0.5), number(height - 0.5)];
  const frame = clearLeft > 0 ? `0 ${top} m ${right} ${top} l ${right} 0.5 l 0 0.5 l S` : `0.5 0.5 ${number(width - 1)} ${number(height - 1)} re S`;
  return [`0.5 w ${frame}`, ...words(font, lines, { left: clearLeft + MARGIN, right: width - MARGIN, height })];
}

/** Two rings, at the left of a wide rectangle with the words beside, or with the words within. */
function seal(font: EmbeddedFont, { lines, rectangle: { width, height } }: Drawn): readonly string[] {
  const isWide = width >= height * WIDE;
  const radius = Math.min(width, height) / 2 - 1;
  const [x, y] = [isWide ? radius + 1 : width / 2, height / 2];
  const rings = [`1.2 w ${ring(x, y, radius)} S`, `0.5 w ${ring(x, y, radius - RING_GAP)} S`];
  const inner = radius - RING_GAP - 1;
  if (isWide) return [...rings, ...rows(font, fittedInCircle(font, [SEALED], inner), { x, y }), ...words(font, lines, { left: 2 * radius + 2 + MARGIN, right: width - MARGIN, height })];
  return [...rings, ...rows(font, fittedInCircle(font, lines, inner), { x, y })];
}

/** Stands within the ring when the words are beside it. */
const SEALED = 'ĐÃ KÝ SỐ';

function words(font: EmbeddedFont, lines: readonly string[], { left, right, height }: { readonly left: number; readonly right: number; readonly height: number }): readonly string[] {
  return rows(font, fittedInBox(font, lines, { width: right - left, height: height - 2 * MARGIN }), { x: left, y: height - MARGIN });
}

/** Rows stand where they were fitted, seen from a point. */
function rows(font: EmbeddedFont, fitted: { readonly size: number; readonly rows: readonly Row[] }, from: { readonly x: number; readonly y: number }): readonly string[] {
  return ['BT', `/Tinos ${number(fitted.size)} Tf`, ...fitted.rows.map(({ text, x, y }) => `1 0 0 1 ${number(from.x + x)} ${number(from.y + y)} Tm ${hexOf(font, text)} Tj`), 'ET'];
}

function ring(x: number, y: number, radius: number): string {
  const bend = radius * QUARTER;
  const at = (across: number, up: number) => `${number(x + across)} ${number(y + up)}`;
  return [
    `${at(radius, 0)} m`,
    `${at(radius, bend)} ${at(bend, radius)} ${at(0, radius)} c`,
    `${at(-bend, radius)} ${at(-radius, bend)} ${at(-radius, 0)} c`,
    `${at(-radius, -bend)} ${at(-bend, -radius)} ${at(0, -radius)} c`,
    `${at(bend, -radius)} ${at(radius, -bend)} ${at(radius, 0)} c`,
  ].join(' ');
}

/** The content of an embedded font names glyphs, two octets each. */
function hexOf(font: EmbeddedFont, text: string): string {
  return `<${font.encodeTextToGids(text).map((glyph) => glyph.toString(16).padStart(4, '0')).join('')}>`;
}

function number(value: number): string {
  return String(Math.round(value * 100) / 100);
}
