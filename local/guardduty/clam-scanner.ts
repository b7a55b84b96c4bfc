import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import NodeClam from 'clamscan';
import type { MalwareScanner } from './malware-scanner.ts';

/** Where the programs of ClamAV lie, when not where its packages put them. */
interface ClamPrograms {
  readonly clamdscan?: string;
  readonly clamscan?: string;
}

/** ClamAV, by its daemon or its program; nothing where neither is installed. */
export async function findClamScanner(programs: ClamPrograms = {}): Promise<MalwareScanner | undefined> {
  const clam = await opened(programs);
  return (
    clam && {
      name: 'clamav',
      scan: async (bytes) => {
        const folder = await mkdtemp(join(tmpdir(), 'scan-'));
        try {
          const path = join(folder, 'object');
          await pipeline(bytes, createWriteStream(path));
          const { isInfected, viruses } = await clam.isInfected(path);
          if (isInfected === null) throw new Error('ClamAV could not tell');
          return { status: isInfected ? 'THREATS_FOUND' : 'NO_THREATS_FOUND', threats: viruses };
        } finally {
          await rm(folder, { recursive: true, force: true });
        }
      },
    }
  );
}

async function opened({ clamdscan, clamscan }: ClamPrograms): Promise<NodeClam | undefined> {
  try {
    return await new NodeClam().init({
      preference: 'clamdscan',
      clamdscan: { localFallback: true, ...(clamdscan !== undefined && { path: clamdscan }) },
      clamscan: { ...(clamscan !== undefined && { path: clamscan }) },
    });
  } catch {
    return undefined;
  }
}
