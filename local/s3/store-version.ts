import { randomBytes } from 'node:crypto';
import type { DraftBlob } from './blob-files.ts';
import type { Bucket } from './bucket-table.ts';
import { checksumHeader } from './checksum.ts';
import type { ObjectCreatedEvent } from './event-outbox.ts';
import { encryptionOf } from './object-headers.ts';
import { inTransaction } from './open-metadata.ts';
import { refuseUnmetWrite, type WritePrecondition } from './preconditions.ts';
import { S3Error } from './s3-error.ts';
import type { S3Parts } from './s3-parts.ts';
import type { ObjectChecksum, ObjectVersion } from './version-table.ts';

export interface NewVersion {
  readonly bucket: Bucket;
  readonly key: string;
  readonly sizeBytes: number;
  readonly etag: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly checksum: ObjectChecksum | undefined;
  readonly precondition: WritePrecondition;
  readonly eventName: ObjectCreatedEvent['eventName'];
  /** Done in the same transaction, after the precondition held. */
  readonly alongside?: () => void;
}

/** A version id as opaque as S3's; `null` as a word where the bucket has no versioning. */
export function newVersionId(bucket: Bucket): string {
  return bucket.versioned ? randomBytes(24).toString('base64url') : 'null';
}

/** Refuses, as the bucket's policy would, a write that could replace an object in a create-only bucket. */
export function refuseOverwrite(bucket: Bucket, precondition: WritePrecondition): void {
  if (!bucket.createOnly || precondition.mustBeNew) return;
  throw new S3Error('AccessDenied', 'Access Denied: the bucket policy denies s3:PutObject without If-None-Match');
}

/** Moves the draft to its place and makes it the newest version, event and all, in one transaction. Throws PreconditionFailed. */
export async function storeDraft(parts: S3Parts, draft: DraftBlob, version: NewVersion): Promise<ObjectVersion> {
  await parts.blobs.keepDraft(draft);
  return storeBlob(parts, draft.name, version);
}

/** As `storeDraft`, for a blob already in its place. The blob is removed when the write is refused. */
export async function storeBlob(parts: S3Parts, blob: string, version: NewVersion): Promise<ObjectVersion> {
  const { bucket, key, sizeBytes, etag, headers, checksum } = version;
  const now = parts.clock.now();
  const lastModifiedAt = Math.floor(now / 1000) * 1000;
  const stored = { bucket: bucket.name, key, versionId: newVersionId(bucket), blob, sizeBytes, etag, headers: { ...headers }, checksum, lastModifiedAt };
  let displaced: string | null;
  try {
    displaced = inTransaction(parts.database, () => {
      refuseUnmetWrite(version.precondition, parts.versions.latest(bucket.name, key));
      version.alongside?.();
      parts.events.add({
        bucket: bucket.name,
        key,
        versionId: bucket.versioned ? stored.versionId : null,
        sizeBytes,
        etag,
        eventName: version.eventName,
        eventTime: new Date(now).toISOString(),
      });
      return parts.versions.add(stored);
    });
  } catch (error) {
    await parts.blobs.remove([blob]);
    throw error;
  }
  parts.events.deliver();
  if (displaced !== null) await parts.blobs.remove([displaced]);
  return stored;
}

/** Headers of the answer to a write. */
export function writeReplyHeaders(version: ObjectVersion): Record<string, string> {
  return { etag: `"${version.etag}"`, ...versionIdHeader(version), ...encryptionOf(version.headers), ...checksumHeaders(version.checksum) };
}

export function versionIdHeader({ versionId }: ObjectVersion): Record<string, string> {
  return versionId === 'null' ? {} : { 'x-amz-version-id': versionId };
}

export function checksumHeaders(checksum: ObjectChecksum | undefined): Record<string, string> {
  return checksum ? { [checksumHeader(checksum.algorithm)]: checksum.value, 'x-amz-checksum-type': checksum.type } : {};
}
