import { CopyObjectCommand, DeleteObjectCommand, GetObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import type { PaperIntake, QuarantinedPaper } from '#domain/documents/paper-intake';
import { paperVaultKey } from '#domain/documents/vault';
import type { PaperKey } from '#domain/dossiers/paper-store';
import { layBundle } from '#functions/adapters/s3/lay-bundle';
import { quarantineKey } from '#functions/adapters/s3/s3-paper-store';
import { unlessWritten } from '#functions/adapters/s3/s3-vault';
import { inspectObject } from '#functions/adapters/s3/upload-form';

interface IntakeAccess {
  readonly client: S3Client;
  readonly quarantineBucketName: string;
  readonly vaultBucketName: string;
}

/** Longer than the function that looks into a paper may run twice. */
const ADDRESS_SECONDS = 3 * 60;

/** From the quarantine bucket to the vault's, by a copy S3 makes itself: the bytes never come through a function. */
export function createS3PaperIntake(access: IntakeAccess): PaperIntake {
  const { client, quarantineBucketName: Bucket } = access;
  return {
    addressOf: (paper) => getSignedUrl(client, new GetObjectCommand({ Bucket, Key: quarantineKey(paper), VersionId: paper.objectVersion }), { expiresIn: ADDRESS_SECONDS }),
    keep: (paper, as) => keep(access, paper, as),
    clear: async (papers) => {
      await Promise.all(papers.map((paper) => client.send(new DeleteObjectCommand({ Bucket, Key: quarantineKey(paper), VersionId: paper.objectVersion }))));
    },
    layBundle: (bundle) => layBundle({ client, bucketName: Bucket }, bundle),
    scanSingly: (paper) => scanSingly(access, paper),
    scanAgain: async (paper) => {
      const found = await inspectObject({ client, bucketName: Bucket, key: quarantineKey(paper) });
      if (found === undefined) return scanWaiting(access, paper);
      // A copy onto itself has to change something, and so it says again what the paper is.
      await client.send(
        new CopyObjectCommand({ Bucket, Key: quarantineKey(paper), CopySource: sourceOf(Bucket, { ...paper, objectVersion: found.objectVersion }), ChecksumAlgorithm: 'SHA256', MetadataDirective: 'REPLACE', ContentType: found.contentType }),
      );
    },
  };
}

/** One that was handed in to be scanned with others, and was not: by itself now. */
async function scanWaiting(access: IntakeAccess, { dossierId, paperId }: PaperKey): Promise<void> {
  const waiting = { dossierId, paperId, scan: 'bundle' as const };
  const found = await inspectObject({ client: access.client, bucketName: access.quarantineBucketName, key: quarantineKey(waiting) });
  if (found !== undefined) await scanSingly(access, { ...waiting, objectVersion: found.objectVersion });
}

/** S3 copies it to where new objects are scanned; a copy that lies there already was scanned already. */
async function scanSingly({ client, quarantineBucketName: Bucket }: IntakeAccess, paper: QuarantinedPaper): Promise<void> {
  const key = quarantineKey({ dossierId: paper.dossierId, paperId: paper.paperId });
  await unlessWritten({ client, bucketName: Bucket }, key, async () => {
    const { VersionId: versionId = 'null' } = await client.send(new CopyObjectCommand({ Bucket, Key: key, CopySource: sourceOf(Bucket, paper), IfNoneMatch: '*', ChecksumAlgorithm: 'SHA256' }));
    return { key, versionId, sha256: '', sizeBytes: 0 };
  });
}

async function keep({ client, quarantineBucketName, vaultBucketName }: IntakeAccess, paper: QuarantinedPaper, { contentType, sha256 }: { readonly contentType: string; readonly sha256: string }): Promise<string> {
  const key = paperVaultKey(paper);
  const kept = await unlessWritten({ client, bucketName: vaultBucketName }, key, async () => {
    const { VersionId = 'null', CopyObjectResult } = await client.send(
      new CopyObjectCommand({
        Bucket: vaultBucketName,
        Key: key,
        CopySource: sourceOf(quarantineBucketName, paper),
        IfNoneMatch: '*',
        ChecksumAlgorithm: 'SHA256',
        MetadataDirective: 'REPLACE',
        ContentType: contentType,
      }),
    );
    return { key, versionId: VersionId, sha256: Buffer.from(CopyObjectResult?.ChecksumSHA256 ?? '', 'base64').toString('hex'), sizeBytes: 0 };
  });
  if (kept.sha256 !== sha256) throw new Error(`The vault holds other bytes of ${paper.paperId} than were looked into`);
  return kept.versionId;
}

function sourceOf(bucketName: string, paper: QuarantinedPaper): string {
  return `${bucketName}/${quarantineKey(paper)}?versionId=${encodeURIComponent(paper.objectVersion)}`;
}
