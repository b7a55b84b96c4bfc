import { createHash } from 'node:crypto';
import { PassThrough, type Readable } from 'node:stream';
import { GetObjectCommand, HeadObjectCommand, NotFound, type S3Client } from '@aws-sdk/client-s3';
import yauzl from 'yauzl';
import type { VaultObject } from '#domain/documents/vault';
import type { Extraction } from '#domain/keeping/bundle-files';
import { putInParts } from '#functions/adapters/s3/put-in-parts';
import { bytesOf, streamOf } from '#functions/adapters/s3/stream-of';

interface Place {
  readonly client: S3Client;
  readonly bucketName: string;
}

/** Reads one file out of a bundle by its range, without fetching the rest, and puts it where it can be fetched by an address. */
export async function extractFromZip(place: Place, { bundle, file, to }: Extraction): Promise<VaultObject> {
  const { client, bucketName } = place;
  const hash = createHash('sha256');
  let sizeBytes = 0;
  async function* counted(): AsyncGenerator<Uint8Array> {
    for await (const bytes of bytesOf(await openEntry(place, bundle, file.path))) {
      hash.update(bytes);
      sizeBytes += bytes.byteLength;
      yield bytes;
    }
    if (hash.copy().digest('hex') !== file.sha256) throw new Error(`The bytes of ${file.path} in ${bundle.key} are not those of the record`);
  }
  const before = await lying(place, to, file.sha256);
  if (before !== undefined) return before;
  try {
    const { versionId } = await putInParts(client, { Bucket: bucketName, Key: to, ContentType: file.contentType, IfNoneMatch: '*' }, counted());
    return { key: to, versionId, sha256: file.sha256, sizeBytes };
  } catch (error) {
    const first = await lying(place, to, file.sha256);
    if (first === undefined) throw error;
    return first;
  }
}

/** One small file of a bundle. */
export async function readFromZip(place: Place, bundle: Extraction['bundle'], path: string): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  for await (const piece of bytesOf(await openEntry(place, bundle, path))) pieces.push(piece);
  return Buffer.concat(pieces);
}

/** What another run has put there; only this function writes under such a key, and only proven bytes. */
async function lying({ client, bucketName: Bucket }: Place, Key: string, sha256: string): Promise<VaultObject | undefined> {
  try {
    const { VersionId: versionId = 'null', ContentLength: sizeBytes = 0 } = await client.send(new HeadObjectCommand({ Bucket, Key }));
    return { key: Key, versionId, sha256, sizeBytes };
  } catch (error) {
    if (error instanceof NotFound) return undefined;
    throw error;
  }
}

/** Reads pieces of an object as yauzl asks for them: the end with the directory, then the file. */
class ObjectReader extends yauzl.RandomAccessReader {
  private readonly range: (start: number, end: number) => Promise<Readable>;

  constructor(range: (start: number, end: number) => Promise<Readable>) {
    super();
    this.range = range;
  }

  override _readStreamForRange(start: number, end: number): PassThrough {
    const through = new PassThrough();
    this.range(start, end).then(
      (stream) => {
        stream.on('error', (error) => through.destroy(error));
        stream.pipe(through);
      },
      (error: unknown) => through.destroy(error instanceof Error ? error : new Error(String(error))),
    );
    return through;
  }
}

async function openEntry({ client, bucketName: Bucket }: Place, { key: Key, versionId: VersionId }: Extraction['bundle'], path: string): Promise<Readable> {
  const { ContentLength = 0 } = await client.send(new HeadObjectCommand({ Bucket, Key, VersionId }));
  const reader = new ObjectReader((start, end) => streamOf(client, new GetObjectCommand({ Bucket, Key, VersionId, Range: `bytes=${String(start)}-${String(end - 1)}` })));
  const zip = await new Promise<yauzl.ZipFile>((resolve, reject) => {
    yauzl.fromRandomAccessReader(reader, ContentLength, { lazyEntries: true }, (error, opened) => {
      if (error) reject(error);
      else resolve(opened);
    });
  });
  return new Promise<Readable>((resolve, reject) => {
    zip.on('error', reject);
    zip.on('end', () => {
      reject(new Error(`${Key} has no ${path}`));
    });
    zip.on('entry', (entry: yauzl.Entry) => {
      if (entry.fileName !== path) {
        zip.readEntry();
        return;
      }
      zip.openReadStream(entry, (error, stream) => {
        if (error) reject(error);
        else resolve(stream);
      });
    });
    zip.readEntry();
  });
}
