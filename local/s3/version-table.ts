import type { DatabaseSync, SQLOutputValue } from 'node:sqlite';
import { z } from 'zod';
import { checksumAlgorithms } from './checksum.ts';

const checksumSchema = z.object({
  algorithm: z.enum(checksumAlgorithms),
  value: z.string(),
  type: z.enum(['FULL_OBJECT', 'COMPOSITE']),
});

const documentSchema = z.object({
  sizeBytes: z.int().nonnegative(),
  /** Without quotes. */
  etag: z.string(),
  /** Epoch milliseconds, whole seconds as S3 keeps them. */
  lastModifiedAt: z.int(),
  /** Sent back with the object: content type, user metadata, encryption label. */
  headers: z.record(z.string(), z.string()),
  checksum: checksumSchema.optional(),
  tags: z.record(z.string(), z.string()).optional(),
});

const rowSchema = z.object({
  bucket: z.string(),
  key: z.string(),
  version_id: z.string(),
  is_delete_marker: z.int(),
  blob: z.string().nullable(),
  document: z.string(),
});

export type ObjectChecksum = z.infer<typeof checksumSchema>;

/** One version of an object, or a delete marker (which has no blob). */
export interface ObjectVersion extends z.infer<typeof documentSchema> {
  readonly bucket: string;
  readonly key: string;
  /** `null` as a word in a bucket without versioning. */
  readonly versionId: string;
  readonly blob: string | null;
}

export interface VersionTable {
  /** The newest version of the key, delete markers too. */
  latest(bucket: string, key: string): ObjectVersion | undefined;
  find(bucket: string, key: string, versionId: string): ObjectVersion | undefined;
  /** Makes this the newest version, taking the place of one with the same id; gives the blob it displaced. */
  add(version: ObjectVersion): string | null;
  /** Writes anew what is known of a version; its bytes and its place stay. */
  describe(version: ObjectVersion): void;
  /** Removes one version for good; an older one becomes the newest. */
  remove(version: ObjectVersion): void;
  /** Newest versions in UTF-8 order of their keys from `from` on, delete markers left out. */
  listLatest(bucket: string, from: string): Iterable<ObjectVersion>;
  hasBlob(blob: string): boolean;
}

const columns = 'bucket, key, version_id, is_delete_marker, blob, document';

export function createVersionTable(database: DatabaseSync): VersionTable {
  const latest = database.prepare(`SELECT ${columns} FROM versions WHERE bucket = ? AND key = ? AND is_latest = 1`);
  const one = database.prepare(`SELECT ${columns} FROM versions WHERE bucket = ? AND key = ? AND version_id = ?`);
  const list = database.prepare(
    `SELECT ${columns} FROM versions WHERE bucket = ? AND key >= ? AND is_latest = 1 AND is_delete_marker = 0 ORDER BY key`,
  );
  const insert = database.prepare(
    'INSERT INTO versions (bucket, key, version_id, is_latest, is_delete_marker, blob, document) VALUES (?, ?, ?, 1, ?, ?, ?)',
  );
  const demote = database.prepare('UPDATE versions SET is_latest = 0 WHERE bucket = ? AND key = ? AND is_latest = 1');
  const promote = database.prepare(
    'UPDATE versions SET is_latest = 1 WHERE sequence = (SELECT max(sequence) FROM versions WHERE bucket = ? AND key = ?)',
  );
  const describe = database.prepare('UPDATE versions SET document = ? WHERE bucket = ? AND key = ? AND version_id = ?');
  const deleteOne = database.prepare('DELETE FROM versions WHERE bucket = ? AND key = ? AND version_id = ? RETURNING blob');
  const blob = database.prepare('SELECT 1 FROM versions WHERE blob = ?');

  return {
    latest: (bucket, key) => readOptional(latest.get(bucket, key)),
    find: (bucket, key, versionId) => readOptional(one.get(bucket, key, versionId)),
    add: ({ bucket, key, versionId, ...rest }) => {
      const displaced = deleteOne.get(bucket, key, versionId);
      demote.run(bucket, key);
      insert.run(bucket, key, versionId, rest.blob === null ? 1 : 0, rest.blob, JSON.stringify(documentSchema.parse(rest)));
      return displaced === undefined ? null : z.string().nullable().parse(displaced['blob']);
    },
    describe: ({ bucket, key, versionId, ...rest }) => {
      describe.run(JSON.stringify(documentSchema.parse(rest)), bucket, key, versionId);
    },
    remove: ({ bucket, key, versionId }) => {
      deleteOne.get(bucket, key, versionId);
      promote.run(bucket, key);
    },
    *listLatest(bucket, from) {
      for (const row of list.iterate(bucket, from)) yield readRow(row);
    },
    hasBlob: (name) => blob.get(name) !== undefined,
  };
}

function readOptional(row: Record<string, SQLOutputValue> | undefined): ObjectVersion | undefined {
  return row && readRow(row);
}

function readRow(row: Record<string, SQLOutputValue>): ObjectVersion {
  const { bucket, key, version_id: versionId, blob, document } = rowSchema.parse(row);
  return { bucket, key, versionId, blob, ...documentSchema.parse(JSON.parse(document)) };
}
