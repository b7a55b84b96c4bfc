import type { DocumentLanguage, RenderedDocument } from '#domain/documents/rendering';
import type { FiledDossier } from '#domain/dossiers/dossier';

/** What an officer says of a result that no application and no register says, by the names of the template's questions. */
type ResultAnswers = Readonly<Record<string, string | number>>;

interface ResultOrder {
  readonly template: { readonly id: string; readonly version: number };
  readonly language: DocumentLanguage;
  readonly agency: string;
  /** Number and notation (Decree 30/2020/NĐ-CP). */
  readonly documentNumber: string;
  readonly answers: ResultAnswers;
  /** ISO instant of the draft. */
  readonly at: string;
  /** The kind of result, by the procedure's word. */
  readonly type: string;
  /** What people call the cell by; the QR code leads to its page of verification. */
  readonly origin: string;
}

/** Draws the result of a step from the dossier and the officer's answers. */
export interface ResultDrawer {
  /** @throws DomainError naming every answer that is missing or wrong */
  draw(dossier: FiledDossier, order: ResultOrder): Promise<RenderedDocument>;
}
