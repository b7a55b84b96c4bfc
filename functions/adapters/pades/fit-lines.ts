/** How wide a text is at a size, in points. */
export interface Measure {
  getTextWidth(text: string, size: number): number;
}

/** A row of words with its baseline, seen from the upper left corner of a box or the middle of a circle. */
export interface Row {
  readonly text: string;
  readonly x: number;
  readonly y: number;
}

export interface FittedRows {
  readonly size: number;
  readonly rows: readonly Row[];
}

/** In points: as large as the letters of Decree 30/2020/NĐ-CP, Annex I, where they fit, and never too small to be read on a screen. */
const LARGEST = 10;
const SMALLEST = 3.5;
const STEP = 0.25;
const LEADING = 1.2;
/** Half of what a capital with two marks above takes, seen from the middle of its row. */
const HALF_ROW = 0.55;
/** From the middle of a row down to its baseline. */
const BASELINE = 0.3;
const MOST_ROWS = 14;

/** Words in a box, from its top, broken between words, as large as they fit. */
export function fittedInBox(font: Measure, lines: readonly string[], { width, height }: { readonly width: number; readonly height: number }): FittedRows {
  for (let size = LARGEST; ; size -= STEP) {
    const broken = brokenInto(lines, (text) => font.getTextWidth(text, size) <= width);
    const isSmallest = size <= SMALLEST;
    const isInside = broken.every((text) => font.getTextWidth(text, size) <= width);
    if (isSmallest || (isInside && broken.length * size * LEADING <= height)) return { size, rows: broken.map((text, row) => ({ text, x: 0, y: -size * (1 + row * LEADING) })) };
  }
}

/** Words in the middle of a circle, each row as wide as the circle is there, as large as they fit. */
export function fittedInCircle(font: Measure, lines: readonly string[], radius: number): FittedRows {
  for (let size = LARGEST; ; size -= STEP) {
    for (let count = lines.length; count <= MOST_ROWS; count += 1) {
      const middleOf = (row: number) => ((count - 1) / 2 - row) * size * LEADING;
      const fits = (text: string, row: number) => font.getTextWidth(text, size) <= chord(radius, Math.abs(middleOf(row)) + size * HALF_ROW);
      const broken = brokenInto(lines, fits);
      const isInside = broken.length <= count && broken.every((text, row) => fits(text, row));
      if (!isInside && !(size <= SMALLEST && count === MOST_ROWS)) continue;
      return { size, rows: broken.map((text, row) => ({ text, x: -font.getTextWidth(text, size) / 2, y: middleOf(row) - size * BASELINE })) };
    }
  }
}

function chord(radius: number, distance: number): number {
  return distance >= radius ? 0 : 2 * Math.sqrt(radius ** 2 - distance ** 2);
}

/** Rows of words, a new one for each line; a word wider than its row stands alone in it. */
function brokenInto(lines: readonly string[], fits: (text: string, row: number) => boolean): readonly string[] {
  const done: string[] = [];
  for (const line of lines) {
    let row = '';
    for (const word of line.split(' ')) {
      const longer = row === '' ? word : `${row} ${word}`;
      if (row !== '' && !fits(longer, done.length)) {
        done.push(row);
        row = word;
      } else row = longer;
    }
    done.push(row);
  }
  return done;
}
