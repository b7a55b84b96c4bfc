import type { BodyClaims } from './body-claims.ts';
import { defaultChecksumAlgorithm } from './checksum.ts';
import { receiveBlob, type OpenBody } from './receive-body.ts';
import type { S3Parts } from './s3-parts.ts';
import { storeDraft, type NewVersion } from './store-version.ts';
import type { ObjectVersion } from './version-table.ts';

interface WholeObject extends Pick<NewVersion, 'bucket' | 'key' | 'headers' | 'precondition' | 'eventName'> {
  readonly body: OpenBody;
  readonly claims: BodyClaims;
}

/** Receives an object that comes in one piece and makes it the newest version. Throws what its claims or its precondition refuse. */
export async function storeWholeObject(parts: S3Parts, { body, claims, ...object }: WholeObject): Promise<ObjectVersion> {
  const algorithm = claims.checksum?.algorithm ?? defaultChecksumAlgorithm;
  const { draft, sizeBytes, md5Hex: etag, checksum } = await receiveBlob(parts.blobs, { body, claims, algorithm });
  return storeDraft(parts, draft, { ...object, sizeBytes, etag, checksum: { ...checksum, type: 'FULL_OBJECT' } });
}
