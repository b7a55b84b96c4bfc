import { CompleteMultipartUploadCommand, CopyObjectCommand, CreateMultipartUploadCommand, HeadObjectCommand, ListPartsCommand, NoSuchUpload, NotFound, type S3Client, UploadPartCommand } from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import * as z from 'zod';
import type { PaperKey, PaperStore } from '#domain/dossiers/paper-store';
import { type Completion, type NotWhole, type PaperParts, partSizes, type SentParts } from '#domain/dossiers/upload-in-parts';
import { toIso } from '#domain/kernel/instant';
import type { Temporal } from '#domain/kernel/temporal';
import { createS3PaperStore, quarantineKey } from '#functions/adapters/s3/s3-paper-store';
import { isTaken } from '#functions/adapters/s3/s3-vault';
import { inspectObject, type ObjectPlace } from '#functions/adapters/s3/upload-form';

interface PaperPartsAccess {
  readonly client: S3Client;
  readonly bucketName: string;
  readonly now: () => Temporal.Instant;
}

/** Time for 50 MB over a telephone line; S3 asks only when a part begins. */
const GRANT_SECONDS = 30 * 60;

/**
 * Large papers in S3. The parts are joined under a key of their own, which the scanner does not watch, and laid into quarantine
 * by a copy S3 makes: a copy is one piece, so S3 reckons the SHA-256 of the whole, which it never does for an upload in parts,
 * and a copy can be told to write only where nothing lies.
 */
export function createS3PaperParts({ client, bucketName: Bucket, now }: PaperPartsAccess): PaperParts {
  return {
    grantParts: async (key, { contentType, sizeBytes, inParts }) => {
      const Key = partsKey(key);
      const { UploadId = '' } = await client.send(new CreateMultipartUploadCommand({ Bucket, Key, ContentType: contentType, ChecksumAlgorithm: 'SHA256' }));
      const sizes = partSizes(sizeBytes, inParts);
      const parts = await Promise.all(
        sizes.map(async (bytes, index) => {
          const ChecksumSHA256 = Buffer.from(inParts.sha256[index] ?? '', 'hex').toString('base64');
          const part = new UploadPartCommand({ Bucket, Key, UploadId, PartNumber: index + 1, ContentLength: bytes, ChecksumSHA256 });
          return { partNumber: index + 1, sizeBytes: bytes, url: await getSignedUrl(client, part, { expiresIn: GRANT_SECONDS }) };
        }),
      );
      return { kind: 'multipart', uploadId: UploadId, parts, expiresAt: toIso(now().add({ seconds: GRANT_SECONDS })) };
    },
    complete: async (key, upload) => {
      const place = { client, bucketName: Bucket, key: quarantineKey(key) };
      const before = await inspectObject(place);
      if (before !== undefined) return { outcome: 'complete', object: before };
      const joined = await join({ client, Bucket, Key: partsKey(key) }, upload);
      if (joined.outcome !== 'joined') return joined;
      return layDown(place, partsKey(key), { contentType: upload.contentType, versionId: joined.versionId });
    },
  };
}

/** Quarantine for papers of any size. */
export function createS3Quarantine(access: PaperPartsAccess): PaperStore & PaperParts {
  return { ...createS3PaperStore(access), ...createS3PaperParts(access) };
}

/** Where parts of a paper wait for one another. */
function partsKey({ dossierId, paperId }: PaperKey): string {
  return `parts/${dossierId}/${paperId}`;
}

type Joined = { readonly outcome: 'joined'; readonly versionId: string };
type Upload = Parameters<PaperParts['complete']>[1];

interface PartsPlace {
  readonly client: S3Client;
  readonly Bucket: string;
  readonly Key: string;
}

/** By what S3 says it holds; the sender's list only says which parts he means. */
async function join(place: PartsPlace, { uploadId: UploadId, parts, sizeBytes }: Upload): Promise<Joined | NotWhole> {
  const { client, ...at } = place;
  try {
    const held = await heldParts(place, UploadId);
    const wrong = unlike(held, parts);
    if (wrong.length > 0) return { outcome: 'parts-missing', parts: wrong };
    if (held.reduce((sum, { Size }) => sum + Size, 0) !== sizeBytes) return { outcome: 'size-differs' };
    const Parts = held.map(({ PartNumber, ETag, ChecksumSHA256 }) => ({ PartNumber, ETag, ChecksumSHA256 }));
    const { VersionId = 'null' } = await client.send(new CompleteMultipartUploadCommand({ ...at, UploadId, MultipartUpload: { Parts } }));
    return { outcome: 'joined', versionId: VersionId };
  } catch (error) {
    if (error instanceof NoSuchUpload) return joinedBefore(place);
    throw error;
  }
}

const listed = z.object({ Parts: z.array(z.object({ PartNumber: z.number(), ETag: z.string(), Size: z.number(), ChecksumSHA256: z.string() })).default([]) });

async function heldParts({ client, ...at }: PartsPlace, UploadId: string) {
  // One page holds a thousand.
  return listed.parse(await client.send(new ListPartsCommand({ ...at, UploadId }))).Parts;
}

function unlike(held: z.infer<typeof listed>['Parts'], sent: SentParts): number[] {
  const missing = sent.filter(({ partNumber, etag }) => !held.some((part) => part.PartNumber === partNumber && bare(part.ETag) === bare(etag)));
  const untold = held.filter(({ PartNumber }) => !sent.some(({ partNumber }) => partNumber === PartNumber));
  return [...missing.map(({ partNumber }) => partNumber), ...untold.map(({ PartNumber }) => PartNumber)].toSorted((one, other) => one - other);
}

/** Whether the quotes of an ETag are kept differs from client to client. */
function bare(etag: string): string {
  return etag.replaceAll('"', '');
}

/** An upload that is gone was completed and the call died before the copy, or it was abandoned and ended by the bucket's rule. */
async function joinedBefore({ client, ...at }: PartsPlace): Promise<Joined | NotWhole> {
  try {
    const { VersionId = 'null' } = await client.send(new HeadObjectCommand(at));
    return { outcome: 'joined', versionId: VersionId };
  } catch (error) {
    if (error instanceof NotFound) return { outcome: 'upload-ended' };
    throw error;
  }
}

interface JoinedPaper {
  readonly contentType: string;
  readonly versionId: string;
}

async function layDown(place: ObjectPlace, source: string, { contentType, versionId }: JoinedPaper): Promise<Completion> {
  const { client, bucketName: Bucket, key: Key } = place;
  const CopySource = `${Bucket}/${source}?versionId=${encodeURIComponent(versionId)}`;
  let taken: unknown;
  try {
    await client.send(new CopyObjectCommand({ Bucket, Key, CopySource, IfNoneMatch: '*', ChecksumAlgorithm: 'SHA256', MetadataDirective: 'REPLACE', ContentType: contentType }));
  } catch (error) {
    if (!isTaken(error)) throw error;
    taken = error;
  }
  const object = await inspectObject(place);
  // Two calls at once: S3 refuses the second before the first is there. Whoever asks again finds it.
  if (object === undefined) throw taken;
  return { outcome: 'complete', object };
}
