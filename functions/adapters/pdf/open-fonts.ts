import { create, type ParsedFont } from 'fontkit';

export type FontStyle = 'regular' | 'bold' | 'italic';

/** The letters of a document, parsed; kept for the life of a function, since parsing takes four times as long as drawing a form. */
export type DocumentFonts = Readonly<Record<FontStyle, Uint8Array>>;

/** Tinos: as wide as Times New Roman, which Decree 30/2020/NĐ-CP prescribes, with every Vietnamese letter, free to embed. */
export const FONT_FILES: Readonly<Record<FontStyle, string>> = { regular: 'Tinos_400Regular.ttf', bold: 'Tinos_700Bold.ttf', italic: 'Tinos_400Regular_Italic.ttf' };

// Letters that share a drawing with another one (Đ with the Icelandic Ð, f and i with their ligature) are met here first.
const FIRST = 'AĂÂBCDĐEÊGHIKLMNOÔƠPQRSTUƯVXYaăâbcdđeêghiklmnoôơpqrstuưvxy 0123456789-fi fl ffi ffl';

/** Parses the fonts out of their files. */
export function openFonts(read: (file: string) => Uint8Array): DocumentFonts {
  return { regular: open(read(FONT_FILES.regular)), bold: open(read(FONT_FILES.bold)), italic: open(read(FONT_FILES.italic)) };
}

/**
 * The library remembers for each drawing the letter it was first met as, and for a part of an accented letter none: the
 * text of a document, and its bytes, would depend on what was drawn before. So all are met here, in one order.
 */
function open(file: Uint8Array): ParsedFont {
  const font = create(file);
  font.layout(FIRST);
  for (const codePoint of font.characterSet) font.glyphForCodePoint(codePoint);
  for (let id = 0; id < font.numGlyphs; id += 1) font.getGlyph(id);
  return font;
}
