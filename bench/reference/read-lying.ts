import { ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3';
import type { BenchCell } from '../cell/open-bench-cell.ts';
import { type Heap, type Lying, sum } from './usage.ts';

/** What was scanned of one dossier, and what the run has left of it in the buckets of its papers. */
export async function readLying({ cell }: BenchCell, dossierId: string): Promise<Lying> {
  const client = new S3Client({ endpoint: cell.urls.s3, region: cell.region, credentials: cell.credentials, forcePathStyle: true });
  const bucketOf = (word: string) => cell.describe().resources.find(({ path, type }) => type === 'AWS::S3::Bucket' && path.includes(word))?.name;
  const left = async (Bucket: string | undefined, ...prefixes: readonly string[]) => {
    const found = await Promise.all(prefixes.map((prefix) => client.send(new ListObjectsV2Command({ Bucket, Prefix: `${prefix}/${dossierId}` }))));
    const objects = found.flatMap(({ Contents = [] }) => Contents);
    return heapOf(objects.map(({ Size = 0 }) => Size));
  };
  const [quarantine, vault] = [bucketOf('QuarantineBucket'), bucketOf('VaultBucket')];
  const [papers, bundles, kept] = await Promise.all([left(quarantine, 'quarantine', 'waiting'), left(quarantine, 'quarantine/bundles'), left(vault, 'papers', 'documents', 'bundles')]);
  client.destroy();
  const scanned = heapOf(cell.guardDuty.scans().filter(({ key }) => key.includes(dossierId)).map(({ sizeBytes }) => sizeBytes));
  return { scanned, quarantine: papers, bundles, vault: kept };
}

function heapOf(sizesInBytes: readonly number[]): Heap {
  return { objects: sizesInBytes.length, bytes: sum(sizesInBytes, (bytes) => bytes) };
}
