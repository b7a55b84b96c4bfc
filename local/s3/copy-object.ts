import { createReadStream } from 'node:fs';
import { readAlgorithm } from './body-claims.ts';
import type { ChecksumAlgorithm } from './checksum.ts';
import { checksumElement, defaultChecksumAlgorithm } from './checksum.ts';
import { getVersion, type StoredVersion, type VersionAddress } from './find-version.ts';
import { encryptionOf, readEncryption, readObjectHeaders, withoutEncryption } from './object-headers.ts';
import { isNotModified, preconditionFailed, readWritePrecondition } from './preconditions.ts';
import { receiveBlob } from './receive-body.ts';
import { notImplemented, S3Error } from './s3-error.ts';
import type { S3Call, S3Operation } from './s3-call.ts';
import type { S3Parts } from './s3-parts.ts';
import { decodePath } from './s3-request.ts';
import { refuseOverwrite, storeBlob, versionIdHeader, type NewVersion } from './store-version.ts';
import { element } from './xml-element.ts';

/** CopyObject: the exact version named in `x-amz-copy-source`, or the newest one. */
export const copyObject: S3Operation = async (call, parts) => {
  const { bucket, key } = call;
  const precondition = readWritePrecondition(call.headers);
  refuseOverwrite(bucket, precondition);
  const address = readCopySource(call.headers['x-amz-copy-source'] ?? '');
  const source = getSource(call, parts, address);
  refuseCopyOntoItself(call, address);
  const headers = isReplacing(call)
    ? readObjectHeaders(call.headers)
    : { ...withoutEncryption(source.headers), ...readEncryption(call.headers) };
  const { blob, ...content } = await copyBytes(parts, source, readAlgorithm(call.headers['x-amz-checksum-algorithm']));
  const stored = await storeBlob(parts, blob, { bucket, key, ...content, headers, precondition, eventName: 'ObjectCreated:Copy' });
  const { checksum } = stored;
  return {
    status: 200,
    headers: {
      ...versionIdHeader(stored),
      ...encryptionOf(stored.headers),
      ...(source.versionId === 'null' ? {} : { 'x-amz-copy-source-version-id': source.versionId }),
    },
    body: element('CopyObjectResult', {
      ETag: `"${stored.etag}"`,
      LastModified: new Date(stored.lastModifiedAt).toISOString(),
      ChecksumType: checksum?.type,
      ...(checksum ? { [checksumElement(checksum.algorithm)]: checksum.value } : {}),
    }),
  };
};

function readCopySource(header: string): VersionAddress {
  const [path = '', query = ''] = header.split('?');
  const [bucket, ...key] = decodePath(path).replace(/^\//, '').split('/');
  if (!bucket || key.join('/') === '') {
    throw new S3Error('InvalidArgument', 'Copy Source must mention the source bucket and key: sourcebucket/sourcekey', {
      details: { ArgumentName: 'x-amz-copy-source', ArgumentValue: header },
    });
  }
  return { bucket, key: key.join('/'), versionId: new URLSearchParams(query).get('versionId') ?? undefined };
}

function getSource(call: S3Call, parts: S3Parts, address: VersionAddress): StoredVersion {
  parts.buckets.get(address.bucket);
  const source = readSource(parts, address);
  if (isNotModified({ headers: call.headers, prefix: 'x-amz-copy-source-' }, source)) throw preconditionFailed('x-amz-copy-source');
  return source;
}

function readSource(parts: S3Parts, address: VersionAddress): StoredVersion {
  try {
    return getVersion(parts.versions, address);
  } catch (error) {
    if (!(error instanceof S3Error) || error.code !== 'MethodNotAllowed') throw error;
    throw new S3Error('InvalidRequest', 'The source of a copy request may not specifically refer to a delete marker by version id.');
  }
}

function isReplacing({ headers }: S3Call): boolean {
  const tagging = headers['x-amz-tagging-directive'] ?? 'COPY';
  if (tagging !== 'COPY') throw notImplemented('x-amz-tagging-directive');
  const directive = headers['x-amz-metadata-directive'] ?? 'COPY';
  if (directive === 'COPY' || directive === 'REPLACE') return directive === 'REPLACE';
  throw new S3Error('InvalidArgument', 'Unknown metadata directive.', {
    details: { ArgumentName: 'x-amz-metadata-directive', ArgumentValue: directive },
  });
}

function refuseCopyOntoItself(call: S3Call, source: VersionAddress): void {
  const isSame = source.bucket === call.bucket.name && source.key === call.key && source.versionId === undefined;
  if (!isSame || isReplacing(call) || call.headers['x-amz-server-side-encryption'] !== undefined) return;
  throw new S3Error(
    'InvalidRequest',
    "This copy request is illegal because it is trying to copy an object to itself without changing the object's metadata, storage class, website redirect location or encryption attributes.",
  );
}

type CopiedContent = Pick<NewVersion, 'sizeBytes' | 'etag' | 'checksum'> & { readonly blob: string };

/**
 * The same bytes under a new blob. They are read again only when the copy needs a digest the source lacks: a copy is one piece,
 * so what was uploaded in parts gets a plain ETag and a checksum of the whole.
 */
async function copyBytes(parts: S3Parts, source: StoredVersion, wanted: ChecksumAlgorithm | undefined): Promise<CopiedContent> {
  const { sizeBytes, etag, checksum } = source;
  const isWhole = !etag.includes('-') && checksum?.type === 'FULL_OBJECT';
  if (isWhole && (wanted === undefined || wanted === checksum.algorithm)) {
    return { blob: await parts.blobs.share(source.blob), sizeBytes, etag, checksum };
  }
  const chunks: AsyncIterable<Buffer> = createReadStream('', { fd: parts.blobs.open(source.blob) });
  const copied = await receiveBlob(parts.blobs, {
    body: { chunks, trailers: new Map() },
    claims: { sizeBytes, sha256Hex: undefined, md5Base64: undefined, checksum: undefined },
    algorithm: wanted ?? checksum?.algorithm ?? defaultChecksumAlgorithm,
  });
  await parts.blobs.keepDraft(copied.draft);
  return { blob: copied.draft.name, sizeBytes, etag: copied.md5Hex, checksum: { ...copied.checksum, type: 'FULL_OBJECT' } };
}
