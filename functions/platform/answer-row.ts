import { asPrincipal, type BulkHandIn } from '#domain/bulk/bulk-hand-in';
import { acceptedLine, refusedCsvLine, refusedJsonLine, type RowRefusal } from '#domain/bulk/row-answers';
import type { RawRow } from '#domain/bulk/split-chunk';
import type { Temporal } from '#domain/kernel/temporal';
import type { RowReader } from '#functions/platform/bulk-row';
import { handInRow, type HandInRowTools } from '#functions/platform/hand-in-row';
import { toProblem } from '#functions/platform/problem';

/** Where each row's answer goes, as it stands in the file. */
export type RowAnswer = { readonly row: number; readonly kind: 'accepted' | 'refused'; readonly line: string };

export interface FileAtHand {
  readonly bulk: BulkHandIn;
  readonly reader: RowReader;
  readonly now: Temporal.Instant;
}

/**
 * One row's answer: handed in, or why not. What is a fault of ours, or passes, is no answer.
 * @throws whatever is worth repeating the row for
 */
export async function answerRow(tools: HandInRowTools, { bulk, reader, now }: FileAtHand, row: RawRow): Promise<RowAnswer> {
  const read: { raw?: Record<string, unknown> } = {};
  try {
    read.raw = reader.raw(row);
    const content = reader.content(read.raw);
    const { dossierId, code } = await handInRow(tools, { bulkId: bulk.id, row: row.row, principal: asPrincipal(bulk.principal), content, now });
    return { row: row.row, kind: 'accepted', line: acceptedLine({ row: row.row, dossierId, code, clientReference: content.clientReference }) };
  } catch (error) {
    const { status, code, mend, fields } = toProblem(error);
    if (status >= 500 || code === 'changed-meanwhile') throw error;
    const refusal: RowRefusal = { code, mend, fields, papers: read.raw === undefined ? [] : reader.slotsOf(read.raw) };
    return { row: row.row, kind: 'refused', line: bulk.format === 'csv' ? refusedCsvLine(row, refusal, bulk.cut?.separator ?? ',') : refusedJsonLine(row, refusal) };
  }
}
