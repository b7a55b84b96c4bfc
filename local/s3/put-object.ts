import { readBodyClaims } from './body-claims.ts';
import { defaultChecksumAlgorithm } from './checksum.ts';
import { readObjectHeaders } from './object-headers.ts';
import { readWritePrecondition } from './preconditions.ts';
import { openBody, receiveBlob } from './receive-body.ts';
import type { S3Operation } from './s3-call.ts';
import { refuseOverwrite, storeDraft, writeReplyHeaders } from './store-version.ts';

/** PutObject, also by presigned URL. */
export const putObject: S3Operation = async (call, parts) => {
  const { bucket, key } = call;
  const precondition = readWritePrecondition(call.headers);
  refuseOverwrite(bucket, precondition);
  const headers = readObjectHeaders(call.headers);
  const claims = readBodyClaims(call.headers);
  const received = await receiveBlob(parts.blobs, {
    body: openBody(call, call.seed),
    claims,
    algorithm: claims.checksum?.algorithm ?? defaultChecksumAlgorithm,
  });
  const stored = await storeDraft(parts, received.draft, {
    bucket,
    key,
    sizeBytes: received.sizeBytes,
    etag: received.md5Hex,
    headers,
    checksum: { ...received.checksum, type: 'FULL_OBJECT' },
    precondition,
    eventName: 'ObjectCreated:Put',
  });
  return { status: 200, headers: writeReplyHeaders(stored) };
};
