import type { BulkChunk, BulkHandIn } from '#domain/bulk/bulk-hand-in';
import type { Page, PageRequest } from '#domain/dossiers/dossier-store';

/** What is known of bulk hand-ins: how each stands and which of its chunks are done. The rows themselves are in files. */
export interface BulkStore {
  /** Keeps a new one; answers with the one that is there under its id already, which a repeated call finds. */
  create(bulk: BulkHandIn): Promise<BulkHandIn>;
  /** As it stands now. */
  find(id: string): Promise<BulkHandIn | undefined>;
  /** Those of one principal, newest first; the principal is in the key. */
  owned(principalId: string, page: PageRequest): Promise<Page<BulkHandIn>>;
  /** `conflict` when somebody else changed it since `after.version - 1`. */
  commit(after: BulkHandIn): Promise<'committed' | 'conflict'>;
  /** Notes how the file is cut; a chunk that is there already stays as it is. */
  keepChunks(bulk: BulkHandIn, chunks: readonly BulkChunk[]): Promise<void>;
  /** All chunks in order, as they stand now. */
  chunks(id: string): Promise<readonly BulkChunk[]>;
  /** Notes that every row of a chunk has its answer; nothing happens when that was noted before. */
  finishChunk(id: string, chunk: number, done: NonNullable<BulkChunk['done']>): Promise<void>;
}
