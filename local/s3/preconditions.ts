import { notImplemented, S3Error } from './s3-error.ts';
import type { ObjectVersion } from './version-table.ts';

type Headers = Readonly<Record<string, string>>;

/** What a write demands of the object it would replace. */
export interface WritePrecondition {
  readonly mustBeNew: boolean;
  readonly etag: string | undefined;
}

/** Reads `If-None-Match: *` and `If-Match` of a write. Throws NotImplemented for an If-None-Match with anything but the star, as S3 does. */
export function readWritePrecondition(headers: Headers): WritePrecondition {
  const ifNoneMatch = headers['if-none-match'];
  if (ifNoneMatch !== undefined && ifNoneMatch !== '*') throw notImplemented('If-None-Match');
  return { mustBeNew: ifNoneMatch === '*', etag: headers['if-match'] };
}

/** Throws PreconditionFailed or NoSuchKey. To be called in the transaction that writes. */
export function refuseUnmetWrite({ mustBeNew, etag }: WritePrecondition, current: ObjectVersion | undefined): void {
  const exists = current !== undefined && current.blob !== null;
  if (mustBeNew && exists) throw preconditionFailed('If-None-Match');
  if (etag === undefined) return;
  if (!exists) throw new S3Error('NoSuchKey', 'The specified key does not exist.', { details: { Key: current?.key ?? '' } });
  if (!matchesEtag(etag, current.etag)) throw preconditionFailed('If-Match');
}

interface ReadConditions {
  readonly headers: Headers;
  /** `x-amz-copy-source-` for the source of a copy. */
  readonly prefix: '' | 'x-amz-copy-source-';
}

/**
 * Holds a version against If-Match, If-Unmodified-Since, If-None-Match and If-Modified-Since; the first of each pair wins.
 * True when the reader already has it (304). Throws PreconditionFailed.
 */
export function isNotModified({ headers, prefix }: ReadConditions, version: ObjectVersion): boolean {
  const ifMatch = headers[`${prefix}if-match`];
  const ifNoneMatch = headers[`${prefix}if-none-match`];
  if (ifMatch !== undefined && !matchesEtag(ifMatch, version.etag)) throw preconditionFailed('If-Match');
  if (ifMatch === undefined && isAfter(version.lastModifiedAt, headers[`${prefix}if-unmodified-since`]) === true) {
    throw preconditionFailed('If-Unmodified-Since');
  }
  if (ifNoneMatch !== undefined) return matchesEtag(ifNoneMatch, version.etag);
  return isAfter(version.lastModifiedAt, headers[`${prefix}if-modified-since`]) === false;
}

export function preconditionFailed(condition: string): S3Error {
  return new S3Error('PreconditionFailed', 'At least one of the pre-conditions you specified did not hold', { details: { Condition: condition } });
}

function matchesEtag(condition: string, etag: string): boolean {
  return condition.split(',').some((entry) => ['*', etag, `"${etag}"`].includes(entry.trim()));
}

function isAfter(lastModifiedAt: number, date: string | undefined): boolean | undefined {
  const at = Date.parse(date ?? '');
  return Number.isNaN(at) ? undefined : lastModifiedAt > at;
}
