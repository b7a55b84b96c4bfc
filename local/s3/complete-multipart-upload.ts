import { createReadStream } from 'node:fs';
import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { BlobFiles } from './blob-files.ts';
import { checksumElement, checksumHeader, compositeChecksum, defaultChecksumAlgorithm } from './checksum.ts';
import { encryptionOf } from './object-headers.ts';
import { readWritePrecondition } from './preconditions.ts';
import { openBody, receiveBlob, receiveDocument, type BodyDigest } from './receive-body.ts';
import { S3Error } from './s3-error.ts';
import type { S3Call, S3Operation } from './s3-call.ts';
import { refuseOverwrite, storeDraft, versionIdHeader } from './store-version.ts';
import { uploadAddress } from './multipart-upload.ts';
import type { Upload, UploadedPart } from './upload-table.ts';
import type { ObjectChecksum } from './version-table.ts';
import { element, readXml } from './xml-element.ts';

const minPartBytes = 5 * 1024 * 1024;

const partSchema = z.object({ PartNumber: z.coerce.number().int(), ETag: z.string() }).catchall(z.unknown());
const requestSchema = z.object({
  CompleteMultipartUpload: z.object({
    Part: z.union([z.array(partSchema).min(1), partSchema.transform((one) => [one])]),
  }),
});
type ListedPart = z.infer<typeof partSchema>;

/** CompleteMultipartUpload: joins the listed parts into one object; the upload and all its parts are gone afterwards. */
export const completeMultipartUpload: S3Operation = async (call, parts) => {
  const upload = parts.uploads.get(uploadAddress(call));
  const precondition = readWritePrecondition(call.headers);
  refuseOverwrite(call.bucket, precondition);
  const uploaded = parts.uploads.parts(upload.uploadId);
  const chosen = chooseParts(upload, uploaded, await readListedParts(call));
  refuseOtherSize(call, chosen);
  const joined = await receiveBlob(parts.blobs, {
    body: { chunks: bytesOf(parts.blobs, chosen), trailers: new Map() },
    claims: { sizeBytes: undefined, sha256Hex: undefined, md5Base64: undefined, checksum: undefined },
    algorithm: upload.checksumAlgorithm ?? defaultChecksumAlgorithm,
  });
  const checksum = await checksumOf(upload, chosen, joined.checksum);
  try {
    refuseOtherChecksum(call, checksum);
  } catch (error) {
    await parts.blobs.discardDraft(joined.draft);
    throw error;
  }
  const stored = await storeDraft(parts, joined.draft, {
    bucket: call.bucket,
    key: call.key,
    sizeBytes: joined.sizeBytes,
    etag: etagOfParts(chosen),
    headers: upload.headers,
    checksum,
    precondition,
    eventName: 'ObjectCreated:CompleteMultipartUpload',
    alongside: () => {
      // Throws when another request completed or aborted it in the meantime.
      parts.uploads.remove(parts.uploads.get(uploadAddress(call)).uploadId);
    },
  });
  await parts.blobs.remove(uploaded.map(({ blob }) => blob));
  return {
    status: 200,
    headers: { ...versionIdHeader(stored), ...encryptionOf(stored.headers) },
    body: element('CompleteMultipartUploadResult', {
      Location: `http://${call.headers['host'] ?? ''}/${stored.bucket}/${stored.key}`,
      Bucket: stored.bucket,
      Key: stored.key,
      ETag: `"${stored.etag}"`,
      ChecksumType: checksum.type,
      [checksumElement(checksum.algorithm)]: checksum.value,
    }),
  };
};

async function readListedParts(call: S3Call): Promise<ListedPart[]> {
  // A checksum header here is of the object, not of this document, so only the signed payload hash is held against it.
  const sha256 = call.headers['x-amz-content-sha256'] ?? '';
  const text = await receiveDocument({
    body: openBody(call, call.seed),
    claims: { sizeBytes: undefined, sha256Hex: /^[0-9a-f]{64}$/.test(sha256) ? sha256 : undefined, md5Base64: undefined, checksum: undefined },
    algorithm: 'CRC32',
  });
  const read = requestSchema.safeParse(readXml(text));
  if (!read.success) throw new S3Error('MalformedXML', 'The XML you provided was not well-formed or did not validate against our published schema');
  return read.data.CompleteMultipartUpload.Part;
}

