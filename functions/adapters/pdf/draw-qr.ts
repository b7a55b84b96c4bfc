import { create } from 'qrcode';
import type { FilledQr } from '#domain/documents/filled-document';
import { keepTogether, lineHeight, linesFor, millimetres, type Sheet, type TextLook, writeLines } from './sheet.ts';

/** The blank frame around a code without which readers do not find it (ISO/IEC 18004). */
const QUIET_SQUARES = 4;
/** From here on the code corrects fewer errors, so that its squares stay as large as a telephone needs. */
const LONG_TEXT = 200;

export interface QrMatrix {
  readonly size: number;
  isDark(row: number, column: number): boolean;
}

/** The squares of the code for a text. */
export function qrMatrix(text: string): QrMatrix {
  const { modules } = create(text, { errorCorrectionLevel: text.length > LONG_TEXT ? 'L' : 'M' });
  return { size: modules.size, isDark: (row, column) => modules.get(row, column) === 1 };
}

/** Draws the code as vectors at the right, its caption beside it, and says to those who cannot see it what it is. */
export function drawQr(sheet: Sheet, block: FilledQr): void {
  const matrix = qrMatrix(block.text);
  const squares = matrix.size + 2 * QUIET_SQUARES;
  const side = Math.min(sheet.width, Math.max(millimetres(block.sizeMillimetres), squares * millimetres(block.squareMillimetres)));
  const look: TextLook = { style: 'italic', points: sheet.fontPoints - 1, align: 'left', left: sheet.left, width: Math.max(sheet.width - side - 6, sheet.width / 3) };
  const lines = block.caption === undefined ? [] : linesFor(sheet, block.caption, look);
  const isBeside = sheet.width - side >= sheet.width / 3;
  keepTogether(sheet, side + (isBeside ? 0 : lines.length * lineHeight(look.points)));
  const top = sheet.pdf.y;
  const left = sheet.left + sheet.width - side;
  sheet.root.add(sheet.pdf.struct('Figure', { alt: block.alt, bbox: [left, top, left + side, top + side] }, () => drawSquares(sheet, matrix, { left, top, square: side / squares })));
  sheet.pdf.y = isBeside ? top + Math.max(0, (side - lines.length * lineHeight(look.points)) / 2) : top + side;
  if (lines.length > 0) sheet.root.add(sheet.pdf.struct('P', {}, () => writeLines(sheet, lines, look)));
  sheet.pdf.y = Math.max(sheet.pdf.y, top + side);
}

function drawSquares({ pdf }: Sheet, matrix: QrMatrix, { left, top, square }: { readonly left: number; readonly top: number; readonly square: number }): void {
  for (let row = 0; row < matrix.size; row += 1) {
    for (const { from, length } of darkRuns(matrix, row)) pdf.rect(left + (QUIET_SQUARES + from) * square, top + (QUIET_SQUARES + row) * square, length * square, square);
  }
  pdf.fill('black');
}

function darkRuns(matrix: QrMatrix, row: number): { from: number; length: number }[] {
  const runs: { from: number; length: number }[] = [];
  for (let column = 0; column < matrix.size; column += 1) {
    if (!matrix.isDark(row, column)) continue;
    const last = runs.at(-1);
    if (last !== undefined && last.from + last.length === column) last.length += 1;
    else runs.push({ from: column, length: 1 });
  }
  return runs;
}
