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
  const range = header === undefined ? undefined : namedRange(header.trim(), sizeBytes);
  if (range !== undefined && range.start > range.end) {
    throw new S3Error('InvalidRange', 'The requested range is not satisfiable', {
      details: { RangeRequested: header ?? '', ActualObjectSize: sizeBytes },
      headers: { 'content-range': `bytes */${sizeBytes}` },
    });
  }
  return range;
}

function namedRange(header: string, sizeBytes: number): ByteRange | undefined {
  const lastOfObject = sizeBytes - 1;
  const suffix = /^bytes=-(\d+)$/.exec(header)?.[1];
  if (suffix !== undefined) return { start: Math.max(0, sizeBytes - Number(suffix)), end: lastOfObject };
  const [, first, last] = /^bytes=(\d+)-(\d*)$/.exec(header) ?? [];
  if (first === undefined) return undefined;
  const start = Number(first);
  if (last === undefined || last === '') return { start, end: lastOfObject };
  return Number(last) < start ? undefined : { start, end: Math.min(Number(last), lastOfObject) };
}
