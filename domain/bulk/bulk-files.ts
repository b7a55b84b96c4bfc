import type { PaperKey, UploadGrant } from '#domain/dossiers/paper-store';

/** A grant to fetch one file, for whoever holds it. */
export interface FetchGrant {
  readonly url: string;
  readonly expiresAt: string;
}

export interface FoundFile {
  readonly sizeBytes: number;
  /** Hex SHA-256 as the store computed it. */
  readonly sha256: string;
  readonly contentType: string;
  readonly objectVersion: string;
}

export interface ByteRange {
  readonly from: number;
  /** The byte after the last one. */
  readonly to: number;
}

export interface RowsToUpload {
  readonly sizeBytes: number;
  readonly sha256: string;
  readonly contentType: string;
}

/** The answers of one chunk, as parts of the two files that come back. */
export interface ChunkAnswers {
  readonly accepted: string;
  readonly refused: string;
}

export type AnswerKind = keyof ChunkAnswers;

/** The files of bulk hand-ins: what was uploaded, and what comes back. They go after 30 days. */
export interface BulkFiles {
  grantRows(bulkId: string, file: RowsToUpload): Promise<UploadGrant>;
  inspectRows(bulkId: string): Promise<FoundFile | undefined>;
  /** The bytes of one version of the file, all or some, in pieces. */
  readRows(bulkId: string, objectVersion: string, range?: ByteRange): Promise<AsyncIterable<Uint8Array>>;
  /** Lets a paper be uploaded once for all rows that name it by its SHA-256. */
  grantPaper(bulkId: string, paper: RowsToUpload): Promise<UploadGrant>;
  inspectPaper(bulkId: string, sha256: string): Promise<FoundFile | undefined>;
  /** Copies an uploaded paper into quarantine, to where the dossier's own paper belongs. */
  bringPaper(bulkId: string, sha256: string, to: PaperKey): Promise<void>;
  /** Writes the answers of a chunk; done again they are written over. */
  keepAnswers(bulkId: string, chunk: number, answers: ChunkAnswers): Promise<void>;
  /** Puts the answers of all chunks behind each other under `head`, in memory that does not grow with them. */
  assemble(bulkId: string, kind: AnswerKind, order: { readonly head: string; readonly chunks: readonly number[] }): Promise<void>;
  /** For a few minutes; `fileName` is what a browser saves it as. */
  grantFetch(bulkId: string, kind: AnswerKind, fileName: string): Promise<FetchGrant>;
}
