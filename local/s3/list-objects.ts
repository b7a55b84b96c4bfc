import { z } from 'zod';
import { encodePath } from './canonical-request.ts';
import { notImplemented, S3Error } from './s3-error.ts';
import type { S3Operation } from './s3-call.ts';
import type { ObjectVersion, VersionTable } from './version-table.ts';
import { element } from './xml-element.ts';

interface Listing {
  readonly bucket: string;
  readonly prefix: string;
  readonly delimiter: string;
  readonly maxKeys: number;
  /** Exclusive; a common prefix stands for all keys under it. */
  readonly after: { readonly text: string; readonly isCommonPrefix: boolean };
}

interface Page {
  readonly objects: ObjectVersion[];
  readonly commonPrefixes: string[];
  /** Where the next page begins; undefined at the end. */
  readonly next: Listing['after'] | undefined;
}

const maxPageKeys = 1000;

/** ListObjectsV2: keys in UTF-8 order, by prefix, in pages. */
export const listObjects: S3Operation = ({ bucket, query }, { versions }) => {
  if (query.get('list-type') !== '2') throw notImplemented('list-type');
  const token = query.get('continuation-token');
  const startAfter = query.get('start-after');
  const listing: Listing = {
    bucket: bucket.name,
    prefix: query.get('prefix') ?? '',
    delimiter: query.get('delimiter') ?? '',
    maxKeys: readMaxKeys(query.get('max-keys')),
    after: token === undefined ? { text: startAfter ?? '', isCommonPrefix: false } : readToken(token),
  };
  const page = readPage(versions, listing);
  const encode = query.get('encoding-type') === 'url' ? encodePath : (text: string): string => text;
  return {
    status: 200,
    body: element('ListBucketResult', {
      Name: bucket.name,
      Prefix: encode(listing.prefix),
      Delimiter: listing.delimiter === '' ? undefined : encode(listing.delimiter),
      StartAfter: startAfter === undefined ? undefined : encode(startAfter),
      ContinuationToken: token,
      NextContinuationToken: page.next && writeToken(page.next),
      KeyCount: page.objects.length + page.commonPrefixes.length,
      MaxKeys: listing.maxKeys,
      EncodingType: query.get('encoding-type'),
      IsTruncated: page.next !== undefined,
      Contents: page.objects.map(({ key, lastModifiedAt, etag, sizeBytes, checksum, headers }) => ({
        Key: encode(key),
        LastModified: new Date(lastModifiedAt).toISOString(),
        ETag: `"${etag}"`,
        ChecksumAlgorithm: checksum?.algorithm,
        ChecksumType: checksum?.type,
        Size: sizeBytes,
        StorageClass: headers['x-amz-storage-class'] ?? 'STANDARD',
      })),
      CommonPrefixes: page.commonPrefixes.map((prefix) => ({ Prefix: encode(prefix) })),
    }),
  };
};

function readPage(versions: VersionTable, { bucket, prefix, delimiter, maxKeys, after }: Listing): Page {
  const page: Page = { objects: [], commonPrefixes: [], next: undefined };
  let last = after;
  let count = 0;
  if (maxKeys === 0) return page;
  for (const version of versions.listLatest(bucket, isBefore(prefix, after.text) ? after.text : prefix)) {
    const { key } = version;
    if (!key.startsWith(prefix)) break;
    if (isPassed(key, last)) continue;
    if (count === maxKeys) return { ...page, next: last };
    last = entryOf(key, prefix, delimiter);
    if (last.isCommonPrefix) page.commonPrefixes.push(last.text);
    else page.objects.push(version);
    count += 1;
  }
  return page;
}

function isPassed(key: string, last: Listing['after']): boolean {
  return last.isCommonPrefix ? key.startsWith(last.text) : key === last.text;
}

/** What stands for a key in the list: itself, or the common prefix up to the delimiter. */
function entryOf(key: string, prefix: string, delimiter: string): Listing['after'] {
  const end = delimiter === '' ? -1 : key.indexOf(delimiter, prefix.length);
  return end < 0 ? { text: key, isCommonPrefix: false } : { text: key.slice(0, end + delimiter.length), isCommonPrefix: true };
}

/** UTF-8 order, as the table sorts; JavaScript's own order differs above U+FFFF. */
function isBefore(a: string, b: string): boolean {
  return Buffer.compare(Buffer.from(a), Buffer.from(b)) < 0;
}

function readMaxKeys(text: string | undefined): number {
  if (text === undefined) return maxPageKeys;
  if (!/^\d{1,9}$/.test(text)) throw invalidArgument('max-keys', text);
  return Math.min(Number(text), maxPageKeys);
}

const tokenSchema = z.object({ text: z.string(), isCommonPrefix: z.boolean() });

function writeToken(after: Listing['after']): string {
  return Buffer.from(JSON.stringify(after)).toString('base64url');
}

function readToken(token: string): Listing['after'] {
  try {
    return tokenSchema.parse(JSON.parse(Buffer.from(token, 'base64url').toString('utf8')));
  } catch {
    throw invalidArgument('continuation-token', token);
  }
}

function invalidArgument(name: string, value: string): S3Error {
  return new S3Error('InvalidArgument', `The ${name} provided is incorrect`, { details: { ArgumentName: name, ArgumentValue: value } });
}
