import type { Rectangle } from '#domain/documents/signing';

export type DocumentLanguage = 'vi' | 'en';

/** Values a template may show, already in words for people: names, dates and amounts as they shall be read. */
export interface DocumentData {
  readonly [name: string]: string | number | boolean | DocumentData | readonly DocumentData[] | readonly string[] | undefined;
}

export interface RenderOrder {
  /** One published version of a template never changes, so the same order gives the same bytes. */
  readonly template: { readonly id: string; readonly version: number };
  readonly language: DocumentLanguage;
  readonly data: DocumentData;
  /** The text of the QR code; a template without one ignores it. */
  readonly qr?: string;
  /** ISO instant written into the file as its making; part of the input, so that bytes repeat. */
  readonly madeAt: string;
  /** Marks every page as a sample, so that nobody takes it for a document. */
  readonly sample?: boolean;
}

/** Where a template leaves room for a visible signature: Decree 30/2020/NĐ-CP, Annex I. */
export interface SignaturePlace {
  readonly capacity: 'officer' | 'agency';
  readonly pageIndex: number;
  readonly rectangle: Rectangle;
}

export interface RenderedDocument {
  readonly pdf: Uint8Array;
  readonly places: readonly SignaturePlace[];
}

/** Draws forms and results as tagged PDF with embedded fonts. */
export interface DocumentRenderer {
  /** @throws DomainError `document-template-unknown` or, naming the field, `document-data-missing` */
  render(order: RenderOrder): Promise<RenderedDocument>;
}
