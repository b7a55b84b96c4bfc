import { type BulkChunk, type BulkFormat, type CutFile, formatUnknown, MAX_ROW_BYTES, MAX_ROWS } from '#domain/bulk/bulk-hand-in';
import { encodingUnknown, noRows, quoteUnclosed, rowTooLong, tooManyRows } from '#domain/bulk/file-faults';
import { type FoundRow, type RowFinder, rowFinder } from '#domain/bulk/row-finder';

/** So many rows are one invocation's work: seconds of its minute. */
const CHUNK_ROWS = 100;
/** And so many bytes, so that its memory does not depend on how long rows are. */
const CHUNK_BYTES = 2 * 1024 ** 2;
const LINE_FEED = 0x0a;
const OPENING_BRACKET = 0x5b;
const BYTE_ORDER_MARK = [0xef, 0xbb, 0xbf];
/** What a ZIP file begins with, and a workbook of Excel is one. */
const ARCHIVE = [0x50, 0x4b];
const SEPARATORS = [',', ';', '\t'] as const;

export interface FileCutter {
  /** @throws DomainError what makes the whole file unfit */
  push(bytes: Uint8Array): void;
  /** @throws DomainError the same, when only the end shows it */
  end(): CutFile;
}

/**
 * Cuts a file into chunks of rows while it passes, in memory that does not grow with it. Of CSV it keeps the line of
 * column names; which they are is for the reader of rows.
 */
export function fileCutter(format: BulkFormat): FileCutter {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let head = new Uint8Array();
  let body: { finder: RowFinder; header?: string; separator?: string } | undefined;
  const chunks = chunkCollector();

  const feed = (finder: RowFinder, bytes: Uint8Array): void => {
    chunks.add(finder.push(bytes));
    const open = finder.open();
    if (open.bytes > MAX_ROW_BYTES) throw rowTooLong(open.row);
  };
  const begin = (isEnd: boolean): void => {
    const start = beginningOf(head, format, isEnd);
    if (start === undefined) return;
    const { offset, row, ...named } = start;
    const separator = (start.separator ?? ',').charCodeAt(0);
    const finder = rowFinder({ format, separator, offset, row });
    body = { finder, ...named };
    feed(finder, head.subarray(offset));
    head = new Uint8Array();
  };
  return {
    push(bytes) {
      decode(decoder, bytes, body?.finder.open().row ?? 1);
      if (body !== undefined) return feed(body.finder, bytes);
      head = joined(head, bytes);
      begin(false);
    },
    end() {
      decode(decoder, undefined, body?.finder.open().row ?? 1);
      if (body === undefined) begin(true);
      if (body === undefined) throw noRows();
      const { finder, header, separator } = body;
      const open = finder.open();
      if (open.isQuoted) throw quoteUnclosed(open.row);
      chunks.add(finder.end());
      const parts = chunks.all();
      const rows = parts.reduce((sum, part) => sum + part.rows, 0);
      if (rows === 0) throw noRows();
      return { rows, chunks: parts.length, parts, ...(header !== undefined && { header }), ...(separator !== undefined && { separator }) };
    },
  };
}

function decode(decoder: InstanceType<typeof TextDecoder>, bytes: Uint8Array | undefined, row: number): void {
  try {
    decoder.decode(bytes, { stream: bytes !== undefined });
  } catch {
    throw encodingUnknown(row);
  }
}

interface Beginning {
  readonly offset: number;
  readonly row: number;
  readonly header?: string;
  readonly separator?: string;
}

/** Where the first record of data begins; undefined while too little has come to tell. */
function beginningOf(head: Uint8Array, format: BulkFormat, isEnd: boolean): Beginning | undefined {
  if (head.length < 4 && !isEnd) return undefined;
  if (beginsWith(head, ARCHIVE)) throw formatUnknown('/format', 'the file is a workbook or an archive, not text');
  const offset = beginsWith(head, BYTE_ORDER_MARK) ? BYTE_ORDER_MARK.length : 0;
  if (format === 'csv') return beginningOfCsv(head, offset, isEnd);
  if (head[offset] === OPENING_BRACKET) throw formatUnknown('/format', 'the file is one JSON array; write one object a line');
  return { offset, row: 1 };
}

function beginsWith(head: Uint8Array, bytes: readonly number[]): boolean {
  return bytes.every((byte, index) => head[index] === byte);
}

/** Behind the line of column names. */
function beginningOfCsv(head: Uint8Array, offset: number, isEnd: boolean): Beginning | undefined {
  const first = lineAt(head, offset, isEnd);
  if (first === undefined) return undefined;
  // Excel writes `sep=;` before the column names, and hides it when it reads them.
  const told = /^sep=(.)$/.exec(first.text)?.[1];
  const names = told === undefined ? first : lineAt(head, first.next, isEnd);
  if (names === undefined) return undefined;
  return { offset: names.next, row: told === undefined ? 2 : 3, header: names.text, separator: told ?? separatorOf(names.text) };
}

function lineAt(bytes: Uint8Array, from: number, isEnd: boolean): { text: string; next: number } | undefined {
  const feed = bytes.indexOf(LINE_FEED, from);
  if (feed === -1 && bytes.length - from > MAX_ROW_BYTES) throw rowTooLong(1);
  if (feed === -1 && !isEnd) return undefined;
  const to = feed === -1 ? bytes.length : feed;
  return { text: new TextDecoder().decode(bytes.subarray(from, to)).replace(/\r$/, ''), next: feed === -1 ? bytes.length : feed + 1 };
}

/** The one of the usual separators that stands most often between the column names. */
function separatorOf(header: string): string {
  const counted = SEPARATORS.map((separator) => ({ separator, times: header.split(separator).length }));
  return counted.reduce((best, each) => (each.times > best.times ? each : best), { separator: ',', times: 0 }).separator;
}

function joined(head: Uint8Array, bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const both = new Uint8Array(head.length + bytes.length);
  both.set(head);
  both.set(bytes, head.length);
  return both;
}

function chunkCollector(): { add(rows: readonly FoundRow[]): void; all(): BulkChunk[] } {
  const chunks: BulkChunk[] = [];
  let open: Omit<BulkChunk, 'chunk'> | undefined;
  let rows = 0;
  const close = (): void => {
    if (open !== undefined) chunks.push({ chunk: chunks.length + 1, ...open });
    open = undefined;
  };
  return {
    add(found) {
      for (const { row, from, to } of found) {
        if (to - from > MAX_ROW_BYTES) throw rowTooLong(row);
        rows += 1;
        if (rows > MAX_ROWS) throw tooManyRows();
        open = open === undefined ? { from, to, firstRow: row, rows: 1 } : { ...open, to, rows: open.rows + 1 };
        if (open.rows === CHUNK_ROWS || open.to - open.from >= CHUNK_BYTES) close();
      }
    },
    all() {
      close();
      return chunks;
    },
  };
}
