import { S3Error } from './s3-error.ts';
import type { S3Request } from './s3-request.ts';
import { readCredentialScope, type CredentialScope } from './signing-key.ts';
import { checkSignature, refuseSkew, secretOf, type SignatureChecks, type SignatureSeed } from './verify-signature.ts';

/** Verifies an `Authorization: AWS4-HMAC-SHA256 …` header; throws what S3 answers. */
export function verifyHeaderSignature(request: S3Request, checks: SignatureChecks): SignatureSeed {
  const { scope, signedHeaders, signature } = readAuthorization(request.headers['authorization'] ?? '');
  refuseForeignScope(scope, checks.region);
  const amzDate = request.headers['x-amz-date'] ?? '';
  const payloadHash = request.headers['x-amz-content-sha256'];
  if (payloadHash === undefined) {
    throw new S3Error('InvalidRequest', 'Missing required header for this request: x-amz-content-sha256');
  }
  secretOf(scope, checks.credentials);
  refuseSkew(amzDate, checks.now);
  if (!amzDate.startsWith(scope.day)) {
    throw malformed(`Invalid credential date "${scope.day}". This date is not the same as X-Amz-Date: "${amzDate.slice(0, 8)}".`);
  }
  return checkSignature(request, { scope, amzDate, signedHeaders, payloadHash, signature }, checks);
}

function readAuthorization(header: string): { scope: CredentialScope; signedHeaders: string[]; signature: string } {
  const match = /^AWS4-HMAC-SHA256\s+(.+)$/.exec(header);
  if (!match?.[1]) throw new S3Error('InvalidRequest', 'The authorization mechanism you have provided is not supported. Please use AWS4-HMAC-SHA256.');
  const fields = new Map(
    match[1].split(',').map((field): [string, string] => {
      const [name = '', ...rest] = field.trim().split('=');
      return [name, rest.join('=')];
    }),
  );
  const scope = readCredentialScope(fields.get('Credential') ?? '');
  const signedHeaders = fields.get('SignedHeaders');
  const signature = fields.get('Signature');
  if (!scope) throw malformed('the Credential is mal-formed; expecting "<YOUR-AKID>/YYYYMMDD/REGION/SERVICE/aws4_request".');
  if (!signedHeaders) throw malformed('the authorization header requires three components: Credential, SignedHeaders, and Signature.');
  if (!signature) throw malformed('the authorization header requires three components: Credential, SignedHeaders, and Signature.');
  return { scope, signedHeaders: signedHeaders.split(';'), signature };
}

function refuseForeignScope({ region, service }: CredentialScope, ourRegion: string): void {
  if (service !== 's3') throw malformed(`incorrect service "${service}". This endpoint belongs to "s3".`);
  if (region !== ourRegion) {
    throw malformed(`the region '${region}' is wrong; expecting '${ourRegion}'`, { Region: ourRegion });
  }
}

function malformed(reason: string, details: Readonly<Record<string, string>> = {}): S3Error {
  return new S3Error('AuthorizationHeaderMalformed', `The authorization header is malformed; ${reason}`, { details });
}
