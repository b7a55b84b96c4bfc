import { decodePath, type S3Request } from './s3-request.ts';

interface CanonicalParts {
  readonly signedHeaders: readonly string[];
  readonly payloadHash: string;
}

/** The canonical request of AWS Signature Version 4 as S3 builds it: the path encoded once, `X-Amz-Signature` left out. */
export function canonicalRequest(request: S3Request, { signedHeaders, payloadHash }: CanonicalParts): string {
  return [
    request.method,
    encodePath(decodePath(request.rawPath)),
    canonicalQuery(request.query),
    ...signedHeaders.map((name) => `${name}:${(request.headers[name] ?? '').trim().replaceAll(/ +/g, ' ')}`),
    '',
    signedHeaders.join(';'),
    payloadHash,
  ].join('\n');
}

function canonicalQuery(query: ReadonlyMap<string, string>): string {
  return [...query]
    .filter(([name]) => name !== 'X-Amz-Signature')
    .map(([name, value]) => `${encodeUri(name)}=${encodeUri(value)}`)
    .toSorted()
    .join('&');
}

/** Percent-encodes everything but RFC 3986 unreserved characters and the slash. */
export function encodePath(path: string): string {
  return path.split('/').map(encodeUri).join('/');
}

function encodeUri(text: string): string {
  return encodeURIComponent(text).replaceAll(/[!'()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);
}
