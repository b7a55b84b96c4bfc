import { createHash } from 'node:crypto';
import * as z from 'zod';
import { asPrincipal } from '#domain/bulk/bulk-hand-in';
import type { DossierStore, Page } from '#domain/dossiers/dossier-store';
import { afterPart, type DataExport, exportFinished, type ExportPart, type ExportPlace, listAfter } from '#domain/exports/data-export';
import type { ExportFiles } from '#domain/exports/export-files';
import type { ExportStore } from '#domain/exports/export-store';
import { exportManifest } from '#domain/exports/export-view';
import { toIso } from '#domain/kernel/instant';
import { type ExportLineTools, linesOf } from '#functions/platform/export-line';
import { linePacker } from '#functions/platform/line-packer';
import type { StepInvocation } from '#functions/platform/step';

export const writeExportPartInput = z.object({ exportId: z.string() });
export const writeExportPartOutput = z.object({ word: z.enum(['more', 'ended']) });

export interface WriteExportPartTools extends ExportLineTools {
  readonly store: Pick<DossierStore, 'load' | 'events' | 'owned' | 'received' | 'worked'>;
  readonly exports: ExportStore;
  readonly files: ExportFiles;
}

/** Dossiers asked for at once; with the number of pages, what one invocation does in seconds. */
const PAGE = 50;
const PAGES = 10;
/** Text of one part before it is packed: beyond it the part ends early, so that memory does not depend on how full dossiers are. */
const PART_BYTES = 16 * 1024 ** 2;

/**
 * Writes the next part of an export, or its manifest when there is no more. Where a part begins lies in the register, and its
 * name carries its SHA-256: a part written twice, by a run that was lost and by the next, is noted once and as it is.
 */
export async function writeExportPart(tools: WriteExportPartTools, { exportId }: z.infer<typeof writeExportPartInput>, { now }: StepInvocation): Promise<z.infer<typeof writeExportPartOutput>> {
  const { exports } = tools;
  const order = await exports.find(exportId);
  if (order === undefined) throw new Error('The register lost an export');
  if (order.state === 'finished') return { word: 'ended' };
  if (order.next === undefined) {
    await finish(tools, exportFinished(order, toIso(now)));
    return { word: 'ended' };
  }
  const { next, part } = await writePart(tools, order, order.next);
  // Another run that was first has noted the same part; this one then finds it and goes on behind it.
  await exports.commit(afterPart(order, { part, next }), part);
  return { word: 'more' };
}

async function finish({ exports, files }: WriteExportPartTools, order: DataExport): Promise<void> {
  const manifest = exportManifest(order, await exports.parts(order.id));
  await files.write(order.id, 'manifest.json', { bytes: Buffer.from(JSON.stringify(manifest, undefined, 2)), contentType: 'application/json' });
  if ((await exports.commit(order)) === 'conflict') throw new Error('Another run has ended the export');
}

async function writePart(tools: WriteExportPartTools, order: DataExport, from: ExportPlace): Promise<{ next: ExportPlace | undefined; part: ExportPart | undefined }> {
  const pack = linePacker();
  let next: ExportPlace | undefined = from;
  for (let pages = 0; next !== undefined && pages < PAGES && pack.bytes() < PART_BYTES; pages += 1) {
    const at: ExportPlace = next;
    const { rows, cursor } = await pageAt(tools.store, order, at);
    for await (const line of linesOf(tools, rows, { principal: asPrincipal(order.principal), list: at.list })) await pack.add(line);
    next = cursor === undefined ? listAfter(at.list) : { list: at.list, cursor };
  }
  const { dossiers, events, bytes } = await pack.end();
  if (dossiers === 0) return { next, part: undefined };
  const part = order.parts + 1;
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const name = `part-${String(part).padStart(6, '0')}-${sha256.slice(0, 16)}.jsonl.gz`;
  await tools.files.write(order.id, name, { bytes, contentType: 'application/gzip' });
  return { next, part: { part, name, sha256, sizeBytes: bytes.byteLength, dossiers, events } };
}

async function pageAt(store: WriteExportPartTools['store'], { principal: { id, agency = '' } }: DataExport, { list, cursor }: ExportPlace): Promise<Page<string>> {
  const page = { limit: PAGE, ...(cursor !== undefined && { cursor }) };
  if (list === 'received') return store.received(agency, page);
  if (list === 'worked') return store.worked(agency, page);
  const { rows, ...rest } = await store.owned(id, page);
  return { rows: rows.map(({ dossierId }) => dossierId), ...rest };
}
