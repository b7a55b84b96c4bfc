import { HeadObjectCommand, NotFound, type S3Client, S3ServiceException } from '@aws-sdk/client-s3';
import type { ScanBundle } from '#domain/documents/scan-bundle';
import { canonicalJson } from '#domain/kernel/canonical-json';
import { putInParts } from '#functions/adapters/s3/put-in-parts';
import { quarantineKey, scanBundleKey } from '#functions/adapters/s3/s3-paper-store';
import { zipOf } from '#functions/adapters/s3/zip-of';

interface Place {
  readonly client: S3Client;
  readonly bucketName: string;
}

/**
 * Lays the papers of a hand-in down as one stored zip, byte by byte what the record says, so that one scan holds for all of
 * them. The name tells the content: one that lies there is the same, and is not paid for twice.
 */
export async function layBundle({ client, bucketName }: Place, bundle: ScanBundle): Promise<void> {
  const Key = scanBundleKey(bundle);
  if (await lies(client, { Bucket: bucketName, Key })) return;
  const { dossierId, receivedAt, papers } = bundle;
  const files = papers.map((paper) => ({
    path: `papers/${paper.id}`,
    from: { key: quarantineKey({ dossierId, paperId: paper.id, scan: paper.scan }), versionId: paper.objectVersion },
    sha256: paper.sha256,
    sizeBytes: paper.sizeBytes,
    contentType: paper.contentType,
    about: {},
  }));
  const list = canonicalJson(files.map(({ path, sha256, sizeBytes }) => ({ path, sha256, sizeBytes })));
  try {
    await putInParts(client, { Bucket: bucketName, Key, ContentType: 'application/zip', IfNoneMatch: '*' }, zipOf({ client, bucketName }, { files, endedAt: receivedAt }, list));
  } catch (error) {
    // Two orders at once: the other one has laid it.
    if (!(error instanceof S3ServiceException && error.name === 'PreconditionFailed')) throw error;
  }
}

async function lies(client: S3Client, place: { readonly Bucket: string; readonly Key: string }): Promise<boolean> {
  try {
    await client.send(new HeadObjectCommand(place));
    return true;
  } catch (error) {
    if (error instanceof NotFound) return false;
    throw error;
  }
}
