import { S3Client } from '@aws-sdk/client-s3';
import { createS3Vault } from '#functions/adapters/s3/s3-vault';
import { CellError } from '#local/cell/cell-error';
import type { RunningCell } from '#local/cell/running-cell';
import { systemClock } from '#functions/platform/clock';

/** Where functions look for the roots, unless the stage names another file. */
const ROOTS_KEY = 'trust/roots-1.pem';

/** Puts the roots that signatures are verified against into the cell's vault, as a deployment does by hand; done twice it changes nothing. */
export async function trustRoots(cell: Pick<RunningCell, 'describe' | 'urls' | 'region' | 'credentials'>, pem: string): Promise<void> {
  const vault = cell.describe().resources.find(({ type, path }) => type === 'AWS::S3::Bucket' && path.includes('/VaultBucket'));
  if (vault === undefined) throw new CellError('The assembly has no vault to put the trusted roots into.');
  const client = new S3Client({ endpoint: cell.urls.s3, region: cell.region, credentials: cell.credentials, forcePathStyle: true });
  try {
    await createS3Vault({ client, bucketName: vault.name, now: systemClock }).putOnce({ key: ROOTS_KEY, bytes: Buffer.from(pem), contentType: 'application/x-pem-file' });
  } finally {
    client.destroy();
  }
}
