import writeXlsxFile, { type Row } from 'write-excel-file/node';
import type { Spreadsheet, SpreadsheetWriter } from '#domain/documents/spreadsheet';
import { withoutDates } from './without-dates.ts';

/** Characters of a column for each part of its width on paper. */
const CHARACTERS_PER_SHARE = 6;
/** Excel takes no longer name of a sheet, and none of these signs. */
const MAX_NAME = 31;
const FORBIDDEN_IN_NAME = /[\\/?*[\]:]/g;

/** Workbooks of one sheet. Every cell is text, so that what a person typed is never run as a formula. */
export function createXlsxWriter(): SpreadsheetWriter {
  return {
    async write(sheet) {
      const columns = sheet.table.columns.map(({ width }) => ({ width: Math.round(width * CHARACTERS_PER_SHARE) }));
      const file = writeXlsxFile(rowsOf(sheet), { sheet: sheet.name.replaceAll(FORBIDDEN_IN_NAME, '-').slice(0, MAX_NAME), columns, orientation: 'landscape', stickyRowsCount: sheet.heading.length + 1 });
      return withoutDates(await file.toBuffer());
    },
  };
}

function rowsOf({ heading, table }: Spreadsheet): Row[] {
  const above = heading.map((line): Row => [{ value: line, type: String, fontWeight: 'bold' }]);
  const header = table.columns.map(({ header: value }) => ({ value, type: String, fontWeight: 'bold' as const, wrap: true, align: 'center' as const, borderStyle: 'thin' as const }));
  const lines = table.rows.map((row): Row => row.map((value) => (value === '' ? null : { value, type: String, wrap: true, alignVertical: 'top' as const, borderStyle: 'thin' as const })));
  const empty: Row[] = table.rows.length > 0 ? [] : [[{ value: table.whenEmpty, type: String }]];
  return [...above, header, ...lines, ...empty];
}
