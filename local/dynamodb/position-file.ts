import { mkdirSync, readFileSync, readdirSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

import { z } from 'zod';

const saved = z.object({ tableName: z.string(), position: z.int().nonnegative() });

/** Writes are gathered this long; after a kill, records of that time are handed over a second time. */
const gatherMilliseconds = 25;

/** How far a reader has come in a stream, kept across restarts and kills. */
export interface PositionFile {
  /** undefined before anything was saved. */
  readonly initial: number | undefined;
  save(position: number): void;
  /** Writes what is still gathered. */
  close(): void;
}

/** Opens the position in a table's stream kept in `file`; an unreadable file counts as none, which repeats records and loses none. */
export function openPositionFile(file: string, tableName: string): PositionFile {
  let pending: number | undefined;
  let timer: NodeJS.Timeout | undefined;
  const write = (): void => {
    clearTimeout(timer);
    timer = undefined;
    if (pending === undefined) return;
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(`${file}.new`, JSON.stringify({ tableName, position: pending }));
    renameSync(`${file}.new`, file);
    pending = undefined;
  };
  return {
    initial: readPosition(file)?.position,
    save: (position) => {
      pending = position;
      timer ??= setTimeout(write, gatherMilliseconds);
    },
    close: write,
  };
}

/** For each table, the last position that all readers with a file in `folder` have passed. */
export function readUpTo(folder: string): Map<string, number> {
  const positions = new Map<string, number>();
  for (const name of readdirSync(folder).filter((file) => /^position-.*\.json$/.test(file))) {
    const kept = readPosition(join(folder, name));
    if (kept !== undefined) positions.set(kept.tableName, Math.min(kept.position, positions.get(kept.tableName) ?? Infinity));
  }
  return positions;
}

function readPosition(file: string): z.infer<typeof saved> | undefined {
  try {
    return saved.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return undefined;
  }
}
