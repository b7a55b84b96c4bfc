import type { DocumentTemplate, TemplateBlock } from '#domain/documents/template';

type BlockOf<Kind extends TemplateBlock['kind']> = Extract<TemplateBlock, { kind: Kind }>;

export interface FilledLetterhead {
  readonly kind: 'letterhead';
  readonly nation: string;
  readonly motto: string;
  readonly superior?: string | undefined;
  readonly agency: string;
  readonly number?: string | undefined;
  readonly placeAndDate: string;
}

interface FilledText {
  readonly kind: 'text';
  readonly text: string;
  readonly align: BlockOf<'text'>['align'];
  readonly style: BlockOf<'text'>['style'];
}

export interface FilledTable {
  readonly kind: 'table';
  readonly columns: readonly { readonly header: string; readonly width: number; readonly align: 'left' | 'center' | 'right' }[];
  readonly rows: readonly (readonly string[])[];
  readonly whenEmpty: string;
  readonly fontPoints?: number | undefined;
}

export interface FilledQr {
  readonly kind: 'qr';
  readonly text: string;
  readonly alt: string;
  readonly caption?: string | undefined;
  readonly sizeMillimetres: number;
  readonly squareMillimetres: number;
}

export interface FilledSignatures {
  readonly kind: 'signatures';
  readonly spaceMillimetres: number;
  readonly columns: readonly {
    readonly capacity: 'officer' | 'applicant' | 'nobody';
    readonly title?: string | undefined;
    readonly hint?: string | undefined;
    readonly lines: readonly string[];
    readonly sealed: boolean;
  }[];
}

export type FilledBlock =
  | FilledLetterhead
  | { readonly kind: 'title'; readonly text: string; readonly subtitle?: string | undefined }
  | FilledText
  | { readonly kind: 'field'; readonly label: string; readonly value: string }
  | { readonly kind: 'list'; readonly items: readonly string[]; readonly numbered: boolean }
  | FilledTable
  | FilledQr
  | FilledSignatures;

/** A template with everything said: what is left is where it stands on paper. */
export interface FilledDocument {
  readonly title: string;
  readonly page: DocumentTemplate['page'];
  readonly footer?: string | undefined;
  /** What marks a sample, so that nobody takes it for a document. */
  readonly sampleMark?: string | undefined;
  readonly blocks: readonly FilledBlock[];
}
