import { parse } from 'csv-parse/sync';
import * as z from 'zod';
import type { BulkHandIn } from '#domain/bulk/bulk-hand-in';
import { rowOfCells } from '#domain/bulk/csv-columns';
import { withoutOurs } from '#domain/bulk/row-answers';
import type { RawRow } from '#domain/bulk/split-chunk';
import { creationBody } from '#domain/dossiers/new-dossier';
import { personText } from '#domain/kernel/text';
import { bodyProblem } from '#functions/platform/field-faults';
import { readJsonBody } from '#functions/platform/json-body';
import { EdgeProblem } from '#functions/platform/problem';

const rowPaper = z
  .object({
    slot: z.string().regex(/^[a-z0-9][a-z0-9-]{0,99}$/),
    fileName: personText(200),
    sha256: z.string().regex(/^[0-9a-f]{64}$/),
  })
  .strict();

/** One row: what starts a dossier by a single call, the papers it takes from those uploaded, and the caller's own word for it. */
const bulkRow = creationBody.extend({ papers: z.array(rowPaper).max(20).default([]), clientReference: personText(100).optional() }).strict();
export type BulkRow = z.infer<typeof bulkRow>;

/** The names of the columns in the first line of a CSV file, as they stand there. */
export function columnNames(header: string, separator: string): string[] {
  return cellsOf(header, separator).map((name) => name.trim());
}

/** How rows of one file are read. */
export interface RowReader {
  /** Slots of the papers the row names, in its order, even when the row is refused. */
  readonly slotsOf: (raw: unknown) => { readonly slot: string }[];
  /** @throws EdgeProblem when the text is no row at all */
  readonly raw: (row: RawRow) => Record<string, unknown>;
  /** @throws EdgeProblem naming the fields at fault, by the very schema of the single door */
  readonly content: (raw: Record<string, unknown>) => BulkRow;
}

/** The reader for a file of this format, with its defaults and, for CSV, its columns. */
export function rowReader({ format, cut, defaults }: Pick<BulkHandIn, 'format' | 'cut' | 'defaults'>): RowReader {
  const separator = cut?.separator ?? ',';
  const names = format === 'csv' ? columnNames(cut?.header ?? '', separator) : [];
  const read = ({ text }: RawRow): unknown => {
    const value: unknown = format === 'jsonl' ? readJsonBody(asBody(text)) : readJsonBody(asBody(JSON.stringify(rowOfCells(names, cellsOf(text, separator)))));
    return value;
  };
  return {
    raw: (row) => {
      const value = read(row);
      if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new EdgeProblem('malformed-json');
      return { ...given(defaults), ...withoutOurs({ ...value }) };
    },
    content: (raw) => {
      const parsed = bulkRow.safeParse(raw);
      if (!parsed.success) throw bodyProblem(parsed.error.issues, raw);
      return parsed.data;
    },
    slotsOf: (raw) => slotList.parse(raw).papers,
  };
}

const slotList = z.object({ papers: z.array(z.object({ slot: z.string().catch('') }).catch({ slot: '' })).catch([]) });

function asBody(text: string) {
  return { contentType: 'application/json', text, isBase64Encoded: false };
}

function given(defaults: BulkHandIn['defaults']): Record<string, unknown> {
  return Object.fromEntries(Object.entries(defaults).filter(([, value]) => value !== undefined));
}

const cells = z.array(z.array(z.string()));

/** @throws EdgeProblem malformed-csv for quotes that do not pair */
function cellsOf(text: string, separator: string): string[] {
  try {
    const options = { delimiter: separator, relax_quotes: true, relax_column_count: true, record_delimiter: ['\r\n', '\n'] };
    return cells.parse(parse(text, options))[0] ?? [];
  } catch {
    throw new EdgeProblem('malformed-csv');
  }
}
