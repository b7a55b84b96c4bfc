import type { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';
import { checksumAlgorithms } from './checksum.ts';
import { S3Error } from './s3-error.ts';

const uploadDocumentSchema = z.object({
  headers: z.record(z.string(), z.string()),
  /** What every part's checksum must be; any when the upload was begun without naming one. */
  checksumAlgorithm: z.enum(checksumAlgorithms).optional(),
  checksumType: z.enum(['FULL_OBJECT', 'COMPOSITE']),
});

const partDocumentSchema = z.object({
  sizeBytes: z.int().nonnegative(),
  etag: z.string(),
  checksum: z.object({ algorithm: z.enum(checksumAlgorithms), value: z.string() }),
  lastModifiedAt: z.int(),
});

const partRowSchema = z.object({ part_number: z.int(), blob: z.string(), document: z.string() });

/** A multipart upload that was begun and neither completed nor aborted. */
export interface Upload extends z.infer<typeof uploadDocumentSchema> {
  readonly uploadId: string;
  readonly bucket: string;
  readonly key: string;
}

export interface UploadedPart extends z.infer<typeof partDocumentSchema> {
  readonly partNumber: number;
  readonly blob: string;
}

export interface UploadTable {
  add(upload: Upload): void;
  /** Throws NoSuchUpload, also when the upload is for another bucket or key. */
  get(address: { bucket: string; key: string; uploadId: string }): Upload;
  /** Keeps the part, in place of an earlier one of that number, whose blob it gives back. */
  putPart(uploadId: string, part: UploadedPart): string | undefined;
  /** Parts by number. */
  parts(uploadId: string): UploadedPart[];
  /** Forgets the upload and its parts. */
  remove(uploadId: string): void;
  hasBlob(blob: string): boolean;
}

export function createUploadTable(database: DatabaseSync): UploadTable {
  const insert = database.prepare('INSERT INTO uploads (upload_id, bucket, key, document) VALUES (?, ?, ?, ?)');
  const select = database.prepare('SELECT document FROM uploads WHERE upload_id = ? AND bucket = ? AND key = ?');
  const oldPart = database.prepare('SELECT blob FROM parts WHERE upload_id = ? AND part_number = ?');
  const insertPart = database.prepare('INSERT OR REPLACE INTO parts (upload_id, part_number, blob, document) VALUES (?, ?, ?, ?)');
  const selectParts = database.prepare('SELECT part_number, blob, document FROM parts WHERE upload_id = ? ORDER BY part_number');
  const deleteUpload = database.prepare('DELETE FROM uploads WHERE upload_id = ?');
  const deleteParts = database.prepare('DELETE FROM parts WHERE upload_id = ?');
  const blobRow = database.prepare('SELECT 1 FROM parts WHERE blob = ?');

  return {
    add: ({ uploadId, bucket, key, ...document }) => {
      insert.run(uploadId, bucket, key, JSON.stringify(document));
    },
    get: ({ bucket, key, uploadId }) => {
      const row = select.get(uploadId, bucket, key);
      if (!row) {
        throw new S3Error('NoSuchUpload', 'The specified upload does not exist. The upload ID may be invalid, or the upload may have been aborted or completed.', {
          details: { UploadId: uploadId },
        });
      }
      return { uploadId, bucket, key, ...uploadDocumentSchema.parse(JSON.parse(String(row['document']))) };
    },
    putPart: (uploadId, { partNumber, blob, ...document }) => {
      const displaced = oldPart.get(uploadId, partNumber);
      insertPart.run(uploadId, partNumber, blob, JSON.stringify(document));
      return displaced && String(displaced['blob']);
    },
    parts: (uploadId) =>
      selectParts.all(uploadId).map((row) => {
        const { part_number: partNumber, blob, document } = partRowSchema.parse(row);
        return { partNumber, blob, ...partDocumentSchema.parse(JSON.parse(document)) };
      }),
    remove: (uploadId) => {
      deleteUpload.run(uploadId);
      deleteParts.run(uploadId);
    },
    hasBlob: (blob) => blobRow.get(blob) !== undefined,
  };
}
