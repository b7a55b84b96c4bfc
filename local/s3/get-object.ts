import { readByteRange, type ByteRange } from './byte-range.ts';
import { getVersion, type StoredVersion } from './find-version.ts';
import { isNotModified } from './preconditions.ts';
import { notImplemented } from './s3-error.ts';
import type { S3Call, S3Operation, S3Reply } from './s3-call.ts';
import type { S3Parts } from './s3-parts.ts';
import { checksumHeaders, versionIdHeader } from './store-version.ts';

/** Query parameters of a signed GET that replace a header of the answer. */
const overridable = ['content-type', 'content-language', 'expires', 'cache-control', 'content-disposition', 'content-encoding'];

/** GetObject: one version or the newest, whole or a range. */
export const getObject: S3Operation = (call, parts) => {
  const { version, range, reply } = describe(call, parts);
  if (reply.status === 304) return reply;
  const { start, end } = range ?? { start: 0, end: version.sizeBytes - 1 };
  return { ...reply, body: { descriptor: parts.blobs.open(version.blob), start, end } };
};

/** HeadObject: the same answer without the bytes. */
export const headObject: S3Operation = (call, parts) => describe(call, parts).reply;

interface Description {
  readonly version: StoredVersion;
  readonly range: ByteRange | undefined;
  readonly reply: S3Reply;
}

function describe(call: S3Call, parts: S3Parts): Description {
  if (call.query.has('partNumber')) throw notImplemented('partNumber');
  const version = getVersion(parts.versions, { bucket: call.bucket.name, key: call.key, versionId: call.query.get('versionId') });
  const common = {
    etag: `"${version.etag}"`,
    'last-modified': new Date(version.lastModifiedAt).toUTCString(),
    ...versionIdHeader(version),
  };
  if (isNotModified({ headers: call.headers, prefix: '' }, version)) {
    return { version, range: undefined, reply: { status: 304, headers: common } };
  }
  const range = readByteRange(call.headers['range'], version.sizeBytes);
  const headers = { ...version.headers, ...overrides(call.query), ...common, 'accept-ranges': 'bytes' };
  return { version, range, reply: range ? partOf(version, range, headers) : whole(call, version, headers) };
}

function whole(call: S3Call, version: StoredVersion, headers: Readonly<Record<string, string>>): S3Reply {
  const wantsChecksum = call.headers['x-amz-checksum-mode']?.toUpperCase() === 'ENABLED';
  return {
    status: 200,
    headers: { ...headers, 'content-length': String(version.sizeBytes), ...(wantsChecksum ? checksumHeaders(version.checksum) : {}) },
  };
}

/** A checksum is of the whole object, so S3 does not send it with a part. */
function partOf(version: StoredVersion, { start, end }: ByteRange, headers: Readonly<Record<string, string>>): S3Reply {
  return {
    status: 206,
    headers: { ...headers, 'content-length': String(end - start + 1), 'content-range': `bytes ${start}-${end}/${version.sizeBytes}` },
  };
}

function overrides(query: ReadonlyMap<string, string>): Record<string, string> {
  return Object.fromEntries(
    overridable.flatMap((name) => {
      const value = query.get(`response-${name}`);
      return value === undefined ? [] : [[name, value]];
    }),
  );
}
