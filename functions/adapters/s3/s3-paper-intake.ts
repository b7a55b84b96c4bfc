import { CopyObjectCommand, GetObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import type { PaperIntake, QuarantinedPaper } from '#domain/documents/paper-intake';
import { paperVaultKey } from '#domain/documents/vault';
import { quarantineKey } from '#functions/adapters/s3/s3-paper-store';
import { unlessWritten } from '#functions/adapters/s3/s3-vault';
import { inspectObject } from '#functions/adapters/s3/upload-form';

interface IntakeAccess {
  readonly client: S3Client;
  readonly quarantineBucketName: string;
  readonly vaultBucketName: string;
}

/** Longer than the function that looks into a paper may run. */
const ADDRESS_SECONDS = 2 * 60;

/** From the quarantine bucket to the vault's, by a copy S3 makes itself: the bytes never come through a function. */
export function createS3PaperIntake(access: IntakeAccess): PaperIntake {
  const { client, quarantineBucketName: Bucket } = access;
  return {
    addressOf: (paper) => getSignedUrl(client, new GetObjectCommand({ Bucket, Key: quarantineKey(paper), VersionId: paper.objectVersion }), { expiresIn: ADDRESS_SECONDS }),
    keep: (paper, as) => keep(access, paper, as),
    scanAgain: async (paper) => {
      const found = await inspectObject({ client, bucketName: Bucket, key: quarantineKey(paper) });
      if (found === undefined) return;
      // A copy onto itself has to change something, and so it says again what the paper is.
      await client.send(
        new CopyObjectCommand({ Bucket, Key: quarantineKey(paper), CopySource: sourceOf(Bucket, { ...paper, objectVersion: found.objectVersion }), ChecksumAlgorithm: 'SHA256', MetadataDirective: 'REPLACE', ContentType: found.contentType }),
      );
    },
  };
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
