import type { FilledTable } from '#domain/documents/filled-document';

/** One table as people work on it in their own program. */
export interface Spreadsheet {
  readonly name: string;
  /** Lines above the table. */
  readonly heading: readonly string[];
  readonly table: FilledTable;
}

/** Writes Office Open XML workbooks; the same table gives the same bytes. */
export interface SpreadsheetWriter {
  write(sheet: Spreadsheet): Promise<Uint8Array>;
}
