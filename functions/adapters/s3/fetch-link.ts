import { GetObjectCommand } from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import type { FetchGrant } from '#domain/bulk/bulk-files';
import { toIso } from '#domain/kernel/instant';
import type { Temporal } from '#domain/kernel/temporal';
import type { ObjectPlace } from '#functions/adapters/s3/upload-form';

/** Long enough for a fetch to begin, short enough for a link that leaked. */
const LINK_SECONDS = 10 * 60;

/** A link that fetches the object and has a browser save it under `fileName`. */
export async function grantFetch({ client, bucketName, key }: ObjectPlace, fileName: string, now: Temporal.Instant): Promise<FetchGrant> {
  const command = new GetObjectCommand({ Bucket: bucketName, Key: key, ResponseContentDisposition: `attachment; filename="${fileName}"` });
  const url = await getSignedUrl(client, command, { expiresIn: LINK_SECONDS });
  return { url, expiresAt: toIso(now.add({ seconds: LINK_SECONDS })) };
}
