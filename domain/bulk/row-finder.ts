import type { BulkFormat } from '#domain/bulk/bulk-hand-in';

const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;
const QUOTE = 0x22;
const SPACE = 0x20;
const TAB = 0x09;

/** Where one record lies in the file, without what ends it. */
export interface FoundRow {
  /** As a spreadsheet or an editor counts records, blank ones too. */
  readonly row: number;
  readonly from: number;
  /** The byte after the last one. */
  readonly to: number;
}

export interface RowFinderStart {
  readonly format: BulkFormat;
  /** The byte between fields of a CSV file. */
  readonly separator: number;
  /** Where in the file the first byte to come lies, and which record begins there. */
  readonly offset: number;
  readonly row: number;
}

export interface RowFinder {
  /** The records that end in these bytes; blank ones are left out. */
  push(bytes: Uint8Array): FoundRow[];
  /** The record that the file's end ends, if there is one. */
  end(): FoundRow[];
  /** Which record is open, how many bytes of it have come, and whether a quote in it is. */
  open(): { readonly row: number; readonly bytes: number; readonly isQuoted: boolean };
}

/**
 * Finds where records begin and end, byte by byte and holding none: a line break within quotes of CSV ends nothing, a quote
 * within a field that does not begin with one is a character like others (RFC 4180, and what Excel writes).
 */
export function rowFinder({ format, separator, offset, row: firstRow }: RowFinderStart): RowFinder {
  const isCsv = format === 'csv';
  let position = offset;
  let from = offset;
  let row = firstRow;
  let isQuoted = false;
  let isFieldStart = true;
  let hasContent = false;
  let last = 0;

  const close = (to: number, next: number): FoundRow[] => {
    const found = hasContent ? [{ row, from, to }] : [];
    from = next;
    row += 1;
    isFieldStart = true;
    hasContent = false;
    return found;
  };
  const look = (byte: number): void => {
    if (isCsv && byte === QUOTE && (isQuoted || isFieldStart)) {
      isQuoted = !isQuoted;
      // A quote doubled within quotes closes and opens again.
      isFieldStart = !isQuoted;
      return;
    }
    isFieldStart = isCsv && !isQuoted && byte === separator;
    if (!isFieldStart && !isBlank(byte)) hasContent = true;
  };
  return {
    push(bytes) {
      const found: FoundRow[] = [];
      for (const byte of bytes) {
        if (byte === LINE_FEED && !isQuoted) found.push(...close(last === CARRIAGE_RETURN && position > from ? position - 1 : position, position + 1));
        else look(byte);
        last = byte;
        position += 1;
      }
      return found;
    },
    end: () => (position > from ? close(last === CARRIAGE_RETURN && !isQuoted ? position - 1 : position, position) : []),
    open: () => ({ row, bytes: position - from, isQuoted }),
  };
}

function isBlank(byte: number): boolean {
  return byte === SPACE || byte === TAB || byte === CARRIAGE_RETURN || byte === LINE_FEED;
}
