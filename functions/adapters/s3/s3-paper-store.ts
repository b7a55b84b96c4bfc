import { HeadObjectCommand, NotFound, type S3Client } from '@aws-sdk/client-s3';
import { createPresignedPost } from '@aws-sdk/s3-presigned-post';
import * as z from 'zod';
import type { PaperKey, PaperObject, PaperStore } from '#domain/dossiers/paper-store';
import { toIso } from '#domain/kernel/instant';
import type { Temporal } from '#domain/kernel/temporal';

/** Long enough for a phone on a slow line, short enough for a form that leaked. */
const GRANT_SECONDS = 10 * 60;

const head = z.object({ ContentLength: z.number(), ChecksumSHA256: z.string(), ContentType: z.string(), VersionId: z.string().default('null') });

interface PaperStoreAccess {
  readonly client: S3Client;
  readonly bucketName: string;
  readonly now: () => Temporal.Instant;
}

/** Papers in quarantine (D11). S3 itself refuses an upload whose size, type or bytes are not those that were granted. */
export function createS3PaperStore({ client, bucketName, now }: PaperStoreAccess): PaperStore {
  return {
    async grantUpload(key, { contentType, sizeBytes, sha256 }) {
      const fields = {
        'Content-Type': contentType,
        'x-amz-checksum-algorithm': 'SHA256',
        'x-amz-checksum-sha256': Buffer.from(sha256, 'hex').toString('base64'),
      };
      // Fields become conditions of equality; the size is the one condition that is no field.
      const grant = await createPresignedPost(client, {
        Bucket: bucketName,
        Key: quarantineKey(key),
        Fields: fields,
        Conditions: [['content-length-range', sizeBytes, sizeBytes]],
        Expires: GRANT_SECONDS,
      });
      return { ...grant, expiresAt: toIso(now().add({ seconds: GRANT_SECONDS })) };
    },

    async inspect(key): Promise<PaperObject | undefined> {
      try {
        const answer = await client.send(new HeadObjectCommand({ Bucket: bucketName, Key: quarantineKey(key), ChecksumMode: 'ENABLED' }));
        const { ContentLength: sizeBytes, ChecksumSHA256, ContentType: contentType, VersionId: objectVersion } = head.parse(answer);
        return { sizeBytes, contentType, objectVersion, sha256: Buffer.from(ChecksumSHA256, 'base64').toString('hex') };
      } catch (error) {
        if (error instanceof NotFound) return undefined;
        throw error;
      }
    },
  };
}

function quarantineKey({ dossierId, paperId }: PaperKey): string {
  return `quarantine/${dossierId}/${paperId}`;
}
