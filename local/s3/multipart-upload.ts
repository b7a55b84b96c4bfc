import { randomBytes } from 'node:crypto';
import { readAlgorithm, readBodyClaims, type BodyClaims } from './body-claims.ts';
import { checksumElement, checksumHeader, defaultChecksumAlgorithm, type ChecksumAlgorithm } from './checksum.ts';
import { encryptionOf, readObjectHeaders } from './object-headers.ts';
import { refuseUnfitLock } from './object-lock.ts';
import { inTransaction } from './open-metadata.ts';
import { openBody, receiveBlob } from './receive-body.ts';
import { notImplemented, S3Error } from './s3-error.ts';
import type { S3Call, S3Operation } from './s3-call.ts';
import type { Upload } from './upload-table.ts';
import { element } from './xml-element.ts';

const maxPartNumber = 10_000;
const maxListedParts = 1000;

/** CreateMultipartUpload. */
export const createMultipartUpload: S3Operation = (call, { uploads, clock }) => {
  refuseUnfitLock(call.bucket, call.headers, clock.now());
  const checksumAlgorithm = readAlgorithm(call.headers['x-amz-checksum-algorithm']);
  const upload: Upload = {
    uploadId: randomBytes(32).toString('base64url'),
    bucket: call.bucket.name,
    key: call.key,
    headers: readObjectHeaders(call.headers),
    checksumAlgorithm,
    checksumType: readChecksumType(call.headers['x-amz-checksum-type'], checksumAlgorithm ?? defaultChecksumAlgorithm),
  };
  uploads.add(upload);
  return {
    status: 200,
    headers: {
      ...encryptionOf(upload.headers),
      ...(checksumAlgorithm ? { 'x-amz-checksum-algorithm': checksumAlgorithm, 'x-amz-checksum-type': upload.checksumType } : {}),
    },
    body: element('InitiateMultipartUploadResult', { Bucket: upload.bucket, Key: upload.key, UploadId: upload.uploadId }),
  };
};

/** UploadPart. */
export const uploadPart: S3Operation = async (call, parts) => {
  if (call.headers['x-amz-copy-source'] !== undefined) throw notImplemented('x-amz-copy-source');
  const upload = parts.uploads.get(uploadAddress(call));
  const partNumber = readPartNumber(call.query.get('partNumber'));
  const claims = readBodyClaims(call.headers);
  refuseOtherChecksum(upload, claims);
  const algorithm = claims.checksum?.algorithm ?? upload.checksumAlgorithm ?? defaultChecksumAlgorithm;
  const { draft, sizeBytes, md5Hex: etag, checksum } = await receiveBlob(parts.blobs, { body: openBody(call, call.seed), claims, algorithm });
  await parts.blobs.keepDraft(draft);
  let displaced: string | undefined;
  try {
    displaced = inTransaction(parts.database, () => {
      // Again, for it may have been completed or aborted while the bytes came in.
      parts.uploads.get(uploadAddress(call));
      const lastModifiedAt = parts.clock.now();
      return parts.uploads.putPart(upload.uploadId, { partNumber, blob: draft.name, sizeBytes, etag, checksum, lastModifiedAt });
    });
  } catch (error) {
    await parts.blobs.remove([draft.name]);
    throw error;
  }
  if (displaced !== undefined) await parts.blobs.remove([displaced]);
  return {
    status: 200,
    headers: { etag: `"${etag}"`, ...encryptionOf(upload.headers), [checksumHeader(checksum.algorithm)]: checksum.value },
  };
};

/** AbortMultipartUpload: the parts are removed. */
export const abortMultipartUpload: S3Operation = async (call, { uploads, blobs, database }) => {
  const removed = inTransaction(database, () => {
    const { uploadId } = uploads.get(uploadAddress(call));
    const names = uploads.parts(uploadId).map(({ blob }) => blob);
    uploads.remove(uploadId);
    return names;
  });
  await blobs.remove(removed);
  return { status: 204 };
};

/** ListParts, in pages. */
export const listParts: S3Operation = (call, { uploads }) => {
  const upload = uploads.get(uploadAddress(call));
  const after = Number(call.query.get('part-number-marker') ?? 0);
  const maxParts = Math.min(Number(call.query.get('max-parts') ?? maxListedParts), maxListedParts);
  const left = uploads.parts(upload.uploadId).filter(({ partNumber }) => partNumber > after);
  const page = left.slice(0, maxParts);
  return {
    status: 200,
    body: element('ListPartsResult', {
      Bucket: upload.bucket,
      Key: upload.key,
      UploadId: upload.uploadId,
      PartNumberMarker: after,
      NextPartNumberMarker: page.at(-1)?.partNumber ?? 0,
      MaxParts: maxParts,
      IsTruncated: left.length > page.length,
      ChecksumAlgorithm: upload.checksumAlgorithm,
      ChecksumType: upload.checksumAlgorithm && upload.checksumType,
      StorageClass: 'STANDARD',
      Part: page.map(({ partNumber, lastModifiedAt, etag, sizeBytes, checksum }) => ({
        PartNumber: partNumber,
        LastModified: new Date(lastModifiedAt).toISOString(),
        ETag: `"${etag}"`,
        Size: sizeBytes,
        [checksumElement(checksum.algorithm)]: checksum.value,
      })),
    }),
  };
};

export function uploadAddress(call: S3Call): { bucket: string; key: string; uploadId: string } {
  return { bucket: call.bucket.name, key: call.key, uploadId: call.query.get('uploadId') ?? '' };
}

function readChecksumType(given: string | undefined, algorithm: ChecksumAlgorithm): Upload['checksumType'] {
  const byDefault = algorithm === 'CRC64NVME' ? 'FULL_OBJECT' : 'COMPOSITE';
  if (given === undefined) return byDefault;
  const isSha = algorithm.startsWith('SHA');
  if (given === 'FULL_OBJECT' && !isSha) return given;
  if (given === 'COMPOSITE' && algorithm !== 'CRC64NVME') return given;
  throw new S3Error('InvalidRequest', `The ${given} checksum type cannot be used with the ${algorithm.toLowerCase()} checksum algorithm.`);
}

function readPartNumber(text: string | undefined): number {
  const partNumber = Number(text);
  if (Number.isInteger(partNumber) && partNumber >= 1 && partNumber <= maxPartNumber) return partNumber;
  throw new S3Error('InvalidArgument', 'Part number must be an integer between 1 and 10000, inclusive', {
    details: { ArgumentName: 'partNumber', ArgumentValue: text ?? '' },
  });
}

function refuseOtherChecksum(upload: Upload, { checksum }: BodyClaims): void {
  const { checksumAlgorithm: expected, checksumType } = upload;
  const isFit = checksum === undefined ? checksumType === 'FULL_OBJECT' : checksum.algorithm === expected;
  if (expected === undefined || isFit) return;
  const actual = checksum?.algorithm.toLowerCase() ?? 'null';
  throw new S3Error('InvalidRequest', `Checksum Type mismatch occurred, expected checksum Type: ${expected.toLowerCase()}, actual checksum Type: ${actual}`);
}
