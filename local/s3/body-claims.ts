import { checksumAlgorithms, checksumHeader, isChecksumAlgorithm, isWellFormedChecksum, type ChecksumAlgorithm } from './checksum.ts';
import { S3Error } from './s3-error.ts';

export interface ChecksumClaim {
  readonly algorithm: ChecksumAlgorithm;
  /** Base64; undefined when it comes in the trailer, or when S3 is only asked to compute it. */
  readonly value: string | undefined;
  readonly isInTrailer: boolean;
}

/** What the sender says about the bytes of a body; each is held against what really arrived. */
export interface BodyClaims {
  readonly sizeBytes: number | undefined;
  readonly sha256Hex: string | undefined;
  readonly md5Base64: string | undefined;
  readonly checksum: ChecksumClaim | undefined;
}

type Headers = Readonly<Record<string, string>>;

const payloadWords = new Set([
  'UNSIGNED-PAYLOAD',
  'STREAMING-UNSIGNED-PAYLOAD-TRAILER',
  'STREAMING-AWS4-HMAC-SHA256-PAYLOAD',
  'STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER',
]);

/** Reads the claims of a request's headers. Throws MissingContentLength, InvalidArgument, InvalidDigest or InvalidRequest. */
export function readBodyClaims(headers: Headers): BodyClaims {
  return {
    sizeBytes: readSize(headers),
    sha256Hex: readPayloadHash(headers['x-amz-content-sha256'] ?? 'UNSIGNED-PAYLOAD'),
    md5Base64: readContentMd5(headers['content-md5']),
    checksum: readChecksumClaim(headers),
  };
}

/** Whether the body comes in `aws-chunked` framing. */
export function isAwsChunked(headers: Headers): boolean {
  return headers['x-amz-content-sha256']?.startsWith('STREAMING-') ?? false;
}

/** Trailer names announced by the sender. */
export function announcedTrailers(headers: Headers): string[] {
  const isTrailing = headers['x-amz-content-sha256']?.endsWith('-TRAILER') ?? false;
  if (!isTrailing) return [];
  return (headers['x-amz-trailer'] ?? '').split(',').flatMap((name) => name.trim().toLowerCase() || []);
}

/** Checksum that comes with a body, from headers or (for a browser's POST) from form fields. */
export function readChecksumClaim(headers: Headers): ChecksumClaim | undefined {
  const named = checksumAlgorithms.filter((algorithm) => headers[checksumHeader(algorithm)] !== undefined);
  const trailing = checksumAlgorithms.filter((algorithm) => announcedTrailers(headers).includes(checksumHeader(algorithm)));
  if (named.length + trailing.length > 1) {
    throw new S3Error('InvalidRequest', 'Expecting a single x-amz-checksum- header. Multiple checksum Types are not allowed.');
  }
  const algorithm = named[0] ?? trailing[0];
  const announced = readAlgorithm(headers['x-amz-sdk-checksum-algorithm']);
  if (announced !== undefined && algorithm === undefined) {
    throw new S3Error(
      'InvalidRequest',
      'x-amz-sdk-checksum-algorithm specified, but no corresponding x-amz-checksum-* or x-amz-trailer headers were found.',
    );
  }
  if (announced !== undefined && announced !== algorithm) {
    throw new S3Error('InvalidRequest', 'Value for x-amz-sdk-checksum-algorithm header is invalid.');
  }
  if (algorithm === undefined) return undefined;
  const value = headers[checksumHeader(algorithm)];
  if (value !== undefined) refuseMalformedChecksum(algorithm, value);
  return { algorithm, value, isInTrailer: value === undefined };
}

/** Throws InvalidRequest for a checksum that is not base64 of the right length. */
export function refuseMalformedChecksum(algorithm: ChecksumAlgorithm, value: string): void {
  if (isWellFormedChecksum(algorithm, value)) return;
  throw new S3Error('InvalidRequest', `Value for ${checksumHeader(algorithm)} header is invalid.`);
}

/** Reads an algorithm's name; undefined when none is given. Throws InvalidRequest for a name unknown here. */
export function readAlgorithm(name: string | undefined): ChecksumAlgorithm | undefined {
  if (name === undefined) return undefined;
  const upper = name.toUpperCase();
  if (isChecksumAlgorithm(upper)) return upper;
  throw new S3Error('InvalidRequest', 'Checksum algorithm provided is unsupported. Please try again with any of the valid types: [CRC32, CRC32C, CRC64NVME, SHA1, SHA256]');
}

/** Reads a Content-MD5. Throws InvalidDigest when it is not base64 of 16 bytes. */
export function readContentMd5(value: string | undefined): string | undefined {
  if (value === undefined) return undefined;
  const bytes = Buffer.from(value, 'base64');
  if (bytes.length === 16 && bytes.toString('base64') === value) return value;
  throw new S3Error('InvalidDigest', 'The Content-MD5 you specified was invalid.');
}

function readSize(headers: Headers): number {
  const text = isAwsChunked(headers) ? headers['x-amz-decoded-content-length'] : headers['content-length'];
  if (text === undefined || !/^\d+$/.test(text)) throw new S3Error('MissingContentLength', 'You must provide the Content-Length HTTP header.');
  return Number(text);
}

function readPayloadHash(word: string): string | undefined {
  if (payloadWords.has(word)) return undefined;
  if (/^[0-9a-f]{64}$/.test(word)) return word;
  throw new S3Error('InvalidArgument', `x-amz-content-sha256 must be ${[...payloadWords].join(', ')} or a valid sha256 value.`, {
    details: { ArgumentName: 'x-amz-content-sha256', ArgumentValue: word },
  });
}
