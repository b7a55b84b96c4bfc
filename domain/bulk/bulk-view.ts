import * as z from 'zod';
import { type BulkChunk, bulkFormat, type BulkHandIn, fileRefusal } from '#domain/bulk/bulk-hand-in';
import type { AnswerKind, FetchGrant } from '#domain/bulk/bulk-files';
import { type UploadGrant, uploadGrant } from '#domain/dossiers/paper-store';
import { isoInstant } from '#domain/kernel/instant';

const count = z.number().int().nonnegative();

export const fetchGrantView = z.object({ url: z.string().max(4000), expiresAt: isoInstant }).strict().meta({ id: 'FetchGrant' });

const summary = {
  id: z.string().max(80),
  version: z.number().int().positive(),
  state: z.enum(['awaiting-file', 'running', 'finished', 'refused']),
  format: bulkFormat,
  sizeBytes: z.number().int().positive(),
  sha256: z.string().max(64),
  createdAt: isoInstant,
  expiresAt: isoInstant,
  finishedAt: isoInstant.optional(),
};

/** One line of the caller's own list. */
export const bulkSummaryView = z.object(summary).strict().meta({ id: 'BulkHandInLine' });
export type BulkSummaryView = z.infer<typeof bulkSummaryView>;

/** A bulk hand-in as its owner reads it. */
export const bulkView = z
  .object({
    ...summary,
    /** Absent until the file has been cut into rows. */
    progress: z.object({ rows: count, done: count, accepted: count, refused: count }).strict().optional(),
    /** Why the whole file was not taken. */
    refusal: fileRefusal.optional(),
    /** The two answers, once every row has one; each link lives ten minutes. */
    files: z.object({ accepted: fetchGrantView, refused: fetchGrantView }).strict().optional(),
    /** The form to upload the file by, as long as it is awaited. */
    upload: uploadGrant.optional(),
  })
  .strict()
  .meta({ id: 'BulkHandIn' });
export type BulkView = z.infer<typeof bulkView>;

export function bulkSummary({ id, version, state, format, sizeBytes, sha256, createdAt, expiresAt, finishedAt }: BulkHandIn): BulkSummaryView {
  return { id, version, state, format, sizeBytes, sha256, createdAt, expiresAt, ...(finishedAt !== undefined && { finishedAt }) };
}

interface BulkExtras {
  readonly chunks?: readonly BulkChunk[];
  readonly files?: Readonly<Record<AnswerKind, FetchGrant>> | undefined;
  readonly upload?: UploadGrant | undefined;
}

/** `chunks` as they stand; `files` and `upload` where the state has them. */
export function viewBulk(bulk: BulkHandIn, { chunks = [], files, upload }: BulkExtras): BulkView {
  const { cut, refusal } = bulk;
  return {
    ...bulkSummary(bulk),
    ...(cut !== undefined && { progress: progressOf(cut.rows, chunks) }),
    ...(refusal !== undefined && { refusal }),
    ...(files !== undefined && { files: { accepted: { ...files.accepted }, refused: { ...files.refused } } }),
    ...(upload !== undefined && { upload: { ...upload, fields: { ...upload.fields } } }),
  };
}

function progressOf(rows: number, chunks: readonly BulkChunk[]): NonNullable<BulkView['progress']> {
  const accepted = chunks.reduce((sum, { done }) => sum + (done?.accepted ?? 0), 0);
  const refused = chunks.reduce((sum, { done }) => sum + (done?.refused ?? 0), 0);
  return { rows, done: accepted + refused, accepted, refused };
}
