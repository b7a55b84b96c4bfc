import type { FilledSignatures } from '#domain/documents/filled-document';
import type { SignaturePlace } from '#domain/documents/rendering';
import { keepTogether, lineHeight, linesFor, millimetres, type Sheet, type TextLook, writeLines } from './sheet.ts';

type Column = FilledSignatures['columns'][number];

/** How much of the person's signature the agency's one covers, on its left (Decree 30/2020/NĐ-CP, Annex I). */
const SEAL_OVERLAP = 1 / 3;
const SIGNATURE_SHARE = 0.72;

/** Who signs, side by side, with room below each name of an office; tells where the signatures of officer and agency shall be seen. */
export function drawSignatures(sheet: Sheet, block: FilledSignatures): SignaturePlace[] {
  const space = millimetres(block.spaceMillimetres);
  const width = sheet.width / block.columns.length;
  const columns = block.columns.map((column, index) => ({ column, looks: looksOf(sheet, { left: sheet.left + index * width, width: width - 4 }) }));
  const heads = columns.map(({ column, looks }) => headHeight(sheet, column, looks));
  const head = Math.max(...heads);
  sheet.pdf.y += lineHeight(sheet.fontPoints) / 2;
  keepTogether(sheet, Math.max(head + space, ...columns.map(({ column, looks }) => wholeHeight(sheet, column, looks))));
  const top = sheet.pdf.y;
  const ends = columns.map(({ column, looks }) => {
    sheet.pdf.y = top;
    writeColumn(sheet, column, looks);
    return sheet.pdf.y;
  });
  const places = columns.flatMap(({ column, looks }) => placesOf(sheet, column, { left: looks.title.left, width: looks.title.width, top: top + head, space }));
  sheet.pdf.y = Math.max(top + head + space, ...ends);
  return places;
}

interface Looks {
  readonly title: TextLook;
  readonly hint: TextLook;
  readonly line: TextLook;
}

function looksOf({ fontPoints }: Sheet, edges: Pick<TextLook, 'left' | 'width'>): Looks {
  return {
    title: { ...edges, style: 'bold', points: fontPoints, align: 'center' },
    hint: { ...edges, style: 'italic', points: fontPoints - 1, align: 'center' },
    line: { ...edges, style: 'regular', points: fontPoints - 1, align: 'left' },
  };
}

function writeColumn(sheet: Sheet, { capacity, title, hint, lines }: Column, looks: Looks): void {
  const isList = capacity === 'nobody';
  const say = (text: string, look: TextLook) => sheet.root.add(sheet.pdf.struct('P', {}, () => writeLines(sheet, linesFor(sheet, text, look), look)));
  if (title !== undefined) say(title, isList ? { ...looks.title, align: 'left', points: looks.line.points } : looks.title);
  if (hint !== undefined) say(hint, looks.hint);
  for (const line of lines) say(line, looks.line);
}

function headHeight(sheet: Sheet, { title, hint }: Column, looks: Looks): number {
  const heightOf = (text: string | undefined, look: TextLook) => (text === undefined ? 0 : linesFor(sheet, text, look).length * lineHeight(look.points));
  return heightOf(title, looks.title) + heightOf(hint, looks.hint);
}

function wholeHeight(sheet: Sheet, column: Column, looks: Looks): number {
  const lines = column.lines.flatMap((line) => linesFor(sheet, line, looks.line));
  return headHeight(sheet, column, looks) + lines.length * lineHeight(looks.line.points);
}

interface Room {
  readonly left: number;
  readonly width: number;
  readonly top: number;
  readonly space: number;
}

function placesOf({ pdf, left: edge }: Sheet, { capacity, sealed }: Column, { left, width, top, space }: Room): SignaturePlace[] {
  if (capacity !== 'officer') return [];
  const pageIndex = pdf.bufferedPageRange().count - 1;
  const y = pdf.page.height - top - space;
  const wide = width * SIGNATURE_SHARE;
  const signature = { x: left + (width - wide) / 2, y: y + 2, width: wide, height: space - 4 };
  if (!sealed) return [{ capacity: 'officer', pageIndex, rectangle: signature }];
  // A seal is as wide as it is high.
  const across = Math.min(signature.height, wide);
  const seal = { ...signature, width: across, x: Math.max(edge, signature.x + wide * SEAL_OVERLAP - across) };
  return [
    { capacity: 'officer', pageIndex, rectangle: signature },
    { capacity: 'agency', pageIndex, rectangle: seal },
  ];
}
