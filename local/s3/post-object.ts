import { readAlgorithm, readChecksumClaim, readContentMd5, type BodyClaims, type ChecksumClaim } from './body-claims.ts';
import type { Bucket } from './bucket-table.ts';
import { readObjectHeaders } from './object-headers.ts';
import { readPostPolicy, refuseOutsidePolicy, sizeLimits, type SizeLimits } from './post-policy.ts';
import { drainForm, readPostForm, type PostForm } from './read-post-form.ts';
import { notImplemented, S3Error } from './s3-error.ts';
import type { S3Reply } from './s3-call.ts';
import type { S3Parts } from './s3-parts.ts';
import type { S3Request } from './s3-request.ts';
import { deriveSigningKey, isSameSignature, readCredentialScope, signHex } from './signing-key.ts';
import { refuseOverwrite, writeReplyHeaders } from './store-version.ts';
import { storeWholeObject } from './store-whole-object.ts';
import { secretOf, signatureDoesNotMatch } from './verify-signature.ts';
import { element } from './xml-element.ts';

type Fields = Readonly<Record<string, string>>;

const noPrecondition = { mustBeNew: false, etag: undefined };

/** A browser's form upload (POST Object), allowed by the signed policy it carries and by nothing else. */
export async function postObject(request: S3Request, bucket: Bucket, parts: S3Parts): Promise<S3Reply> {
  try {
    return await storeForm(await readPostForm(request), { request, bucket, parts });
  } finally {
    drainForm(request);
  }
}

interface PostContext {
  readonly request: S3Request;
  readonly bucket: Bucket;
  readonly parts: S3Parts;
}

async function storeForm(form: PostForm, { request, bucket, parts }: PostContext): Promise<S3Reply> {
  const key = (form.fields.get('key') ?? '').replaceAll('${filename}', form.fileName);
  const limits = verifyPolicy(form, { bucket, key, parts });
  if (key === '') throw missingField('key');
  refuseOverwrite(bucket, noPrecondition);
  const fields = Object.fromEntries(form.fields);
  if (fields['success_action_redirect'] ?? fields['redirect']) throw notImplemented('success_action_redirect');
  const stored = await storeWholeObject(parts, {
    bucket,
    key,
    headers: readObjectHeaders(fields),
    claims: readFormClaims(fields),
    body: { chunks: withinLimits(form.file, limits), trailers: new Map() },
    precondition: noPrecondition,
    eventName: 'ObjectCreated:Post',
  });
  const location = `http://${request.headers['host'] ?? ''}/${bucket.name}/${encodeURIComponent(key)}`;
  return {
    ...successAnswer(fields['success_action_status'], { Location: location, Bucket: bucket.name, Key: key, ETag: `"${stored.etag}"` }),
    headers: { ...writeReplyHeaders(stored), location },
  };
}

/** Verifies the signature over the policy, then the policy over the form; gives the sizes it allows. */
function verifyPolicy({ fields }: PostForm, { bucket, key, parts }: { bucket: Bucket; key: string; parts: S3Parts }): SizeLimits {
  const policyText = fields.get('policy');
  if (policyText === undefined) throw new S3Error('AccessDenied', 'Access Denied');
  const field = (name: string): string => {
    const value = fields.get(name.toLowerCase());
    if (value !== undefined) return value;
    throw missingField(name);
  };
  const scope = readCredentialScope(field('X-Amz-Credential'));
  const isOurs = scope?.service === 's3' && scope.region === parts.region && field('X-Amz-Date').startsWith(scope.day);
  if (!isOurs || field('X-Amz-Algorithm') !== 'AWS4-HMAC-SHA256') {
    throw new S3Error('InvalidArgument', 'The credential, date or algorithm field of the form is malformed', {
      details: { ArgumentName: 'X-Amz-Credential', ArgumentValue: field('X-Amz-Credential') },
    });
  }
  const signingKey = deriveSigningKey(secretOf(scope, parts.credentials), scope);
  if (!isSameSignature(signHex(signingKey, policyText), field('X-Amz-Signature'))) throw signatureDoesNotMatch();
  const policy = readPostPolicy(policyText);
  const named = fields.get('bucket');
  if (named !== undefined && named !== bucket.name) {
    throw new S3Error('AccessDenied', 'Invalid according to Policy: the bucket field names another bucket');
  }
  refuseOutsidePolicy(policy, new Map([...fields, ['bucket', bucket.name], ['key', key]]), parts.clock.now());
  return sizeLimits(policy);
}

function missingField(name: string): S3Error {
  return new S3Error('InvalidArgument', `Bucket POST must contain a field named '${name}'. If it is specified, please check the order of the fields.`, {
    details: { ArgumentName: name },
  });
}

/** Passes the file through, breaking off at the first byte too many. */
async function* withinLimits(file: AsyncIterable<Buffer>, { minBytes, maxBytes }: SizeLimits): AsyncGenerator<Buffer, void> {
  let sizeBytes = 0;
  for await (const chunk of file) {
    sizeBytes += chunk.length;
    if (sizeBytes > maxBytes) {
      throw new S3Error('EntityTooLarge', 'Your proposed upload exceeds the maximum allowed size', {
        details: { ProposedSize: sizeBytes, MaxSizeAllowed: maxBytes },
      });
    }
    yield chunk;
  }
  if (sizeBytes < minBytes) {
    throw new S3Error('EntityTooSmall', 'Your proposed upload is smaller than the minimum allowed size', {
      details: { ProposedSize: sizeBytes, MinSizeAllowed: minBytes },
    });
  }
}

function readFormClaims(fields: Fields): BodyClaims {
  return { sizeBytes: undefined, sha256Hex: undefined, md5Base64: readContentMd5(fields['content-md5']), checksum: readFormChecksum(fields) };
}

/** In a form the algorithm may come alone: S3 then computes and keeps that checksum. */
function readFormChecksum(fields: Fields): ChecksumClaim | undefined {
  const named = readAlgorithm(fields['x-amz-checksum-algorithm']);
  const claim = readChecksumClaim(Object.fromEntries(Object.entries(fields).filter(([name]) => name.startsWith('x-amz-checksum-'))));
  if (named !== undefined && claim !== undefined && named !== claim.algorithm) {
    throw new S3Error('InvalidRequest', 'Value for x-amz-checksum-algorithm header is invalid.');
  }
  return claim ?? (named && { algorithm: named, value: undefined, isInTrailer: false });
}

function successAnswer(status: string | undefined, document: Readonly<Record<string, string>>): Pick<S3Reply, 'status' | 'body'> {
  if (status === '201') return { status: 201, body: element('PostResponse', document) };
  return { status: status === '200' ? 200 : 204 };
}
