import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

import { z } from 'zod';

const saved = z.object({ position: z.int().nonnegative() });

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

/** Opens the position kept in `file`; an unreadable file counts as none, which repeats records and loses none. */
export function openPositionFile(file: string): PositionFile {
  let pending: number | undefined;
  let timer: NodeJS.Timeout | undefined;
  const write = (): void => {
    clearTimeout(timer);
    timer = undefined;
    if (pending === undefined) return;
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(`${file}.new`, JSON.stringify({ position: pending }));
    renameSync(`${file}.new`, file);
    pending = undefined;
  };
  return {
    initial: readPosition(file),
    save: (position) => {
      pending = position;
      timer ??= setTimeout(write, gatherMilliseconds);
    },
    close: write,
  };
}

/** The position in `file`, or undefined where none is kept. */
export function readPosition(file: string): number | undefined {
  try {
    return saved.parse(JSON.parse(readFileSync(file, 'utf8'))).position;
  } catch {
    return undefined;
  }
}
