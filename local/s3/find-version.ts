import { S3Error } from './s3-error.ts';
import { versionIdHeader } from './store-version.ts';
import type { ObjectVersion, VersionTable } from './version-table.ts';

export interface VersionAddress {
  readonly bucket: string;
  readonly key: string;
  /** The newest when undefined. */
  readonly versionId: string | undefined;
}

/** A version that has bytes. */
export interface StoredVersion extends ObjectVersion {
  readonly blob: string;
}

/** Throws NoSuchKey, NoSuchVersion, InvalidArgument for an id that cannot be one, MethodNotAllowed for a delete marker asked for by id. */
export function getVersion(versions: VersionTable, address: VersionAddress): StoredVersion {
  const version = findVersion(versions, address);
  if (version.blob !== null) return { ...version, blob: version.blob };
  const headers = { 'x-amz-delete-marker': 'true', ...versionIdHeader(version) };
  if (address.versionId === undefined) throw noSuchKey(address.key, headers);
  throw new S3Error('MethodNotAllowed', 'The specified method is not allowed against this resource.', {
    headers: { ...headers, allow: 'DELETE' },
    details: { Method: 'GET', ResourceType: 'DeleteMarker' },
  });
}

function findVersion(versions: VersionTable, { bucket, key, versionId }: VersionAddress): ObjectVersion {
  if (versionId === undefined) {
    const latest = versions.latest(bucket, key);
    if (!latest) throw noSuchKey(key);
    return latest;
  }
  refuseMalformedVersionId(versionId);
  const version = versions.find(bucket, key, versionId);
  if (!version) {
    throw new S3Error('NoSuchVersion', 'The specified version does not exist.', { details: { Key: key, VersionId: versionId } });
  }
  return version;
}

/** Throws InvalidArgument for a text that S3 could never have given out. */
export function refuseMalformedVersionId(versionId: string): void {
  if (versionId === 'null' || /^[\w-]{32}$/.test(versionId)) return;
  throw new S3Error('InvalidArgument', 'Invalid version id specified', { details: { ArgumentName: 'versionId', ArgumentValue: versionId } });
}

function noSuchKey(key: string, headers: Readonly<Record<string, string>> = {}): S3Error {
  return new S3Error('NoSuchKey', 'The specified key does not exist.', { details: { Key: key }, headers });
}
