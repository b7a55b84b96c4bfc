import type { FilledTable } from '#domain/documents/filled-document';
import { type Align, decorate, lineHeight, linesFor, type Sheet, type Structure, type TextStyle, turnPage, writeLines } from './sheet.ts';

const PADDING_POINTS = 3;

interface Cell {
  readonly lines: readonly string[];
  readonly left: number;
  readonly width: number;
  readonly align: Align;
}

interface Grid {
  readonly sheet: Sheet;
  readonly table: Structure;
  readonly header: readonly Cell[];
  readonly points: number;
}

interface RowLook {
  readonly kind: 'TH' | 'TD';
  readonly style: TextStyle;
}
const HEADER: RowLook = { kind: 'TH', style: 'bold' };
const DATA: RowLook = { kind: 'TD', style: 'regular' };

/** A table whose header stands again on each page; a row goes over to the next page only when it is longer than a page. */
export function drawTable(sheet: Sheet, block: FilledTable): void {
  const points = block.fontPoints ?? sheet.fontPoints - 1;
  const table = sheet.pdf.struct('Table');
  sheet.root.add(table);
  const cells = cellsOf(sheet, { block, points });
  const grid: Grid = { sheet, table, points, header: cells(block.columns.map(({ header }) => header), 'bold') };
  drawRow(grid, { cells: grid.header, look: HEADER });
  const rows = block.rows.length > 0 ? block.rows.map((row) => cells(row, 'regular')) : [emptyRow(grid, block.whenEmpty)];
  for (const row of rows) drawRow(grid, { cells: row, look: DATA });
  sheet.pdf.y += lineHeight(points) / 2;
}

function cellsOf(sheet: Sheet, { block, points }: { readonly block: FilledTable; readonly points: number }) {
  const all = block.columns.reduce((sum, { width }) => sum + width, 0);
  const widths = block.columns.map(({ width }) => (sheet.width * width) / all);
  return (texts: readonly string[], style: TextStyle): Cell[] =>
    block.columns.map((column, index) => {
      const width = widths[index] ?? 0;
      const left = sheet.left + widths.slice(0, index).reduce((sum, each) => sum + each, 0);
      const lines = linesFor(sheet, texts[index] ?? '', { style, points, width: width - 2 * PADDING_POINTS });
      return { lines, left, width, align: style === 'bold' ? 'center' : column.align };
    });
}

function emptyRow({ sheet, points }: Grid, text: string): Cell[] {
  const lines = linesFor(sheet, text, { style: 'regular', points, width: sheet.width - 2 * PADDING_POINTS });
  return [{ lines, left: sheet.left, width: sheet.width, align: 'center' }];
}

function drawRow(grid: Grid, { cells, look }: { readonly cells: readonly Cell[]; readonly look: RowLook }): void {
  const { sheet, table, points } = grid;
  const row = sheet.pdf.struct('TR');
  table.add(row);
  const parts = cells.map((cell) => {
    const element = sheet.pdf.struct(look.kind, look.kind === 'TH' ? { scope: 'Column' } : {});
    row.add(element);
    return { cell, element };
  });
  const longest = Math.max(...cells.map(({ lines }) => lines.length));
  if (!fits(grid, Math.min(longest, linesInPage(grid)))) newPageOf(grid, look);
  for (let from = 0; from < longest; ) {
    const room = Math.max(1, Math.floor((sheet.bottom - sheet.pdf.y - 2 * PADDING_POINTS) / lineHeight(points)));
    const count = Math.min(room, longest - from);
    const top = sheet.pdf.y;
    for (const { cell, element } of parts) element.add(() => drawCell(grid, { cell: { ...cell, lines: cell.lines.slice(from, from + count) }, top, look }));
    drawBorders(sheet, cells, { top, height: heightOf(grid, count) });
    from += count;
    if (from < longest) newPageOf(grid, look);
  }
}

function heightOf({ points }: Grid, lines: number): number {
  return lines * lineHeight(points) + 2 * PADDING_POINTS;
}

function fits(grid: Grid, lines: number): boolean {
  return grid.sheet.pdf.y + heightOf(grid, lines) <= grid.sheet.bottom;
}

function linesInPage(grid: Grid): number {
  const { sheet, header, points } = grid;
  const taken = heightOf(grid, Math.max(...header.map(({ lines }) => lines.length))) + 2 * PADDING_POINTS;
  return Math.max(1, Math.floor((sheet.bottom - sheet.top - taken) / lineHeight(points)));
}

function newPageOf(grid: Grid, look: RowLook): void {
  turnPage(grid.sheet);
  if (look.kind === 'TH') return;
  const top = grid.sheet.pdf.y;
  decorate(grid.sheet, () => {
    for (const cell of grid.header) drawCell(grid, { cell, top, look: HEADER });
  });
  drawBorders(grid.sheet, grid.header, { top, height: heightOf(grid, Math.max(...grid.header.map(({ lines }) => lines.length))) });
}

function drawCell({ sheet, points }: Grid, { cell, top, look }: { readonly cell: Cell; readonly top: number; readonly look: RowLook }): void {
  sheet.pdf.y = top + PADDING_POINTS;
  writeLines(sheet, cell.lines, { style: look.style, points, align: cell.align, left: cell.left + PADDING_POINTS, width: cell.width - 2 * PADDING_POINTS });
}

function drawBorders(sheet: Sheet, cells: readonly Cell[], { top, height }: { readonly top: number; readonly height: number }): void {
  decorate(sheet, () => {
    for (const { left, width } of cells) sheet.pdf.lineWidth(0.5).rect(left, top, width, height).stroke();
  });
  sheet.pdf.y = top + height;
}
