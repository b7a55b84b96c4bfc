import { readBodyClaims } from './body-claims.ts';
import { readObjectHeaders } from './object-headers.ts';
import { refuseUnfitLock } from './object-lock.ts';
import { readWritePrecondition } from './preconditions.ts';
import { openBody } from './receive-body.ts';
import type { S3Operation } from './s3-call.ts';
import { refuseOverwrite, writeReplyHeaders } from './store-version.ts';
import { storeWholeObject } from './store-whole-object.ts';

/** PutObject, also by presigned URL. */
export const putObject: S3Operation = async (call, parts) => {
  const { bucket, key } = call;
  const precondition = readWritePrecondition(call.headers);
  refuseOverwrite(bucket, precondition);
  refuseUnfitLock(bucket, call.headers, parts.clock.now());
  const stored = await storeWholeObject(parts, {
    bucket,
    key,
    headers: readObjectHeaders(call.headers),
    claims: readBodyClaims(call.headers),
    body: openBody(call, call.seed),
    precondition,
    eventName: 'ObjectCreated:Put',
  });
  return { status: 200, headers: writeReplyHeaders(stored) };
};
