import { z } from 'zod';
import { readBodyClaims } from './body-claims.ts';
import type { Bucket } from './bucket-table.ts';
import { defaultChecksumAlgorithm } from './checksum.ts';
import { refuseMalformedVersionId } from './find-version.ts';
import { inTransaction } from './open-metadata.ts';
import { refuseUnmetWrite } from './preconditions.ts';
import { openBody, receiveDocument } from './receive-body.ts';
import { S3Error } from './s3-error.ts';
import { refuseWhileLocked } from './object-lock.ts';
import type { S3Operation } from './s3-call.ts';
import type { S3Parts } from './s3-parts.ts';
import { newVersionId, versionIdHeader } from './store-version.ts';
import type { ObjectVersion } from './version-table.ts';
import { element, readXml, type XmlChildren } from './xml-element.ts';

interface Deletion {
  readonly key: string;
  /** Removes this version for good; without it a versioned bucket gets a delete marker. */
  readonly versionId: string | undefined;
  readonly ifMatch?: string | undefined;
}

/** DeleteObject. Answers 204 whether or not there was anything to delete. */
export const deleteObject: S3Operation = async (call, parts) => {
  const deleted = await deleteOne(parts, call.bucket, {
    key: call.key,
    versionId: call.query.get('versionId'),
    ifMatch: call.headers['if-match'],
  });
  if (!deleted) return { status: 204 };
  return { status: 204, headers: { ...versionIdHeader(deleted), ...(deleted.blob === null ? { 'x-amz-delete-marker': 'true' } : {}) } };
};

const requestSchema = z.object({
  Delete: z.object({
    Quiet: z.string().optional(),
    Object: z
      .union([z.array(z.unknown()), z.unknown().transform((one) => [one])])
      .pipe(z.array(z.object({ Key: z.string().min(1), VersionId: z.string().optional() })).min(1).max(1000)),
  }),
});

/** DeleteObjects: up to 1,000 at once, each with its own outcome. */
export const deleteObjects: S3Operation = async (call, parts) => {
  const claims = readBodyClaims(call.headers);
  if (claims.md5Base64 === undefined && claims.checksum === undefined) {
    throw new S3Error('InvalidRequest', 'Missing required header for this request: Content-MD5 OR x-amz-checksum-*');
  }
  const algorithm = claims.checksum?.algorithm ?? defaultChecksumAlgorithm;
  const read = requestSchema.safeParse(readXml(await receiveDocument({ body: openBody(call, call.seed), claims, algorithm })));
  if (!read.success) throw new S3Error('MalformedXML', 'The XML you provided was not well-formed or did not validate against our published schema');
  const deleted: XmlChildren[] = [];
  const errors: XmlChildren[] = [];
  for (const { Key: key, VersionId: versionId } of read.data.Delete.Object) {
    try {
      deleted.push(describeDeletion({ key, versionId }, await deleteOne(parts, call.bucket, { key, versionId })));
    } catch (error) {
      if (!(error instanceof S3Error)) throw error;
      errors.push({ Key: key, VersionId: versionId, Code: error.code, Message: error.message });
    }
  }
  const isQuiet = read.data.Delete.Quiet === 'true';
  return { status: 200, body: element('DeleteResult', { Deleted: isQuiet ? [] : deleted, Error: errors }) };
};

/** What was removed, or the delete marker that was put; undefined when there was nothing to do. */
async function deleteOne(parts: S3Parts, bucket: Bucket, deletion: Deletion): Promise<ObjectVersion | undefined> {
  if (deletion.versionId !== undefined) refuseMalformedVersionId(deletion.versionId);
  const outcome = inTransaction(parts.database, () => {
    refuseUnmetWrite({ mustBeNew: false, etag: deletion.ifMatch }, parts.versions.latest(bucket.name, deletion.key));
    return bucket.versioned && deletion.versionId === undefined ? putDeleteMarker(parts, bucket, deletion.key) : removeVersion(parts, bucket, deletion);
  });
  if (typeof outcome?.blob === 'string') await parts.blobs.remove([outcome.blob]);
  return outcome;
}

function putDeleteMarker(parts: S3Parts, bucket: Bucket, key: string): ObjectVersion {
  const lastModifiedAt = Math.floor(parts.clock.now() / 1000) * 1000;
  const marker = { bucket: bucket.name, key, versionId: newVersionId(bucket), blob: null, sizeBytes: 0, etag: '', headers: {}, lastModifiedAt };
  parts.versions.add(marker);
  return marker;
}

function removeVersion(parts: S3Parts, bucket: Bucket, { key, versionId }: Deletion): ObjectVersion | undefined {
  const version = parts.versions.find(bucket.name, key, versionId ?? 'null');
  if (version) refuseWhileLocked(version, parts.clock.now());
  if (version) parts.versions.remove(version);
  return version;
}

function describeDeletion({ key, versionId }: Deletion, deleted: ObjectVersion | undefined): XmlChildren {
  const markerId = deleted?.blob === null ? deleted.versionId : undefined;
  return { Key: key, VersionId: versionId, DeleteMarker: markerId === undefined ? undefined : true, DeleteMarkerVersionId: markerId };
}
