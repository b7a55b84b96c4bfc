import { CopyObjectCommand, GetObjectCommand, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import type { AnswerKind, BulkFiles, ByteRange } from '#domain/bulk/bulk-files';
import type { Temporal } from '#domain/kernel/temporal';
import { grantFetch } from '#functions/adapters/s3/fetch-link';
import { putInParts } from '#functions/adapters/s3/put-in-parts';
import { quarantineKey } from '#functions/adapters/s3/s3-paper-store';
import { grantUpload, inspectObject, type ObjectPlace } from '#functions/adapters/s3/upload-form';

interface BulkFilesAccess {
  readonly client: S3Client;
  readonly bucketName: string;
  /** Where papers of dossiers lie; only whoever brings papers needs it. */
  readonly quarantineBucketName?: string;
  readonly now: () => Temporal.Instant;
}

const CONTENT_TYPE = 'application/octet-stream';

/** Everything of one hand-in lies under `bulk/<id>/`, and is forgotten together. */
export function createS3BulkFiles({ client, bucketName, quarantineBucketName, now }: BulkFilesAccess): BulkFiles {
  const at = (key: string): ObjectPlace => ({ client, bucketName, key });
  const put = (Key: string, Body: string) => client.send(new PutObjectCommand({ Bucket: bucketName, Key, Body, ContentType: CONTENT_TYPE }));
  return {
    grantRows: (bulkId, file) => grantUpload(at(rowsKey(bulkId)), file, now()),
    inspectRows: (bulkId) => inspectObject(at(rowsKey(bulkId))),
    readRows: (bulkId, objectVersion, range) => bytesOf(at(rowsKey(bulkId)), { objectVersion, range }),
    grantPaper: (bulkId, paper) => grantUpload(at(paperKey(bulkId, paper.sha256)), paper, now()),
    inspectPaper: (bulkId, sha256) => inspectObject(at(paperKey(bulkId, sha256))),
    bringPaper: async (bulkId, sha256, to) => {
      const source = `${bucketName}/${paperKey(bulkId, sha256)}`;
      await client.send(new CopyObjectCommand({ Bucket: quarantineBucketName, Key: quarantineKey(to), CopySource: source, ChecksumAlgorithm: 'SHA256' }));
    },
    keepAnswers: async (bulkId, chunk, { accepted, refused }) => {
      await Promise.all([put(answersKey(bulkId, 'accepted', chunk), accepted), put(answersKey(bulkId, 'refused', chunk), refused)]);
    },
    assemble: async (bulkId, kind, { head, chunks }) => {
      await putInParts(client, { Bucket: bucketName, Key: answerKey(bulkId, kind), ContentType: CONTENT_TYPE }, behindEachOther(head, chunks.map((chunk) => at(answersKey(bulkId, kind, chunk)))));
    },
    grantFetch: (bulkId, kind, fileName) => grantFetch(at(answerKey(bulkId, kind)), fileName, now()),
  };
}

function rowsKey(bulkId: string): string {
  return `bulk/${bulkId}/rows`;
}

function paperKey(bulkId: string, sha256: string): string {
  return `bulk/${bulkId}/papers/${sha256}`;
}

function answersKey(bulkId: string, kind: AnswerKind, chunk: number): string {
  return `bulk/${bulkId}/answers/${kind}/${String(chunk).padStart(6, '0')}`;
}

function answerKey(bulkId: string, kind: AnswerKind): string {
  return `bulk/${bulkId}/${kind}`;
}

interface Wanted {
  readonly objectVersion?: string;
  readonly range?: ByteRange | undefined;
}

async function bytesOf({ client, bucketName, key }: ObjectPlace, { objectVersion, range }: Wanted): Promise<AsyncIterable<Uint8Array>> {
  const { Body } = await client.send(
    new GetObjectCommand({
      Bucket: bucketName,
      Key: key,
      ...(objectVersion !== undefined && { VersionId: objectVersion }),
      ...(range !== undefined && { Range: `bytes=${String(range.from)}-${String(range.to - 1)}` }),
    }),
  );
  if (Body === undefined) throw new Error('S3 answered without a body');
  return asBytes(Body.transformToWebStream());
}

async function* asBytes(stream: AsyncIterable<unknown>): AsyncGenerator<Uint8Array> {
  for await (const piece of stream) if (piece instanceof Uint8Array) yield piece;
}

async function* behindEachOther(head: string, places: readonly ObjectPlace[]): AsyncGenerator<Uint8Array> {
  if (head !== '') yield new TextEncoder().encode(head);
  for (const place of places) yield* await bytesOf(place, {});
}
