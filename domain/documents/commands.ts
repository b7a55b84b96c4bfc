import type { DocumentFile } from '#domain/documents/document';
import type { DocumentLanguage, SignaturePlace } from '#domain/documents/rendering';
import type { Actor } from '#domain/dossiers/parts';

interface By {
  readonly by: Actor;
}

/** A document was rendered and lies in the vault. */
export interface Drawn {
  readonly documentId: string;
  readonly template: { readonly id: string; readonly version: number };
  readonly language: DocumentLanguage;
  readonly places: readonly SignaturePlace[];
  readonly file: DocumentFile;
}
/** The result of a step was rendered. */
export interface DraftDocument extends By, Drawn {
  readonly type: 'draft-document';
  readonly stepId: string;
  readonly notation?: string | undefined;
  readonly signers: readonly { readonly capacity: 'officer' | 'agency'; readonly officer?: string | undefined }[];
}
/** Form 04 about the last apology was rendered. */
export interface DraftApology extends By, Drawn {
  readonly type: 'draft-apology';
}
/** The signature was made and lies in the vault. */
export interface SignDocument extends By {
  readonly type: 'sign-document';
  readonly documentId: string;
  /** SHA-256 of the bytes the signer saw. */
  readonly seen: string;
  readonly file: DocumentFile;
  readonly level: 'B-B' | 'B-T';
}
export interface RefuseSigning extends By {
  readonly type: 'refuse-signing';
  readonly documentId: string;
  readonly reasons: readonly string[];
}
/** The signer has somebody else of the same agency sign, who has a signing identity. */
export interface DelegateSigning extends By {
  readonly type: 'delegate-signing';
  readonly documentId: string;
  readonly officer: string;
}

export type DocumentCommand = DraftDocument | DraftApology | SignDocument | RefuseSigning | DelegateSigning;
