import { once } from 'node:events';
import { createGzip } from 'node:zlib';
import type { ExportLine } from '#functions/platform/export-line';

interface PackedLines {
  readonly dossiers: number;
  readonly events: number;
  readonly bytes: Uint8Array;
}

export interface LinePacker {
  /** How much text has gone in. */
  bytes(): number;
  add(line: ExportLine): Promise<void>;
  end(): Promise<PackedLines>;
}

/** Packs lines as they come; only what is packed is held. */
export function linePacker(): LinePacker {
  const gzip = createGzip();
  const packed: Buffer[] = [];
  gzip.on('data', (piece: Buffer) => packed.push(piece));
  const ended = once(gzip, 'end');
  let [dossiers, events, written] = [0, 0, 0];
  return {
    bytes: () => written,
    add: async (line) => {
      dossiers += 1;
      events += line.events;
      written += line.text.length;
      if (!gzip.write(line.text)) await once(gzip, 'drain');
    },
    end: async () => {
      gzip.end();
      await ended;
      return { dossiers, events, bytes: Buffer.concat(packed) };
    },
  };
}
