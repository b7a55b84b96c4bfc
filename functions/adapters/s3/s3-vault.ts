import { createHash } from 'node:crypto';
import { GetObjectCommand, NoSuchKey, PutObjectCommand, type S3Client, S3ServiceException } from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import type { Vault, VaultFile, VaultObject } from '#domain/documents/vault';
import { toIso } from '#domain/kernel/instant';
import type { Temporal } from '#domain/kernel/temporal';
import { attachmentNamed } from '#functions/adapters/s3/content-disposition';
import { inspectObject } from '#functions/adapters/s3/upload-form';

/** Long enough for a fetch to begin, short enough for an address that leaked. */
const ADDRESS_SECONDS = 5 * 60;

export interface VaultAccess {
  readonly client: S3Client;
  readonly bucketName: string;
  readonly now: () => Temporal.Instant;
}

/** The vault in S3. The bucket's policy refuses every write that does not ask for a new key. */
export function createS3Vault({ client, bucketName, now }: VaultAccess): Vault {
  return {
    putOnce: (file) => putOnce({ client, bucketName }, file),
    read: async (key, versionId) => {
      try {
        const { Body } = await client.send(new GetObjectCommand({ Bucket: bucketName, Key: key, ChecksumMode: 'ENABLED', ...(versionId !== undefined && { VersionId: versionId }) }));
        return await Body?.transformToByteArray();
      } catch (error) {
        if (isMissing(error)) return undefined;
        throw error;
      }
    },
    addressOf: async ({ key, versionId }, { fileName, contentType }) => {
      const command = new GetObjectCommand({
        Bucket: bucketName,
        Key: key,
        VersionId: versionId,
        ResponseContentDisposition: attachmentNamed(fileName),
        ResponseContentType: contentType,
        ResponseCacheControl: 'private, no-store',
      });
      const url = await getSignedUrl(client, command, { expiresIn: ADDRESS_SECONDS });
      return { url, expiresAt: toIso(now().add({ seconds: ADDRESS_SECONDS })) };
    },
  };
}

type Place = Pick<VaultAccess, 'client' | 'bucketName'>;

function putOnce(place: Place, { key, bytes, contentType }: VaultFile): Promise<VaultObject> {
  const digest = createHash('sha256').update(bytes).digest();
  const { client, bucketName } = place;
  return unlessWritten(place, key, async () => {
    const { VersionId = 'null' } = await client.send(
      new PutObjectCommand({ Bucket: bucketName, Key: key, Body: bytes, ContentType: contentType, IfNoneMatch: '*', ChecksumSHA256: digest.toString('base64') }),
    );
    return { key, versionId: VersionId, sha256: digest.toString('hex'), sizeBytes: bytes.byteLength };
  });
}

/** Does the write, or tells what lies there when somebody was first. */
export async function unlessWritten({ client, bucketName }: Place, key: string, write: () => Promise<VaultObject>): Promise<VaultObject> {
  try {
    return await write();
  } catch (error) {
    if (!isTaken(error)) throw error;
    const found = await inspectObject({ client, bucketName, key });
    // Two writes at once: S3 refuses the second before the first is there (409). Whoever asks again finds it.
    if (found === undefined) throw error;
    return { key, versionId: found.objectVersion, sha256: found.sha256, sizeBytes: found.sizeBytes };
  }
}

/** A version that S3 has removed has an error of its own, which the SDK gives no class. */
function isMissing(error: unknown): boolean {
  return error instanceof NoSuchKey || (error instanceof S3ServiceException && error.name === 'NoSuchVersion');
}

/** Whether a write that asks for a new key met one that is there, or that comes to be at this moment. */
export function isTaken(error: unknown): boolean {
  return error instanceof S3ServiceException && (error.name === 'PreconditionFailed' || error.name === 'ConditionalRequestConflict');
}
