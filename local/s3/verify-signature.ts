import { canonicalRequest } from './canonical-request.ts';
import { S3Error } from './s3-error.ts';
import type { S3Request } from './s3-request.ts';
import {
  deriveSigningKey,
  findSecret,
  isSameSignature,
  readAmzDate,
  scopeText,
  sha256Hex,
  signHex,
  type CredentialLookup,
  type CredentialScope,
} from './signing-key.ts';

export interface SignatureChecks {
  readonly credentials: CredentialLookup;
  readonly region: string;
  /** Server time, epoch milliseconds. */
  readonly now: number;
}

/** What the chunks of an `aws-chunked` body are signed with: each signature builds on the one before, the first on the request's. */
export interface SignatureSeed {
  readonly signingKey: Buffer;
  readonly amzDate: string;
  readonly scope: string;
  readonly signature: string;
}

interface SignatureClaim {
  readonly scope: CredentialScope;
  readonly amzDate: string;
  readonly signedHeaders: readonly string[];
  readonly payloadHash: string;
  readonly signature: string;
}

const maxSkewMilliseconds = 15 * 60 * 1000;

/** Refuses a date further than 15 minutes from the server's. */
export function refuseSkew(amzDate: string, now: number): void {
  const signedAt = readAmzDate(amzDate);
  if (signedAt === undefined) {
    throw new S3Error('AccessDenied', 'AWS authentication requires a valid Date or x-amz-date header');
  }
  if (Math.abs(now - signedAt) > maxSkewMilliseconds) {
    throw new S3Error('RequestTimeTooSkewed', 'The difference between the request time and the current time is too large.', {
      details: {
        RequestTime: amzDate,
        ServerTime: new Date(now).toISOString(),
        MaxAllowedSkewMilliseconds: maxSkewMilliseconds,
      },
    });
  }
}

/** The secret of a known key id; refuses an unknown one. */
export function secretOf(scope: CredentialScope, credentials: CredentialLookup): string {
  const secret = findSecret(credentials, scope.accessKeyId);
  if (secret === undefined) {
    throw new S3Error('InvalidAccessKeyId', 'The AWS Access Key Id you provided does not exist in our records.', {
      details: { AWSAccessKeyId: scope.accessKeyId },
    });
  }
  return secret;
}

/**
 * Computes the signature the request should bear and compares.
 * Throws InvalidAccessKeyId, SignatureDoesNotMatch, or AccessDenied when an `x-amz-*` header was left unsigned.
 */
export function checkSignature(request: S3Request, claim: SignatureClaim, checks: SignatureChecks): SignatureSeed {
  const signingKey = deriveSigningKey(secretOf(claim.scope, checks.credentials), claim.scope);
  refuseUnsignedHeaders(request, claim.signedHeaders);
  const canonical = canonicalRequest(request, claim);
  const stringToSign = ['AWS4-HMAC-SHA256', claim.amzDate, scopeText(claim.scope), sha256Hex(canonical)].join('\n');
  if (!isSameSignature(signHex(signingKey, stringToSign), claim.signature)) {
    throw signatureDoesNotMatch({ StringToSign: stringToSign, CanonicalRequest: canonical });
  }
  return { signingKey, amzDate: claim.amzDate, scope: scopeText(claim.scope), signature: claim.signature };
}

export function signatureDoesNotMatch(details: Readonly<Record<string, string>> = {}): S3Error {
  return new S3Error(
    'SignatureDoesNotMatch',
    'The request signature we calculated does not match the signature you provided. Check your key and signing method.',
    { details },
  );
}

function refuseUnsignedHeaders({ headers }: S3Request, signedHeaders: readonly string[]): void {
  const unsigned = Object.keys(headers).filter((name) => name.startsWith('x-amz-') && !signedHeaders.includes(name));
  if (!signedHeaders.includes('host')) unsigned.push('host');
  if (unsigned.length > 0) {
    throw new S3Error('AccessDenied', 'There were headers present in the request which were not signed', {
      details: { HeadersNotSigned: unsigned.join(', ') },
    });
  }
}