function chooseParts(upload: Upload, uploaded: readonly UploadedPart[], listed: readonly ListedPart[]): UploadedPart[] {
  if (listed.some(({ PartNumber }, index) => PartNumber <= (listed[index - 1]?.PartNumber ?? 0))) {
    throw new S3Error('InvalidPartOrder', 'The list of parts was not in ascending order. The parts list must be specified in order by part number.');
  }
  const byNumber = new Map(uploaded.map((part) => [part.partNumber, part]));
  const chosen = listed.map((entry) => choosePart(upload, byNumber.get(entry.PartNumber), entry));
  const small = chosen.slice(0, -1).find(({ sizeBytes }) => sizeBytes < minPartBytes);
  if (small) {
    throw new S3Error('EntityTooSmall', 'Your proposed upload is smaller than the minimum allowed size', {
      details: { ProposedSize: small.sizeBytes, MinSizeAllowed: minPartBytes, PartNumber: small.partNumber },
    });
  }
  return chosen;
}

function choosePart({ uploadId, checksumType }: Upload, part: UploadedPart | undefined, listed: ListedPart): UploadedPart {
  const claimed = part && listed[checksumElement(part.checksum.algorithm)];
  if (part && checksumType === 'COMPOSITE' && claimed === undefined) {
    throw new S3Error('InvalidRequest', `The upload was created using a ${part.checksum.algorithm.toLowerCase()} checksum. The complete request must include the checksum for each part. It was missing for part ${part.partNumber} in the request.`);
  }
  const isSame = part?.etag === listed.ETag.replaceAll('"', '') && (claimed === undefined || claimed === part.checksum.value);
  if (part && isSame) return part;
  throw new S3Error('InvalidPart', "One or more of the specified parts could not be found. The part may not have been uploaded, or the specified entity tag may not match the part's entity tag.", {
    details: { UploadId: uploadId, PartNumber: listed.PartNumber, ETag: listed.ETag },
  });
}

function refuseOtherSize({ headers }: S3Call, chosen: readonly UploadedPart[]): void {
  const claimed = headers['x-amz-mp-object-size'];
  const sizeBytes = chosen.reduce((sum, part) => sum + part.sizeBytes, 0);
  if (claimed === undefined || Number(claimed) === sizeBytes) return;
  throw new S3Error('InvalidRequest', `The provided 'x-amz-mp-object-size' header value ${claimed} does not match what was computed: ${sizeBytes}`);
}

async function* bytesOf(blobs: BlobFiles, chosen: readonly UploadedPart[]): AsyncGenerator<Buffer, void> {
  for (const { blob } of chosen) {
    const stream: AsyncIterable<Buffer> = createReadStream('', { fd: blobs.open(blob) });
    yield* stream;
  }
}

/** S3's ETag of an object uploaded in parts: MD5 of the parts' MD5s, then the number of parts. */
function etagOfParts(chosen: readonly UploadedPart[]): string {
  const md5 = createHash('md5');
  for (const { etag } of chosen) md5.update(Buffer.from(etag, 'hex'));
  return `${md5.digest('hex')}-${chosen.length}`;
}

async function checksumOf({ checksumType: type }: Upload, chosen: readonly UploadedPart[], whole: BodyDigest['checksum']): Promise<ObjectChecksum> {
  if (type === 'FULL_OBJECT') return { ...whole, type };
  const { algorithm } = whole;
  return { algorithm, type, value: await compositeChecksum(algorithm, chosen.map((part) => part.checksum.value)) };
}

function refuseOtherChecksum({ headers }: S3Call, { algorithm, value }: ObjectChecksum): void {
  const claimed = headers[checksumHeader(algorithm)];
  if (claimed === undefined || claimed === value || claimed === value.split('-')[0]) return;
  throw new S3Error('BadDigest', `The ${algorithm} you specified did not match the calculated checksum.`);
}
