import { createHash } from 'node:crypto';
import { GetObjectCommand, HeadObjectCommand, NotFound, PutObjectTaggingCommand, type S3Client, S3ServiceException } from '@aws-sdk/client-s3';
import type { BundleFiles, WrittenBundle } from '#domain/keeping/bundle-files';
import type { BundledFile, BundlePlan } from '#domain/keeping/bundle-plan';
import { extractFromZip, readFromZip } from '#functions/adapters/s3/extract-from-zip';
import { putInParts } from '#functions/adapters/s3/put-in-parts';
import { listSealedForms } from '#functions/adapters/s3/list-sealed-forms';
import { bytesOf, streamOf } from '#functions/adapters/s3/stream-of';
import { MANIFEST, zipOf } from '#functions/adapters/s3/zip-of';

export interface BundleAccess {
  readonly client: S3Client;
  readonly bucketName: string;
  /** GOVERNANCE may be lifted by whoever has the right to; COMPLIANCE by nobody, the account's owner included. */
  readonly lock: 'GOVERNANCE' | 'COMPLIANCE';
}

/** The lifecycle of the vault removes what is marked so, some time after. */
export const KEPT_IN_BUNDLE = { Key: 'mot-cua:kept-in', Value: 'bundle' } as const;

/** Bundles in the vault's bucket: cheap to keep, at hand within milliseconds (Glacier Instant Retrieval), locked until their day. */
export function createS3BundleFiles(access: BundleAccess): BundleFiles {
  return {
    write: async (plan, manifest) => (await foundBundle(access, plan.key)) ?? writeBundle(access, plan, manifest),
    sealedForms: (dossierId) => listSealedForms(access, dossierId),
    letGo: async (files) => {
      for (const { from } of files) await mark(access, from);
    },
    extract: (order) => extractFromZip(access, order),
  };
}

/** For those who only bring files back. */
export function createS3BundleReader(place: Pick<BundleAccess, 'client' | 'bucketName'>): Pick<BundleFiles, 'extract'> {
  return { extract: (order) => extractFromZip(place, order) };
}

/** One that was written by a run that died before it could say so: its hash is counted over what lies there. */
async function foundBundle({ client, bucketName: Bucket }: BundleAccess, key: string): Promise<WrittenBundle | undefined> {
  try {
    const { VersionId: versionId = 'null', ContentLength: sizeBytes = 0 } = await client.send(new HeadObjectCommand({ Bucket, Key: key }));
    const hash = createHash('sha256');
    for await (const piece of bytesOf(await streamOf(client, new GetObjectCommand({ Bucket, Key: key, VersionId: versionId })))) hash.update(piece);
    const manifest = await readFromZip({ client, bucketName: Bucket }, { key, versionId }, MANIFEST);
    return { key, versionId, sizeBytes, sha256: hash.digest('hex'), manifest: manifest.toString('utf8') };
  } catch (error) {
    if (error instanceof NotFound) return undefined;
    throw error;
  }
}

async function writeBundle(access: BundleAccess, plan: BundlePlan, manifest: string): Promise<WrittenBundle> {
  const { client, bucketName, lock } = access;
  const hash = createHash('sha256');
  let sizeBytes = 0;
  async function* counted(): AsyncGenerator<Uint8Array> {
    for await (const piece of zipOf({ client, bucketName }, plan, manifest)) {
      hash.update(piece);
      sizeBytes += piece.byteLength;
      yield piece;
    }
  }
  const target = { Bucket: bucketName, Key: plan.key, ContentType: 'application/zip', StorageClass: 'GLACIER_IR', ObjectLockMode: lock, ObjectLockRetainUntilDate: new Date(plan.lockedUntil), IfNoneMatch: '*' } as const;
  try {
    const { versionId } = await putInParts(client, target, counted());
    return { key: plan.key, versionId, sizeBytes, sha256: hash.digest('hex'), manifest };
  } catch (error) {
    const first = error instanceof S3ServiceException && error.name === 'PreconditionFailed' ? await foundBundle(access, plan.key) : undefined;
    if (first === undefined) throw error;
    return first;
  }
}

async function mark({ client, bucketName }: BundleAccess, { key, versionId }: BundledFile['from']): Promise<void> {
  try {
    await client.send(new PutObjectTaggingCommand({ Bucket: bucketName, Key: key, VersionId: versionId, Tagging: { TagSet: [KEPT_IN_BUNDLE] } }));
  } catch (error) {
    // Marked in an earlier run, and gone since.
    if (!(error instanceof S3ServiceException && (error.name === 'NoSuchKey' || error.name === 'NoSuchVersion'))) throw error;
  }
}
