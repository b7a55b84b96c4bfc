import { ListObjectsV2Command, type S3Client } from '@aws-sdk/client-s3';
import { sealedFormVaultKey } from '#domain/documents/vault';
import type { SealedForm } from '#domain/keeping/bundle';
import { inspectObject } from '#functions/adapters/s3/upload-form';

interface Place {
  readonly client: S3Client;
  readonly bucketName: string;
}

/** Four forms in two languages, once more where a supplement is asked for again: one answer of S3 (a thousand keys) is plenty. */
export async function listSealedForms({ client, bucketName }: Place, dossierId: string): Promise<readonly SealedForm[]> {
  const [before = '', after = ''] = sealedFormVaultKey({ dossierId, formId: '?' }).split('?');
  const { Contents = [] } = await client.send(new ListObjectsV2Command({ Bucket: bucketName, Prefix: `${before}form-` }));
  const keys = Contents.flatMap(({ Key }) => (Key?.endsWith(after) === true ? [Key] : []));
  const forms = await Promise.all(
    keys.map(async (key) => {
      const found = await inspectObject({ client, bucketName, key });
      return found && { id: key.slice(before.length, -after.length), version: found.objectVersion, sha256: found.sha256, sizeBytes: found.sizeBytes };
    }),
  );
  return forms.filter((form) => form !== undefined);
}
