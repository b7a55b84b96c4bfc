import { createHash } from 'node:crypto';
import { PassThrough, Readable } from 'node:stream';
import { GetObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import yazl from 'yazl';
import type { BundledFile, BundlePlan } from '#domain/keeping/bundle-plan';
import { bytesOf, streamOf } from '#functions/adapters/s3/stream-of';

interface Place {
  readonly client: S3Client;
  readonly bucketName: string;
}

/** What a bundle says of itself. */
export const MANIFEST = 'manifest.json';

/**
 * The zip of a bundle, stored and not compressed: scans and PDFs are compact already, and one file can be read out of it by
 * its range. Each file is fetched when its turn comes, and counted: bytes that are not those of the record break the stream.
 */
export async function* zipOf(place: Place, { files, endedAt }: Pick<BundlePlan, 'files' | 'endedAt'>, manifest: string): AsyncGenerator<Uint8Array> {
  const options = { compress: false, mtime: new Date(endedAt), forceDosTimestamp: true, mode: 0o100644 };
  const zip = new yazl.ZipFile();
  const output = new PassThrough();
  const fail = (error: Error): void => {
    output.destroy(error);
  };
  zip.on('error', fail);
  zip.addBuffer(Buffer.from(manifest, 'utf8'), MANIFEST, options);
  for (const file of files) {
    zip.addReadStreamLazy(file.path, { ...options, ...(file.sizeBytes !== undefined && { size: file.sizeBytes }) }, (give) => {
      give(null, Readable.from(proven(place, file)).on('error', fail));
    });
  }
  zip.end();
  zip.outputStream.pipe(output);
  yield* bytesOf(output);
}

async function* proven({ client, bucketName }: Place, { from, sha256, path }: BundledFile): AsyncGenerator<Uint8Array> {
  const hash = createHash('sha256');
  for await (const bytes of bytesOf(await streamOf(client, new GetObjectCommand({ Bucket: bucketName, Key: from.key, VersionId: from.versionId })))) {
    hash.update(bytes);
    yield bytes;
  }
  if (hash.digest('hex') !== sha256) throw new Error(`The bytes of ${path} are not those of the record`);
}
