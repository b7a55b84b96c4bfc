import { S3Client } from '@aws-sdk/client-s3';
import type { Vault } from '#domain/documents/vault';
import type { BundleFiles } from '#domain/keeping/bundle-files';
import { createS3BundleReader } from '#functions/adapters/s3/s3-bundle-files';
import { openVault } from '#functions/platform/document-vault';

/** What a function reads files with that may lie in a bundle by now, as far as its rights in the vault go. */
export function keptFiles(environment: { readonly VAULT_BUCKET: string }): { readonly vault: Vault; readonly bundles: Pick<BundleFiles, 'extract'> } {
  return { vault: openVault(environment), bundles: createS3BundleReader({ client: new S3Client({}), bucketName: environment.VAULT_BUCKET }) };
}
