import * as z from 'zod';
import type { BulkFiles } from '#domain/bulk/bulk-files';
import { finished } from '#domain/bulk/bulk-hand-in';
import type { BulkStore } from '#domain/bulk/bulk-store';
import { refusedCsvHeader } from '#domain/bulk/row-answers';
import { toIso } from '#domain/kernel/instant';
import type { StepInvocation } from '#functions/platform/step';

export const closeBulkInput = z.object({ bulkId: z.string() });
export const closeBulkOutput = z.object({ word: z.literal('ended') });

export interface CloseBulkTools {
  readonly store: BulkStore;
  readonly files: Pick<BulkFiles, 'assemble'>;
}

/** Puts the answers of all chunks into the two files and ends the hand-in; done again it writes the same. */
export async function closeBulk({ store, files }: CloseBulkTools, { bulkId }: z.infer<typeof closeBulkInput>, { now }: StepInvocation): Promise<z.infer<typeof closeBulkOutput>> {
  const bulk = await store.find(bulkId);
  if (bulk === undefined) throw new Error('The register lost a bulk hand-in');
  if (bulk.state !== 'running') return { word: 'ended' };
  const chunks = await store.chunks(bulkId);
  if (bulk.cut === undefined || chunks.length !== bulk.cut.chunks || chunks.some(({ done }) => done === undefined)) throw new Error('There are rows without an answer');
  const numbers = chunks.map(({ chunk }) => chunk);
  const { header, separator = ',' } = bulk.cut;
  await files.assemble(bulkId, 'accepted', { head: '', chunks: numbers });
  await files.assemble(bulkId, 'refused', { head: header === undefined ? '' : refusedCsvHeader(header, separator), chunks: numbers });
  if ((await store.commit(finished(bulk, toIso(now)))) === 'conflict') throw new Error('Another run has ended the hand-in');
  return { word: 'ended' };
}
