import * as z from 'zod';
import type { BulkFiles } from '#domain/bulk/bulk-files';
import { type BulkHandIn, type CutFile, cutInto, fileRefused } from '#domain/bulk/bulk-hand-in';
import type { BulkStore } from '#domain/bulk/bulk-store';
import { columnFaults } from '#domain/bulk/csv-columns';
import { fileCutter } from '#domain/bulk/file-cutter';
import { columnsUnknown } from '#domain/bulk/file-faults';
import { DomainError } from '#domain/kernel/domain-error';
import { toIso } from '#domain/kernel/instant';
import { columnNames } from '#functions/platform/bulk-row';
import { logInfo } from '#functions/platform/logger';
import type { StepInvocation } from '#functions/platform/step';

export const cutBulkInput = z.object({ bulkId: z.string() });
/** `shards`: the chunks whose rows have no answers yet, by number. */
export const cutBulkOutput = z.object({ word: z.enum(['hand-in', 'ended']), shards: z.array(z.number().int()) });

export interface CutBulkTools {
  readonly store: BulkStore;
  readonly files: Pick<BulkFiles, 'readRows'>;
}

/**
 * Streams the file once and notes where its chunks of rows lie; in a run that takes over from a lost one, reads that note.
 * A file that cannot be cut is refused as a whole, and the hand-in is over.
 */
export async function cutBulk({ store, files }: CutBulkTools, { bulkId }: z.infer<typeof cutBulkInput>, { now }: StepInvocation): Promise<z.infer<typeof cutBulkOutput>> {
  const bulk = await store.find(bulkId);
  if (bulk === undefined) throw new Error('The register lost a bulk hand-in');
  if (bulk.state !== 'running') return { word: 'ended', shards: [] };
  if (bulk.cut === undefined) {
    const cut = await cutOrRefuse(files, bulk);
    if (cut instanceof DomainError) {
      logInfo('the file is refused', { finding: cut.details.code });
      await committed(store, fileRefused(bulk, cut, toIso(now)));
      return { word: 'ended', shards: [] };
    }
    await store.keepChunks(bulk, cut.parts);
    await committed(store, cutInto(bulk, cut));
  }
  const chunks = await store.chunks(bulkId);
  return { word: 'hand-in', shards: chunks.filter(({ done }) => done === undefined).map(({ chunk }) => chunk) };
}

async function cutOrRefuse(files: CutBulkTools['files'], { id, format, objectVersion = '' }: BulkHandIn): Promise<CutFile | DomainError> {
  try {
    const cutter = fileCutter(format);
    for await (const bytes of await files.readRows(id, objectVersion)) cutter.push(bytes);
    const cut = cutter.end();
    const faults = cut.header === undefined ? [] : columnFaults(columnNames(cut.header, cut.separator ?? ','));
    return faults.length === 0 ? cut : columnsUnknown(faults);
  } catch (error) {
    if (error instanceof DomainError) return error;
    throw error;
  }
}

/** @throws Error when another run was first; the machine asks again and finds what that one noted */
async function committed(store: BulkStore, after: BulkHandIn): Promise<void> {
  if ((await store.commit(after)) === 'conflict') throw new Error('Another run has noted how the file is cut');
}
