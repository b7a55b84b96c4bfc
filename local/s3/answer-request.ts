import { createBucket } from './bucket-operations.ts';
import { answerPreflight } from './cors.ts';
import { findOperation } from './find-operation.ts';
import { postObject } from './post-object.ts';
import { S3Error } from './s3-error.ts';
import type { S3Reply } from './s3-call.ts';
import type { S3Parts } from './s3-parts.ts';
import type { S3Request } from './s3-request.ts';
import { verifyHeaderSignature } from './verify-header-signature.ts';
import { verifyQuerySignature, withParametersAsHeaders } from './verify-query-signature.ts';
import type { SignatureSeed } from './verify-signature.ts';

/** Does what a request asks: a preflight and a form upload need no signature of the request; every other call does. */
export async function answerRequest(request: S3Request, parts: S3Parts): Promise<S3Reply> {
  if (request.bucketName === '') throw new S3Error('MethodNotAllowed', 'The specified method is not allowed against this resource.');
  if (request.method === 'OPTIONS') return answerPreflight(request, parts.buckets.get(request.bucketName));
  if (isFormUpload(request)) return postObject(request, parts.buckets.get(request.bucketName), parts);
  const { verified, seed } = verify(request, parts);
  if (request.method === 'PUT' && request.key === '') return createBucket(request.bucketName, parts.buckets);
  const bucket = parts.buckets.get(request.bucketName);
  return findOperation(verified)({ ...verified, bucket, seed }, parts);
}

function isFormUpload({ method, key, query, headers }: S3Request): boolean {
  return method === 'POST' && key === '' && !query.has('delete') && headers['authorization'] === undefined;
}

function verify(request: S3Request, { credentials, region, clock }: S3Parts): { verified: S3Request; seed: SignatureSeed } {
  const checks = { credentials, region, now: clock.now() };
  const isPresigned = request.query.has('X-Amz-Signature') || request.query.has('X-Amz-Algorithm');
  const isSigned = request.headers['authorization'] !== undefined;
  if (isPresigned && isSigned) {
    throw new S3Error('InvalidArgument', 'Only one auth mechanism allowed: the X-Amz-Algorithm query parameter or the Authorization header');
  }
  if (isPresigned) return { seed: verifyQuerySignature(request, checks), verified: withParametersAsHeaders(request) };
  if (isSigned) return { seed: verifyHeaderSignature(request, checks), verified: request };
  throw new S3Error('AccessDenied', 'Access Denied');
}
