import { buffer } from 'node:stream/consumers';
import { type Entry, fromBufferPromise } from 'yauzl';

/** What GuardDuty extracts of one archive, by the older and lower of its documented quotas. */
const QUOTA = { files: 1000, bytes: 5 * 1024 ** 3, levels: 5 };
const ZIP_HEAD = Buffer.from([0x50, 0x4b, 0x03, 0x04]);
const ENCRYPTED = 1;

export interface ArchiveFindings {
  readonly threats: readonly string[];
  /** Something in it could not be opened, or was beyond what is extracted. */
  readonly isWhole: boolean;
}

/** Opens zips, and zips within zips, and shows each file in them to `look`; bytes that are no zip hold nothing. */
export function lookIntoArchive(bytes: Buffer, look: (file: Buffer) => string | undefined): Promise<ArchiveFindings> {
  return openLevel(bytes, { look, left: { ...QUOTA } }, 1);
}

interface Search {
  readonly look: (file: Buffer) => string | undefined;
  readonly left: { files: number; bytes: number };
}

async function openLevel(bytes: Buffer, search: Search, level: number): Promise<ArchiveFindings> {
  if (!bytes.subarray(0, ZIP_HEAD.length).equals(ZIP_HEAD)) return { threats: [], isWhole: true };
  if (level > QUOTA.levels) return { threats: [], isWhole: false };
  const threats: string[] = [];
  let isWhole = true;
  try {
    const archive = await fromBufferPromise(bytes, { lazyEntries: true });
    for await (const entry of archive.eachEntry()) {
      const file = await extracted(entry, search, () => archive.openReadStreamPromise(entry).then(buffer));
      if (file === undefined) {
        isWhole = false;
        continue;
      }
      const threat = search.look(file);
      if (threat !== undefined) threats.push(threat);
      const inside = await openLevel(file, search, level + 1);
      threats.push(...inside.threats);
      isWhole &&= inside.isWhole;
    }
  } catch {
    // Broken: what begins like an archive and is none. Its bytes were looked at as they are.
    return { threats, isWhole };
  }
  return { threats, isWhole };
}

async function extracted(entry: Entry, { left }: Search, read: () => Promise<Buffer>): Promise<Buffer | undefined> {
  left.files -= 1;
  left.bytes -= entry.uncompressedSize;
  if (left.files < 0 || left.bytes < 0 || (entry.generalPurposeBitFlag & ENCRYPTED) !== 0) return undefined;
  return read();
}
