import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';

export interface FetchedFile {
  readonly sizeBytes: number;
  readonly sha256: string;
}

/** Streams an address into a file piece by piece, and stops when there is more than was announced. */
export async function fetchToFile(url: string, path: string, announcedBytes: number): Promise<FetchedFile> {
  const response = await fetch(url);
  if (!response.ok || response.body === null) throw new Error(`The paper was answered ${String(response.status)}`);
  const hash = createHash('sha256');
  let sizeBytes = 0;
  await pipeline(
    response.body,
    async function* measured(pieces: AsyncIterable<Uint8Array>) {
      for await (const piece of pieces) {
        sizeBytes += piece.byteLength;
        hash.update(piece);
        yield piece;
        if (sizeBytes > announcedBytes) return;
      }
    },
    createWriteStream(path),
  );
  return { sizeBytes, sha256: hash.digest('hex') };
}
