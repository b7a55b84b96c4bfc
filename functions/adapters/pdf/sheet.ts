import type PDFDocument from 'pdfkit';
import type { FontStyle } from './font-files.ts';
import { wrapLines } from './wrap-lines.ts';

type Pdf = InstanceType<typeof PDFDocument>;
export type Structure = ReturnType<Pdf['struct']>;
export type TextStyle = FontStyle;
export type Align = 'left' | 'center' | 'right' | 'justify';

/** What is being drawn on: the file, its tree for those who listen to it, and the room between the margins in points. */
export interface Sheet {
  readonly pdf: Pdf;
  readonly root: Structure;
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly bottom: number;
  readonly fontPoints: number;
}

/** How lines are set, and between which edges. */
export interface TextLook {
  readonly style: TextStyle;
  readonly points: number;
  readonly align: Align;
  readonly left: number;
  readonly width: number;
}

const LINE_SPACING = 1.22;
/** Of the size of the letters. */
const PARAGRAPH_GAP = 0.15;
const POINTS_IN_MILLIMETRE = 72 / 25.4;

export function millimetres(count: number): number {
  return count * POINTS_IN_MILLIMETRE;
}

export function lineHeight(points: number): number {
  return points * LINE_SPACING;
}

/** Text over the whole width in the sheet's own size. */
export function plainLook({ left, width, fontPoints }: Sheet, style: TextStyle = 'regular', align: Align = 'left'): TextLook {
  return { style, points: fontPoints, align, left, width };
}

/** The lines a text takes. */
export function linesFor({ pdf }: Sheet, text: string, { style, points, width }: Pick<TextLook, 'style' | 'points' | 'width'>): string[] {
  pdf.font(style).fontSize(points);
  return wrapLines(text, width, (part) => pdf.widthOfString(part));
}

/** Writes lines downwards from where the pen is, over as many pages as they need. */
export function writeLines(sheet: Sheet, lines: readonly string[], look: TextLook): void {
  const height = lineHeight(look.points);
  for (const [index, line] of lines.entries()) {
    if (sheet.pdf.y + height > sheet.bottom) turnPage(sheet);
    writeLine(sheet, { text: line, isLast: index === lines.length - 1 }, look);
    sheet.pdf.y += height;
  }
}

/** One tagged paragraph. */
export function writeParagraph(sheet: Sheet, text: string, look: TextLook): void {
  sheet.root.add(sheet.pdf.struct('P', {}, () => writeLines(sheet, linesFor(sheet, text, look), look)));
  sheet.pdf.y += look.points * PARAGRAPH_GAP;
}

/** Begins a page; what is being tagged goes on there. */
export function turnPage(sheet: Sheet): void {
  sheet.pdf.continueOnNewPage();
  sheet.pdf.y = sheet.top;
}

/** Begins a page unless so much still fits below the pen. */
export function keepTogether(sheet: Sheet, height: number): void {
  if (sheet.pdf.y + height > sheet.bottom && sheet.pdf.y > sheet.top) turnPage(sheet);
}

/** Draws what is decoration and says nothing: who listens to the file does not hear it. */
export function decorate({ pdf }: Sheet, draw: () => void): void {
  pdf.markContent('Artifact', { type: 'Layout' });
  draw();
  pdf.endMarkedContent();
}

/** The largest size up to the wanted one in which the text stands on one line. */
export function pointsToFit({ pdf }: Sheet, text: string, { style, points, width }: Pick<TextLook, 'style' | 'points' | 'width'>): number {
  const wide = pdf.font(style).fontSize(points).widthOfString(text);
  return wide <= width ? points : (points * width) / wide;
}

function writeLine({ pdf }: Sheet, { text, isLast }: { readonly text: string; readonly isLast: boolean }, look: TextLook): void {
  pdf.font(look.style).fontSize(look.points);
  const room = look.width - pdf.widthOfString(text);
  const left = look.left + (look.align === 'center' ? room / 2 : 0) + (look.align === 'right' ? room : 0);
  const gaps = text.split(' ').length - 1;
  const wordSpacing = look.align === 'justify' && !isLast && gaps > 0 ? Math.max(0, room) / gaps : 0;
  const y = pdf.y;
  // The blank at the end keeps the words of two lines apart for programs that read the file aloud.
  if (text !== '') pdf.text(isLast ? text : `${text} `, left, y, { lineBreak: false, wordSpacing });
  pdf.y = y;
}
