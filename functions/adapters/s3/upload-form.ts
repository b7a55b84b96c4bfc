import { HeadObjectCommand, NotFound, type S3Client } from '@aws-sdk/client-s3';
import { createPresignedPost } from '@aws-sdk/s3-presigned-post';
import * as z from 'zod';
import type { FoundFile, RowsToUpload } from '#domain/bulk/bulk-files';
import type { UploadGrant } from '#domain/dossiers/paper-store';
import { toIso } from '#domain/kernel/instant';
import type { Temporal } from '#domain/kernel/temporal';

/** Long enough for a phone on a slow line, short enough for a form that leaked. */
const GRANT_SECONDS = 10 * 60;

const head = z.object({ ContentLength: z.number(), ChecksumSHA256: z.string(), ContentType: z.string(), VersionId: z.string().default('null') });

/** One object of one bucket. */
export interface ObjectPlace {
  readonly client: S3Client;
  readonly bucketName: string;
  readonly key: string;
}

/** A form for exactly these bytes: S3 itself refuses any other size, type or checksum. */
export async function grantUpload({ client, bucketName, key }: ObjectPlace, { contentType, sizeBytes, sha256 }: RowsToUpload, now: Temporal.Instant): Promise<UploadGrant> {
  const grant = await createPresignedPost(client, {
    Bucket: bucketName,
    Key: key,
    Fields: { 'Content-Type': contentType, 'x-amz-checksum-algorithm': 'SHA256', 'x-amz-checksum-sha256': Buffer.from(sha256, 'hex').toString('base64') },
    Conditions: [['content-length-range', sizeBytes, sizeBytes]],
    Expires: GRANT_SECONDS,
  });
  return { ...grant, expiresAt: toIso(now.add({ seconds: GRANT_SECONDS })) };
}

/** What lies there by the store's own reckoning, or nothing. */
export async function inspectObject({ client, bucketName, key }: ObjectPlace): Promise<FoundFile | undefined> {
  try {
    const answer = await client.send(new HeadObjectCommand({ Bucket: bucketName, Key: key, ChecksumMode: 'ENABLED' }));
    const { ContentLength: sizeBytes, ChecksumSHA256, ContentType: contentType, VersionId: objectVersion } = head.parse(answer);
    return { sizeBytes, contentType, objectVersion, sha256: Buffer.from(ChecksumSHA256, 'base64').toString('hex') };
  } catch (error) {
    if (error instanceof NotFound) return undefined;
    throw error;
  }
}
