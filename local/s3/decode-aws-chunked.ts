import { createHash, type Hash } from 'node:crypto';
import { ChunkReader, incompleteBody } from './chunk-reader.ts';
import { S3Error } from './s3-error.ts';
import { isSameSignature, sha256Hex, signHex } from './signing-key.ts';
import { signatureDoesNotMatch, type SignatureSeed } from './verify-signature.ts';

interface AwsChunkedBody {
  readonly source: AsyncIterable<Buffer>;
  /** Given when every chunk is signed (`STREAMING-AWS4-HMAC-SHA256-PAYLOAD…`). */
  readonly seed: SignatureSeed | undefined;
  /** Trailer names the sender announced in `x-amz-trailer`; empty without a trailer. */
  readonly announcedTrailers: readonly string[];
  /** Filled with the trailers once the last chunk was read. */
  readonly trailers: Map<string, string>;
}

const smallestInnerChunkBytes = 8192;
const trailerSignature = 'x-amz-trailer-signature';

/**
 * Takes the `aws-chunked` framing off a body, verifying the signature of each chunk and of the trailer where the body is signed.
 * Throws SignatureDoesNotMatch, InvalidChunkSizeError, MalformedTrailerError or IncompleteBody.
 */
export async function* decodeAwsChunked(body: AwsChunkedBody): AsyncGenerator<Buffer, void> {
  const reader = new ChunkReader(body.source);
  const signatures = body.seed && chainOfSignatures(body.seed);
  let isAfterSmallChunk = false;
  for (;;) {
    const { sizeBytes, signature } = readChunkHeader(await reader.line());
    if (isAfterSmallChunk && sizeBytes > 0) {
      throw new S3Error('InvalidChunkSizeError', 'Only the last chunk is allowed to have a size less than 8192 bytes');
    }
    isAfterSmallChunk = sizeBytes < smallestInnerChunkBytes;
    const hash = createHash('sha256');
    yield* chunkPieces(reader, sizeBytes, signatures && hash);
    signatures?.verifyChunk(hash.digest('hex'), signature);
    if (sizeBytes === 0) break;
  }
  await readTrailers(reader, body.trailers);
  checkTrailers(body, signatures);
}

async function* chunkPieces(reader: ChunkReader, sizeBytes: number, hash: Hash | undefined): AsyncGenerator<Buffer, void> {
  for (let left = sizeBytes; left > 0; ) {
    const piece = await reader.take(left);
    left -= piece.length;
    hash?.update(piece);
    yield piece;
  }
  if (sizeBytes > 0 && (await reader.line()) !== '') throw incompleteBody();
}

function readChunkHeader(line: string): { sizeBytes: number; signature: string } {
  const match = /^([0-9a-fA-F]{1,12})(?:;chunk-signature=([0-9a-f]+))?$/.exec(line);
  if (!match?.[1]) throw incompleteBody();
  return { sizeBytes: Number.parseInt(match[1], 16), signature: match[2] ?? '' };
}

async function readTrailers(reader: ChunkReader, trailers: Map<string, string>): Promise<void> {
  for (let line = await reader.line(); line !== ''; line = await reader.line()) {
    const at = line.indexOf(':');
    if (at < 0) throw malformedTrailer();
    trailers.set(line.slice(0, at).trim().toLowerCase(), line.slice(at + 1).trim());
  }
}

function checkTrailers({ announcedTrailers, trailers }: AwsChunkedBody, signatures: SignatureChain | undefined): void {
  const signature = trailers.get(trailerSignature) ?? '';
  trailers.delete(trailerSignature);
  if (announcedTrailers.some((name) => !trailers.has(name))) throw malformedTrailer();
  if ([...trailers.keys()].some((name) => !announcedTrailers.includes(name))) throw malformedTrailer();
  if (trailers.size > 0) signatures?.verifyTrailer(trailers, signature);
}

interface SignatureChain {
  verifyChunk(dataSha256Hex: string, given: string): void;
  verifyTrailer(trailers: ReadonlyMap<string, string>, given: string): void;
}

function chainOfSignatures({ signingKey, amzDate, scope, signature }: SignatureSeed): SignatureChain {
  let previous = signature;
  const verify = (kind: string, hashes: readonly string[], given: string): void => {
    const expected = signHex(signingKey, [`AWS4-HMAC-SHA256-${kind}`, amzDate, scope, previous, ...hashes].join('\n'));
    if (!isSameSignature(expected, given)) throw signatureDoesNotMatch();
    previous = expected;
  };
  return {
    verifyChunk: (dataSha256Hex, given) => {
      verify('PAYLOAD', [sha256Hex(''), dataSha256Hex], given);
    },
    verifyTrailer: (trailers, given) => {
      const lines = [...trailers].map(([name, value]) => `${name}:${value}\n`).toSorted();
      verify('TRAILER', [sha256Hex(lines.join(''))], given);
    },
  };
}

function malformedTrailer(): S3Error {
  return new S3Error('MalformedTrailerError', 'The request contained trailing data that was not well-formed or did not conform to our published schema.');
}
