import { S3Error } from './s3-error.ts';
import type { S3Request } from './s3-request.ts';
import { readAmzDate, readCredentialScope } from './signing-key.ts';
import { checkSignature, secretOf, type SignatureChecks, type SignatureSeed } from './verify-signature.ts';

const longestLifeSeconds = 7 * 24 * 60 * 60;
const requiredParameters = ['X-Amz-Algorithm', 'X-Amz-Credential', 'X-Amz-Signature', 'X-Amz-Date', 'X-Amz-SignedHeaders', 'X-Amz-Expires'];
const maxFutureMilliseconds = 15 * 60 * 1000;

/** Verifies a presigned URL; throws what S3 answers, e.g. AccessDenied "Request has expired". */
export function verifyQuerySignature(request: S3Request, checks: SignatureChecks): SignatureSeed {
  const { query, headers } = request;
  const parameter = (name: string): string => {
    const value = query.get(name);
    if (value !== undefined) return value;
    throw badParameter(`Query-string authentication version 4 requires the parameters ${requiredParameters.join(', ')}.`);
  };
  if (parameter('X-Amz-Algorithm') !== 'AWS4-HMAC-SHA256') throw badParameter('X-Amz-Algorithm only supports "AWS4-HMAC-SHA256"');
  const scope = readCredentialScope(parameter('X-Amz-Credential'));
  if (scope?.service !== 's3') throw badParameter('Error parsing the X-Amz-Credential parameter; the Credential is mal-formed');
  if (scope.region !== checks.region) {
    throw badParameter(`Error parsing the X-Amz-Credential parameter; the region '${scope.region}' is wrong; expecting '${checks.region}'`);
  }
  const amzDate = parameter('X-Amz-Date');
  const signature = parameter('X-Amz-Signature');
  const signedHeaders = parameter('X-Amz-SignedHeaders').split(';');
  secretOf(scope, checks.credentials);
  refuseOutsideLife({ amzDate, day: scope.day, expires: parameter('X-Amz-Expires'), now: checks.now });
  const payloadHash = headers['x-amz-content-sha256'] ?? query.get('X-Amz-Content-Sha256') ?? 'UNSIGNED-PAYLOAD';
  return checkSignature(request, { scope, amzDate, signedHeaders, payloadHash, signature }, checks);
}

/** S3 reads the signed `x-amz-*` query parameters of a presigned URL as if they had come as headers. */
export function withParametersAsHeaders(request: S3Request): S3Request {
  const headers: Record<string, string> = {};
  for (const [name, value] of request.query) {
    const header = name.toLowerCase();
    if (header.startsWith('x-amz-') && !signatureParameters.has(header)) headers[header] = value;
  }
  return { ...request, headers: { ...headers, ...request.headers } };
}

const signatureParameters = new Set([
  'x-amz-algorithm',
  'x-amz-credential',
  'x-amz-date',
  'x-amz-expires',
  'x-amz-security-token',
  'x-amz-signature',
  'x-amz-signedheaders',
]);

interface Life {
  readonly amzDate: string;
  readonly day: string;
  readonly expires: string;
  readonly now: number;
}

function refuseOutsideLife({ amzDate, day, expires, now }: Life): void {
  const signedAt = readAmzDate(amzDate);
  if (signedAt === undefined || !amzDate.startsWith(day)) {
    throw badParameter('X-Amz-Date must be in the ISO8601 Long Format "yyyyMMdd\'T\'HHmmss\'Z\'"');
  }
  if (!/^\d+$/.test(expires)) throw badParameter('X-Amz-Expires should be a number');
  const lifeSeconds = Number(expires);
  if (lifeSeconds > longestLifeSeconds) throw badParameter('X-Amz-Expires must be less than a week (in seconds) that is 604800');
  if (signedAt - now > maxFutureMilliseconds) {
    throw new S3Error('AccessDenied', 'Request is not valid yet', {
      details: { 'X-Amz-Date': amzDate, ServerTime: new Date(now).toISOString() },
    });
  }
  const expiresAt = signedAt + lifeSeconds * 1000;
  if (now > expiresAt) {
    throw new S3Error('AccessDenied', 'Request has expired', {
      details: { 'X-Amz-Expires': lifeSeconds, Expires: new Date(expiresAt).toISOString(), ServerTime: new Date(now).toISOString() },
    });
  }
}

function badParameter(message: string): S3Error {
  return new S3Error('AuthorizationQueryParametersError', message);
}
