import { text } from 'node:stream/consumers';
import { type Entry, openPromise, type ZipFile } from 'yauzl';
import type { Findings } from '#domain/documents/paper-inspector';
import type { RefusalReason } from '#domain/documents/refusal-reasons';
import type { PaperLimits } from '#domain/procedures/paper-limits';

/** Where office files keep what runs: VBA, Excel 4 macros, controls; in OpenDocument, Basic and scripts. */
const MACROS = /(^|\/)(vba(project|data)[^/]*|macrosheets\/.*|activex\/.*)$|^(basic|scripts)\/./i;
const TYPES_PART = '[Content_Types].xml';
const ENCRYPTED = 1;

/** Looks through an archive from its directory and inflates it piece by piece without keeping anything. */
export async function inspectArchive(path: string, type: string, limits: PaperLimits): Promise<Findings> {
  let archive: ZipFile;
  try {
    archive = await openPromise(path, { lazyEntries: true, autoClose: false });
  } catch {
    return { reasons: ['broken'] };
  }
  try {
    return { reasons: [...(await inspectEntries(archive, { isPlain: type === 'application/zip', limits }))] };
  } catch {
    return { reasons: ['broken'] };
  } finally {
    archive.close();
  }
}

interface Measure {
  readonly isPlain: boolean;
  readonly limits: PaperLimits;
}

async function inspectEntries(archive: ZipFile, { isPlain, limits }: Measure): Promise<ReadonlySet<RefusalReason>> {
  const reasons = new Set<RefusalReason>();
  if (archive.entryCount > limits.maxArchiveEntries) return reasons.add('archive-bomb');
  let inflated = 0;
  for await (const entry of archive.eachEntry()) {
    if ((entry.generalPurposeBitFlag & ENCRYPTED) !== 0) return reasons.add('not-scannable');
    for (const reason of isPlain ? plainEntry(entry, limits) : await officeEntry(archive, entry)) reasons.add(reason);
    const allowed = Math.min(limits.maxInflatedBytes - inflated, limits.maxInflationRatio * Math.max(entry.compressedSize, 1024));
    inflated += await inflate(archive, entry, allowed);
    if (inflated > limits.maxInflatedBytes || entry.uncompressedSize > allowed) return reasons.add('archive-bomb');
  }
  return reasons;
}

function plainEntry({ fileName }: Entry, { archiveExtensions }: PaperLimits): RefusalReason[] {
  if (fileName.endsWith('/')) return [];
  const extension = /\.([^./]+)$/.exec(fileName)?.[1]?.toLowerCase() ?? '';
  return archiveExtensions.includes(extension) ? [] : ['archive-not-allowed'];
}

async function officeEntry(archive: ZipFile, entry: Entry): Promise<RefusalReason[]> {
  if (MACROS.test(entry.fileName)) return ['macros'];
  const MAX_TYPES_BYTES = 1024 ** 2;
  if (entry.fileName !== TYPES_PART || entry.uncompressedSize > MAX_TYPES_BYTES) return [];
  return /macroEnabled|vbaProject/i.test(await text(await archive.openReadStreamPromise(entry))) ? ['macros'] : [];
}

/** Counts what comes out, and stops at the limit: what an entry says of its size may be a lie. */
async function inflate(archive: ZipFile, entry: Entry, allowed: number): Promise<number> {
  if (entry.fileName.endsWith('/') || entry.uncompressedSize > allowed) return 0;
  let bytes = 0;
  for await (const piece of await archive.openReadStreamPromise(entry)) {
    bytes += Buffer.isBuffer(piece) ? piece.length : 0;
    if (bytes > allowed) break;
  }
  return bytes;
}
