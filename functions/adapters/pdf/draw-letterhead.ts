import type { FilledLetterhead } from '#domain/documents/filled-document';
import { decorate, lineHeight, linesFor, pointsToFit, type Sheet, type TextLook, writeLines } from './sheet.ts';

// Annex I of Decree 30/2020/NĐ-CP puts the agency left and the nation right; the nation's line needs more room.
const AGENCY_SHARE = 0.42;
const GAP_POINTS = 8;
const NARROWER = 4;

/** The head of a document as Annex I of Decree 30/2020/NĐ-CP lays it out: agency and number left; nation, motto, place and date right. */
export function drawLetterhead(sheet: Sheet, block: FilledLetterhead): void {
  const { pdf, fontPoints } = sheet;
  const top = pdf.y;
  const agency = column(sheet, 'left');
  const nation = column(sheet, 'right');
  if (block.superior !== undefined) say(sheet, block.superior, { ...agency, style: 'regular', points: fontPoints - 1 });
  say(sheet, block.agency, { ...agency, style: 'bold', points: fontPoints - 1 });
  underline(sheet, agency, agency.width / 3);
  if (block.number !== undefined) say(sheet, block.number, { ...agency, style: 'regular', points: fontPoints });
  const agencyEnds = pdf.y;
  pdf.y = top;
  const nationPoints = pointsToFit(sheet, block.nation, { style: 'bold', points: fontPoints - 1, width: nation.width });
  say(sheet, block.nation, { ...nation, style: 'bold', points: nationPoints });
  const mottoPoints = pointsToFit(sheet, block.motto, { style: 'bold', points: fontPoints, width: nation.width });
  say(sheet, block.motto, { ...nation, style: 'bold', points: mottoPoints });
  underline(sheet, nation, pdf.font('bold').fontSize(mottoPoints).widthOfString(block.motto));
  say(sheet, block.placeAndDate, { ...nation, style: 'italic', points: fontPoints });
  pdf.y = Math.max(agencyEnds, pdf.y) + lineHeight(fontPoints) / 2;
}

function column({ left, width }: Sheet, side: 'left' | 'right'): Pick<TextLook, 'align' | 'left' | 'width'> {
  const agencyWidth = (width - GAP_POINTS) * AGENCY_SHARE;
  return side === 'left'
    ? { align: 'center', left, width: agencyWidth }
    : { align: 'center', left: left + agencyWidth + GAP_POINTS, width: width - agencyWidth - GAP_POINTS };
}

function say(sheet: Sheet, text: string, look: TextLook): void {
  sheet.root.add(sheet.pdf.struct('P', {}, () => writeLines(sheet, balancedLines(sheet, text, look), look)));
}

/** In as few lines as they need, each about as long: a last word alone below a long line looks like a mistake. */
function balancedLines(sheet: Sheet, text: string, look: TextLook): string[] {
  let lines = linesFor(sheet, text, look);
  if (lines.length === 1) return lines;
  for (let width = look.width - NARROWER; width > look.width / 2; width -= NARROWER) {
    const narrower = linesFor(sheet, text, { ...look, width });
    if (narrower.length > lines.length) break;
    lines = narrower;
  }
  return lines;
}

function underline(sheet: Sheet, { left, width }: Pick<TextLook, 'left' | 'width'>, length: number): void {
  const { pdf } = sheet;
  const y = pdf.y + 1;
  const from = left + (width - length) / 2;
  decorate(sheet, () => pdf.lineWidth(0.6).moveTo(from, y).lineTo(from + length, y).stroke());
  pdf.y = y + 4;
}
