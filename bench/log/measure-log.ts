import type { RecordedEvent } from '#domain/dossiers/event';
import { chainHash, chainStart, contentHash } from '#domain/dossiers/event-chain';
import { Temporal } from '#domain/kernel/temporal';
import { dayIndexKey, dayPageKey } from '#domain/log/day-files';
import { dayIndex, leafPage, lastHeads, pageOfDossier, plantDay, proveLeaf } from '#domain/log/day-tree';
import type { NotedHead } from '#domain/log/sealed-day';
import { chainTools } from '#functions/platform/chain-tools';
import { openDossier } from '../replay/open-dossiers.ts';
import { benchProcedure } from '../replay/bench-procedure.ts';

export interface LogFigures {
  readonly chain: { readonly events: number; readonly microsecondsEach: number };
  readonly items: { readonly events: number; readonly bytesAddedEach: number; readonly unitsBefore: number; readonly unitsAfter: number };
  readonly seal: { readonly heads: number; readonly seconds: number; readonly megabytes: number; readonly filesMegabytes: number; readonly files: number };
  readonly proof: { readonly microseconds: number; readonly filesRead: number; readonly bytesRead: number };
}

const { sha256 } = chainTools;
const KILOBYTE = 1024;

/** What the chain costs an event, the log a dossier's writes, and the seal a day of so many dossiers. */
export function measureLog(events: number, heads: number): LogFigures {
  const { events: lived, dossier } = openDossier(benchProcedure(), Temporal.Instant.from('2026-04-01T02:00:00Z'));
  const salt = dossier.salt ?? '';
  return { chain: timeChain(lived, salt, events), items: countUnits(lived), ...sealAndProve(heads) };
}

function timeChain(lived: readonly RecordedEvent[], salt: string, events: number): LogFigures['chain'] {
  let previous = chainStart(sha256, 'ds-bench');
  const began = process.cpuUsage();
  for (let index = 0; index < events; index += 1) {
    const event = lived[index % lived.length];
    if (event !== undefined) previous = chainHash(sha256, previous, contentHash(sha256, salt, event));
  }
  const { user, system } = process.cpuUsage(began);
  return { events, microsecondsEach: (user + system) / events };
}

/** A transaction pays two units for each kilobyte begun. */
function countUnits(lived: readonly RecordedEvent[]): LogFigures['items'] {
  const units = (bytes: number): number => 2 * Math.ceil(bytes / KILOBYTE);
  const sizes = lived.map(({ hash, ...event }) => {
    const before = Buffer.byteLength(JSON.stringify(event)) + 60;
    return { before, after: before + (hash === undefined ? 0 : 'hash'.length + hash.length) };
  });
  const sum = (of: (size: (typeof sizes)[number]) => number): number => sizes.reduce((total, size) => total + of(size), 0);
  return { events: sizes.length, bytesAddedEach: sum(({ before, after }) => after - before) / sizes.length, unitsBefore: sum(({ before }) => units(before)), unitsAfter: sum(({ after }) => units(after)) };
}

function sealAndProve(count: number): Pick<LogFigures, 'seal' | 'proof'> {
  const files = new Map<string, Uint8Array>();
  const [heapBefore, began] = [process.memoryUsage(), performance.now()];
  const last = lastHeads();
  // As notes come: a hundred dossiers at a time, and each of them twice in its day.
  for (let from = 0; from < 2 * count; from += 100) last.add(Array.from({ length: 100 }, (_none, index) => aHead((from + index) % count, from < count ? 1 : 2)));
  const { index, pages } = plantDay(sha256, '2026-11-26', last.inOrder());
  for (const [page, leaves] of pages.entries()) files.set(dayPageKey(index, page), new TextEncoder().encode(JSON.stringify(leaves)));
  files.set(dayIndexKey(index), new TextEncoder().encode(JSON.stringify(index)));
  const seconds = (performance.now() - began) / 1000;
  const heapAfter = process.memoryUsage();
  const filesBytes = [...files.values()].reduce((sum, bytes) => sum + bytes.byteLength, 0);
  const seal = { heads: count, seconds, megabytes: (heapAfter.rss - heapBefore.rss) / KILOBYTE ** 2, filesMegabytes: filesBytes / KILOBYTE ** 2, files: files.size };
  return { seal, proof: timeProof(files, index) };
}

function timeProof(files: ReadonlyMap<string, Uint8Array>, day: { readonly day: string; readonly root: string }): LogFigures['proof'] {
  let bytesRead = 0;
  const read: (key: string) => unknown = (key) => {
    const bytes = files.get(key) ?? new Uint8Array();
    bytesRead += bytes.byteLength;
    return JSON.parse(new TextDecoder().decode(bytes));
  };
  const began = process.cpuUsage();
  const { dossierId } = aHead(7, 1);
  const index = dayIndex.parse(read(dayIndexKey(day)));
  const page = pageOfDossier(index, dossierId) ?? 0;
  const proof = proveLeaf(sha256, index, { page, leaves: leafPage.parse(read(dayPageKey(day, page))), dossierId });
  if (proof === undefined) throw new Error('the day does not prove its own leaf');
  const { user, system } = process.cpuUsage(began);
  return { microseconds: user + system, filesRead: 2, bytesRead };
}

function aHead(number: number, seq: number): NotedHead {
  // Spread over the ids as random ones are.
  const id = ((number * 2_654_435_761) % 4_294_967_296).toString(16).padStart(8, '0');
  return { dossierId: `ds-${id}${String(number).padStart(24, '0')}`, seq, head: id.repeat(8) };
}
