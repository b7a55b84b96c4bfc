import { columnOf } from '#domain/bulk/csv-columns';
import type { RawRow } from '#domain/bulk/split-chunk';
import type { DomainErrorDetails, Mend } from '#domain/kernel/domain-error';

/** Why one row was not handed in; pointers and columns, never what stands in them. */
export interface RowRefusal {
  readonly code: string;
  readonly mend: Mend;
  readonly fields: NonNullable<DomainErrorDetails['fields']>;
  /** Slots of the row's papers in its own order, so that a pointer can be told as a column. */
  readonly papers: readonly { readonly slot: string }[];
}

export interface AcceptedRow {
  readonly row: number;
  readonly dossierId: string;
  readonly code: string;
  readonly clientReference?: string | undefined;
}

/** One line of `accepted.jsonl`. */
export function acceptedLine({ row, dossierId, code, clientReference }: AcceptedRow): string {
  return `${JSON.stringify({ row, dossierId, code, clientReference })}\n`;
}

/**
 * One line of `refused.jsonl`: the row as it came, with our words before it. It can be mended and sent again as it is,
 * since members that begin with `_` are not read.
 */
export function refusedJsonLine({ row, text }: RawRow, { code, mend, fields }: RowRefusal): string {
  const own = { _row: row, _code: code, _mend: mend, _problems: fields };
  const original = membersOf(text);
  return `${JSON.stringify(original === undefined ? { ...own, _text: text } : { ...own, ...withoutOurs(original) })}\n`;
}

/** A row without the members of ours that a file of refused rows has put there. */
export function withoutOurs(row: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(row).filter(([name]) => !name.startsWith('_')));
}

function membersOf(text: string): Record<string, unknown> | undefined {
  try {
    const read: unknown = JSON.parse(text);
    return typeof read === 'object' && read !== null && !Array.isArray(read) ? { ...read } : undefined;
  } catch {
    return undefined;
  }
}

const OUR_COLUMNS = ['_row', '_code', '_problems', '_mend_vi', '_mend_en'] as const;

/** The first line of `refused.csv`: our columns, then the ones that came. */
export function refusedCsvHeader(header: string, separator: string): string {
  // Excel takes a file for UTF-8 only when it begins so.
  return `\uFEFF${OUR_COLUMNS.join(separator)}${separator}${header}\r\n`;
}

/** One line of `refused.csv`: our words, and then the row byte for byte as it came. */
export function refusedCsvLine({ row, text }: RawRow, { code, mend, fields, papers }: RowRefusal, separator: string): string {
  const problems = fields.map(({ pointer, problem }) => `${columnOf(pointer, papers) ?? pointer}: ${problem}`).join('; ');
  return `${[String(row), code, problems, mend.vi, mend.en].map(quoted).join(separator)}${separator}${text}\r\n`;
}

function quoted(cell: string): string {
  return `"${cell.replaceAll('"', '""')}"`;
}
