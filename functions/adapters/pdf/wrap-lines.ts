type Measure = (text: string) => number;

// No accent goes to the next line without its letter.
const LETTERS = /\P{M}\p{M}*/gu;

/**
 * Breaks text into lines no wider than `width`: between words, and inside a word only when it is wider than a line alone
 * (a hash, an address of a page). A no-break space holds its words together. Line breaks of the text stay.
 */
export function wrapLines(text: string, width: number, measure: Measure): string[] {
  return text.split('\n').flatMap((paragraph) => wrapParagraph(paragraph, width, measure));
}

function wrapParagraph(paragraph: string, width: number, measure: Measure): string[] {
  const words = paragraph.split(/[ \t]+/).filter((word) => word !== '');
  const blank = measure(' ');
  const lines: string[] = [];
  let line = '';
  let used = 0;
  for (const part of words.flatMap((word) => cutWord(word, width, measure))) {
    const wide = measure(part);
    if (line !== '' && used + blank + wide > width) {
      lines.push(line);
      line = '';
      used = 0;
    }
    used += wide + (line === '' ? 0 : blank);
    line = line === '' ? part : `${line} ${part}`;
  }
  return [...lines, line];
}

function cutWord(word: string, width: number, measure: Measure): string[] {
  if (measure(word) <= width) return [word];
  const parts: string[] = [];
  let part = '';
  for (const letter of word.match(LETTERS) ?? [word]) {
    if (part !== '' && measure(part + letter) > width) {
      parts.push(part);
      part = '';
    }
    part += letter;
  }
  return [...parts, part];
}
