declare namespace PDFKit.Mixins {
  /** What the library's types leave out of the structure of a tagged file (ISO 32000-1, 14.8.5). */
  interface StructureElementOptions {
    bbox?: [number, number, number, number];
    scope?: 'Column' | 'Row';
  }
}
