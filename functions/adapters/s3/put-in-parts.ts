import { AbortMultipartUploadCommand, CompleteMultipartUploadCommand, CreateMultipartUploadCommand, PutObjectCommand, type S3Client, UploadPartCommand } from '@aws-sdk/client-s3';

/** S3 wants at least 5 MiB in every part but the last; this is what is held in memory. */
const PART_BYTES = 8 * 1024 ** 2;

interface Target {
  readonly Bucket: string;
  readonly Key: string;
  readonly ContentType: string;
  /** Refuses to write where something lies already. */
  readonly IfNoneMatch?: '*';
  readonly StorageClass?: 'GLACIER_IR';
  readonly ObjectLockMode?: 'GOVERNANCE' | 'COMPLIANCE';
  readonly ObjectLockRetainUntilDate?: Date;
}

/** Writes a stream of unknown length as one object, holding no more than one part of it; a short one is a plain put. */
export async function putInParts(client: S3Client, target: Target, pieces: AsyncIterable<Uint8Array>): Promise<{ versionId: string }> {
  const { Bucket, Key } = target;
  let upload: MultipartUpload | undefined;
  try {
    let last: Uint8Array | undefined;
    for await (const part of inParts(pieces)) {
      if (last !== undefined) {
        upload ??= await beginUpload(client, target);
        await upload.add(last);
      }
      last = part;
    }
    if (upload !== undefined) return await upload.complete(last ?? new Uint8Array());
    const { VersionId = 'null' } = await client.send(new PutObjectCommand({ ...target, Body: last ?? new Uint8Array() }));
    return { versionId: VersionId };
  } catch (error) {
    if (upload !== undefined) await client.send(new AbortMultipartUploadCommand({ Bucket, Key, UploadId: upload.id }));
    throw error;
  }
}

interface MultipartUpload {
  readonly id: string;
  add(part: Uint8Array): Promise<void>;
  complete(last: Uint8Array): Promise<{ versionId: string }>;
}

async function beginUpload(client: S3Client, target: Target): Promise<MultipartUpload> {
  const { IfNoneMatch, ...begun } = target;
  const { Bucket, Key } = target;
  const { UploadId } = await client.send(new CreateMultipartUploadCommand(begun));
  if (UploadId === undefined) throw new Error('S3 began an upload without an id');
  const Parts: { ETag: string | undefined; PartNumber: number }[] = [];
  const add = async (Body: Uint8Array): Promise<void> => {
    const PartNumber = Parts.length + 1;
    const { ETag } = await client.send(new UploadPartCommand({ Bucket, Key, UploadId, PartNumber, Body }));
    Parts.push({ ETag, PartNumber });
  };
  return {
    id: UploadId,
    add,
    complete: async (last) => {
      await add(last);
      const { VersionId = 'null' } = await client.send(new CompleteMultipartUploadCommand({ Bucket, Key, UploadId, MultipartUpload: { Parts }, ...(IfNoneMatch !== undefined && { IfNoneMatch }) }));
      return { versionId: VersionId };
    },
  };
}

async function* inParts(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let held: Uint8Array[] = [];
  let bytes = 0;
  for await (const piece of pieces) {
    held.push(piece);
    bytes += piece.byteLength;
    if (bytes < PART_BYTES) continue;
    yield Buffer.concat(held);
    held = [];
    bytes = 0;
  }
  if (bytes > 0) yield Buffer.concat(held);
}
