import { PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import type { ExportFiles } from '#domain/exports/export-files';
import type { Temporal } from '#domain/kernel/temporal';
import { grantFetch } from '#functions/adapters/s3/fetch-link';

interface ExportFilesAccess {
  readonly client: S3Client;
  readonly bucketName: string;
  readonly now: () => Temporal.Instant;
}

/** Parts and manifest of one export lie under `exports/<id>/`. */
export function createS3ExportFiles({ client, bucketName, now }: ExportFilesAccess): ExportFiles {
  return {
    write: async (exportId, name, { bytes, contentType }) => {
      await client.send(new PutObjectCommand({ Bucket: bucketName, Key: keyOf(exportId, name), Body: bytes, ContentType: contentType }));
    },
    grantFetch: (exportId, name) => grantFetch({ client, bucketName, key: keyOf(exportId, name) }, name, now()),
  };
}

function keyOf(exportId: string, name: string): string {
  return `exports/${exportId}/${name}`;
}
