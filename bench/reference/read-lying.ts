import { ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3';
import type { BenchCell } from '../cell/open-bench-cell.ts';
import type { Lying } from './usage.ts';

/** What the run has left of one dossier in the buckets of its papers; no key there is ever written over. */
export async function readLying({ cell }: BenchCell, dossierId: string): Promise<Lying> {
  const client = new S3Client({ endpoint: cell.urls.s3, region: cell.region, credentials: cell.credentials, forcePathStyle: true });
  const bucketOf = (word: string) => cell.describe().resources.find(({ path, type }) => type === 'AWS::S3::Bucket' && path.includes(word))?.name;
  const heap = async (Bucket: string | undefined, ...prefixes: readonly string[]) => {
    const found = await Promise.all(prefixes.map((prefix) => client.send(new ListObjectsV2Command({ Bucket, Prefix: `${prefix}/${dossierId}` }))));
    const objects = found.flatMap(({ Contents = [] }) => Contents);
    return { objects: objects.length, bytes: objects.reduce((total, { Size = 0 }) => total + Size, 0) };
  };
  const [quarantine, vault] = [bucketOf('QuarantineBucket'), bucketOf('VaultBucket')];
  const [scanned, waiting, kept] = await Promise.all([heap(quarantine, 'quarantine', 'quarantine/bundles'), heap(quarantine, 'waiting'), heap(vault, 'papers', 'documents', 'bundles')]);
  client.destroy();
  return { scanned, waiting, vault: kept };
}
