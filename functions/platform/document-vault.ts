import { S3Client } from '@aws-sdk/client-s3';
import type { Vault } from '#domain/documents/vault';
import { createS3Vault } from '#functions/adapters/s3/s3-vault';
import { systemClock } from '#functions/platform/clock';

/** The vault of the cell, as far as the function's rights in it go. */
export function openVault({ VAULT_BUCKET }: { readonly VAULT_BUCKET: string }): Vault {
  return createS3Vault({ client: new S3Client({}), bucketName: VAULT_BUCKET, now: systemClock });
}
