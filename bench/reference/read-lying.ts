import { ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3';
import type { BenchCell } from '../cell/open-bench-cell.ts';
import type { Lying } from './usage.ts';

/** What the run has left of one dossier in the buckets of its papers; no key there is ever written over. */
export async function readLying({ cell }: BenchCell, dossierId: string): Promise<Lying> {
  const client = new S3Client({ endpoint: cell.urls.s3, region: cell.region, credentials: cell.credentials, forcePathStyle: true });
  const bucketOf = (word: string) => cell.describe().resources.find(({ path, type }) => type === 'AWS::S3::Bucket' && path.includes(word))?.name;
  const heap = async (Bucket: string | undefined, prefix: string) => {
    const { Contents = [] } = await client.send(new ListObjectsV2Command({ Bucket, Prefix: `${prefix}/${dossierId}` }));
    return { objects: Contents.length, bytes: Contents.reduce((total, { Size = 0 }) => total + Size, 0) };
  };
  const [quarantine, vault] = [bucketOf('QuarantineBucket'), bucketOf('VaultBucket')];
  const [scanned, waiting, ...kept] = await Promise.all([heap(quarantine, 'quarantine'), heap(quarantine, 'waiting'), heap(vault, 'papers'), heap(vault, 'documents'), heap(vault, 'bundles')]);
  client.destroy();
  return { scanned, waiting, vault: { objects: kept.reduce((total, { objects }) => total + objects, 0), bytes: kept.reduce((total, { bytes }) => total + bytes, 0) } };
}
