import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import NodeClam from 'clamscan';
import type { MalwareScanner } from './malware-scanner.ts';

/** ClamAV, by its daemon or its program; nothing where neither is installed. */
export async function findClamScanner(): Promise<MalwareScanner | undefined> {
  const clam = await opened();
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

async function opened(): Promise<NodeClam | undefined> {
  try {
    return await new NodeClam().init({ preference: 'clamdscan', clamdscan: { localFallback: true } });
  } catch {
    return undefined;
  }
}
