declare module 'fontkit' {
  /** A parsed font; pdfkit takes it in the place of a file's bytes, though its own types do not say so. */
  export interface ParsedFont extends Uint8Array {
    readonly characterSet: readonly number[];
    readonly numGlyphs: number;
    layout(text: string): unknown;
    glyphForCodePoint(codePoint: number): unknown;
    getGlyph(id: number): unknown;
  }
  export function create(file: Uint8Array): ParsedFont;
}
