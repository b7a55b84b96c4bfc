import { CopyObjectCommand, NoSuchKey, type S3Client, S3ServiceException } from '@aws-sdk/client-s3';
import type { VaultCopies } from '#domain/documents/vault-copies';
import type { VaultObject } from '#domain/documents/vault';
import { unlessWritten } from '#functions/adapters/s3/s3-vault';
import { inspectObject } from '#functions/adapters/s3/upload-form';

interface VaultPlace {
  readonly client: S3Client;
  readonly bucketName: string;
}

/** Copies within the vault's bucket. */
export function createS3VaultCopies(place: VaultPlace): VaultCopies {
  return {
    copyOnce: async (from, to) => {
      try {
        return await unlessWritten(place, to, () => copy(place, from, to));
      } catch (error) {
        if (isGone(error)) return undefined;
        throw error;
      }
    },
  };
}

async function copy({ client, bucketName }: VaultPlace, { key, versionId }: Pick<VaultObject, 'key' | 'versionId'>, to: string): Promise<VaultObject> {
  const CopySource = `${bucketName}/${key.split('/').map(encodeURIComponent).join('/')}?versionId=${encodeURIComponent(versionId)}`;
  await client.send(new CopyObjectCommand({ Bucket: bucketName, Key: to, CopySource, IfNoneMatch: '*', ChecksumAlgorithm: 'SHA256' }));
  const copied = await inspectObject({ client, bucketName, key: to });
  if (copied === undefined) throw new Error(`The copy ${to} is not there`);
  return { key: to, versionId: copied.objectVersion, sha256: copied.sha256, sizeBytes: copied.sizeBytes };
}

/** S3 says of a copy's source that there is no such key, or no such version. */
function isGone(error: unknown): boolean {
  return error instanceof NoSuchKey || (error instanceof S3ServiceException && (error.name === 'NoSuchKey' || error.name === 'NoSuchVersion'));
}
