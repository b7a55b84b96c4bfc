import { createHash } from 'node:crypto';
import type { BlobFiles, DraftBlob } from './blob-files.ts';
import { announcedTrailers, isAwsChunked, refuseMalformedChecksum, type BodyClaims } from './body-claims.ts';
import { checksumHeader, startChecksum, type ChecksumAlgorithm } from './checksum.ts';
import { incompleteBody } from './chunk-reader.ts';
import { decodeAwsChunked } from './decode-aws-chunked.ts';
import { S3Error } from './s3-error.ts';
import type { S3Request } from './s3-request.ts';
import type { SignatureSeed } from './verify-signature.ts';

export interface BodyDigest {
  readonly sizeBytes: number;
  readonly md5Hex: string;
  readonly checksum: { readonly algorithm: ChecksumAlgorithm; readonly value: string };
}

export interface ReceivedBlob extends BodyDigest {
  readonly draft: DraftBlob;
}

export interface OpenBody {
  readonly chunks: AsyncIterable<Buffer>;
  /** Complete only after the chunks were read to their end. */
  readonly trailers: ReadonlyMap<string, string>;
}

interface BodyToDigest {
  readonly body: OpenBody;
  readonly claims: BodyClaims;
  /** Computed over the bytes and, where the sender claims a value for it, compared. */
  readonly algorithm: ChecksumAlgorithm;
}

/** The bytes of a request's body without `aws-chunked` framing. Leaving off early does not break the connection, so the refusal can still be sent. */
export function openBody(request: S3Request, seed: SignatureSeed): OpenBody {
  const source: AsyncIterable<Buffer> = request.body.iterator({ destroyOnReturn: false });
  const trailers = new Map<string, string>();
  if (!isAwsChunked(request.headers)) return { chunks: source, trailers };
  const isSigned = request.headers['x-amz-content-sha256']?.startsWith('STREAMING-AWS4-HMAC-SHA256-PAYLOAD');
  return {
    chunks: decodeAwsChunked({ source, seed: isSigned ? seed : undefined, announcedTrailers: announcedTrailers(request.headers), trailers }),
    trailers,
  };
}

/** Streams a body to a draft file, holding it to its claims; a draft whose body was refused or broke off is discarded. */
export async function receiveBlob(blobs: BlobFiles, input: BodyToDigest): Promise<ReceivedBlob> {
  const draft = await blobs.startDraft();
  try {
    const digest = await digestBody(input, async (chunk) => {
      await draft.file.writeFile(chunk);
    });
    return { ...digest, draft };
  } catch (error) {
    await blobs.discardDraft(draft);
    throw error;
  }
}

const largestDocumentBytes = 2 * 1024 * 1024;

/** Reads a small XML body into memory, holding it to its claims. */
export async function receiveDocument(input: BodyToDigest): Promise<string> {
  const chunks: Buffer[] = [];
  let sizeBytes = 0;
  await digestBody(input, (chunk) => {
    sizeBytes += chunk.length;
    if (sizeBytes > largestDocumentBytes) throw new S3Error('MalformedXML', 'The XML you provided was not well-formed or did not validate against our published schema');
    chunks.push(chunk);
    return Promise.resolve();
  });
  return Buffer.concat(chunks).toString('utf8');
}

async function digestBody({ body, claims, algorithm }: BodyToDigest, sink: (chunk: Buffer) => Promise<void>): Promise<BodyDigest> {
  const md5 = createHash('md5');
  const sha256 = claims.sha256Hex === undefined ? undefined : createHash('sha256');
  const checksum = startChecksum(algorithm);
  let sizeBytes = 0;
  for await (const chunk of body.chunks) {
    sizeBytes += chunk.length;
    if (claims.sizeBytes !== undefined && sizeBytes > claims.sizeBytes) throw incompleteBody();
    md5.update(chunk);
    sha256?.update(chunk);
    checksum.update(chunk);
    await sink(chunk);
  }
  const digest = { sizeBytes, md5Hex: md5.digest('hex'), checksum: { algorithm, value: await checksum.digestBase64() } };
  if (claims.sizeBytes !== undefined && sizeBytes !== claims.sizeBytes) throw incompleteBody();
  refuseOtherSha256(claims.sha256Hex, sha256?.digest('hex'));
  refuseOtherDigest(digest, claims, body.trailers);
  return digest;
}

function refuseOtherSha256(claimed: string | undefined, computed: string | undefined): void {
  if (claimed === computed) return;
  throw new S3Error('XAmzContentSHA256Mismatch', "The provided 'x-amz-content-sha256' header does not match what was computed.", {
    details: { ClientComputedContentSHA256: claimed ?? '', S3ComputedContentSHA256: computed ?? '' },
  });
}

function refuseOtherDigest({ md5Hex, checksum }: BodyDigest, claims: BodyClaims, trailers: ReadonlyMap<string, string>): void {
  const md5Base64 = Buffer.from(md5Hex, 'hex').toString('base64');
  if (claims.md5Base64 !== undefined && claims.md5Base64 !== md5Base64) {
    throw new S3Error('BadDigest', 'The Content-MD5 you specified did not match what we received.', {
      details: { ExpectedDigest: claims.md5Base64, CalculatedDigest: md5Base64 },
    });
  }
  const header = checksumHeader(checksum.algorithm);
  const claimed = claims.checksum?.isInTrailer ? trailers.get(header) : claims.checksum?.value;
  if (claimed === undefined) return;
  refuseMalformedChecksum(checksum.algorithm, claimed);
  if (claimed !== checksum.value) {
    throw new S3Error('BadDigest', `The ${checksum.algorithm} you specified did not match the calculated checksum.`);
  }
}
