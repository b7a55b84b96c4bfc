import { S3Error } from './s3-error.ts';

export interface ByteRange {
  /** Both inclusive. */
  readonly start: number;
  readonly end: number;
}

/**
 * Reads one range of a `Range` header; undefined for the whole object, also when the header is none S3 understands or names several.
 * Throws InvalidRange when no byte of the object is in it.
 */
export function readByteRange(header: string | undefined, sizeBytes: number): ByteRange | undefined {
  const match = /^bytes=(\d*)-(\d*)$/.exec(header?.trim() ?? '');
  if (!match || (match[1] === '' && match[2] === '')) return undefined;
  const [, first = '', last = ''] = match;
  if (first !== '' && last !== '' && Number(last) < Number(first)) return undefined;
  const start = first === '' ? Math.max(0, sizeBytes - Number(last)) : Number(first);
  const end = first === '' || last === '' ? sizeBytes - 1 : Math.min(Number(last), sizeBytes - 1);
  if (start > end) {
    throw new S3Error('InvalidRange', 'The requested range is not satisfiable', {
      details: { RangeRequested: header ?? '', ActualObjectSize: sizeBytes },
      headers: { 'content-range': `bytes */${sizeBytes}` },
    });
  }
  return { start, end };
}
