import * as z from 'zod';
import type { BulkFiles } from '#domain/bulk/bulk-files';
import type { BulkChunk, BulkHandIn } from '#domain/bulk/bulk-hand-in';
import type { BulkStore } from '#domain/bulk/bulk-store';
import { type RawRow, splitChunk } from '#domain/bulk/split-chunk';
import { answerRow, type RowAnswer } from '#functions/platform/answer-row';
import { rowReader } from '#functions/platform/bulk-row';
import type { HandInRowTools } from '#functions/platform/hand-in-row';
import type { StepInvocation } from '#functions/platform/step';

export const handInChunkInput = z.object({ bulkId: z.string(), chunk: z.number().int().positive() });
export const handInChunkOutput = z.object({ word: z.literal('done') });

export interface HandInChunkTools {
  readonly bulks: BulkStore;
  readonly bulkFiles: BulkFiles;
  readonly handIn: HandInRowTools;
}

/** With the machine's own bound this is how many dossiers are written at once: the desks and agencies keep theirs. */
const AT_ONCE = 4;

/**
 * Hands in the rows of one chunk and keeps their answers. Asked again after a crash it finds the dossiers it has made,
 * writes the answers over, and notes the chunk as done once.
 */
export async function handInChunk({ bulks, bulkFiles, handIn }: HandInChunkTools, input: z.infer<typeof handInChunkInput>, { now }: StepInvocation): Promise<z.infer<typeof handInChunkOutput>> {
  const { bulk, chunk } = await placeOf(bulks, input);
  if (bulk.state !== 'running' || chunk.done !== undefined) return { word: 'done' };
  const rows = splitChunk(bulk, chunk, await bytesOf(bulkFiles, bulk, chunk));
  if (rows.length !== chunk.rows) throw new Error('The chunk is not as it was cut');
  const at = { bulk, reader: rowReader(bulk), now };
  const answers = await inTurn(rows, (row) => answerRow(handIn, at, row));
  const linesOf = (kind: RowAnswer['kind']) => answers.filter((each) => each.kind === kind).map(({ line }) => line);
  const [accepted, refused] = [linesOf('accepted'), linesOf('refused')];
  await bulkFiles.keepAnswers(bulk.id, chunk.chunk, { accepted: accepted.join(''), refused: refused.join('') });
  await bulks.finishChunk(bulk.id, chunk.chunk, { accepted: accepted.length, refused: refused.length });
  return { word: 'done' };
}

async function placeOf(bulks: BulkStore, { bulkId, chunk: wanted }: z.infer<typeof handInChunkInput>): Promise<{ bulk: BulkHandIn; chunk: BulkChunk }> {
  const [bulk, chunks] = await Promise.all([bulks.find(bulkId), bulks.chunks(bulkId)]);
  const chunk = chunks.find((each) => each.chunk === wanted);
  if (bulk === undefined || chunk === undefined) throw new Error('The register lost a chunk');
  return { bulk, chunk };
}

async function bytesOf(files: BulkFiles, { id, objectVersion = '' }: BulkHandIn, { from, to }: BulkChunk): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  for await (const piece of await files.readRows(id, objectVersion, { from, to })) pieces.push(piece);
  return Buffer.concat(pieces);
}

async function inTurn(rows: readonly RawRow[], work: (row: RawRow) => Promise<RowAnswer>): Promise<RowAnswer[]> {
  const waiting = rows.values();
  const found: RowAnswer[] = [];
  const walk = async (): Promise<void> => {
    for (const row of waiting) found.push(await work(row));
  };
  await Promise.all(Array.from({ length: AT_ONCE }, walk));
  return found.toSorted((one, other) => one.row - other.row);
}
