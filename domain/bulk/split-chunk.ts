import type { BulkChunk, BulkHandIn } from '#domain/bulk/bulk-hand-in';
import { rowFinder } from '#domain/bulk/row-finder';

/** One record as it stands in the file. */
export interface RawRow {
  readonly row: number;
  readonly text: string;
}

/** The records of a chunk's bytes, found by the same rule that cut it. */
export function splitChunk({ format, cut }: Pick<BulkHandIn, 'format' | 'cut'>, { firstRow }: BulkChunk, bytes: Uint8Array): RawRow[] {
  const finder = rowFinder({ format, separator: (cut?.separator ?? ',').charCodeAt(0), offset: 0, row: firstRow });
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  return [...finder.push(bytes), ...finder.end()].map(({ row, from: start, to }) => ({ row, text: decoder.decode(bytes.subarray(start, to)) }));
}
