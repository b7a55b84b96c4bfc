import { create, type ParsedFont } from 'fontkit';
import { FONT_FILES, type FontStyle } from '#functions/adapters/pdf/font-files';

/** The letters of a document, parsed; kept for the life of a function, since parsing takes four times as long as drawing a form. */
export type DocumentFonts = Readonly<Record<FontStyle, Uint8Array>>;

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
