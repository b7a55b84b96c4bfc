import type { Page, PageRequest } from '#domain/dossiers/dossier-store';
import { DomainError } from '#domain/kernel/domain-error';

interface Line<Row> {
  /** Unique in the list, and its order. */
  readonly position: string;
  readonly row: Row;
}

/** One page of lines already in order; a cursor names the last position shown. */
export function pageOf<Row>(lines: readonly Line<Row>[], { limit, cursor }: PageRequest, order: 'ascending' | 'descending' = 'ascending'): Page<Row> {
  const after = cursor === undefined ? undefined : readCursor(cursor);
  const isLater = (position: string) => after === undefined || (order === 'ascending' ? position > after : position < after);
  const left = lines
    .filter((line) => isLater(line.position))
    .toSorted((one, other) => (one.position < other.position ? -1 : 1) * (order === 'ascending' ? 1 : -1));
  const shown = left.slice(0, limit);
  const last = shown.at(-1)?.position;
  const cursorAfter = left.length > limit && last !== undefined ? { cursor: Buffer.from(`at:${last}`).toString('base64url') } : {};
  return { rows: shown.map((line) => line.row), ...cursorAfter };
}

function readCursor(cursor: string): string {
  const text = Buffer.from(cursor, 'base64url').toString();
  if (text.startsWith('at:')) return text.slice('at:'.length);
  throw new DomainError({ kind: 'malformed', code: 'cursor-malformed', mend: { vi: 'Con trỏ trang không hợp lệ.', en: 'This cursor was not given by this list.' } });
}
