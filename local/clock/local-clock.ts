import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { z } from 'zod';

const savedClock = z.object({ offsetMilliseconds: z.int().nonnegative() });

/** The cell's time: the machine's own, moved ahead by an offset that only grows. */
export interface LocalClock {
  /** Epoch milliseconds, as `Date.now()` would give them in the cell. */
  now(): number;
  offsetMilliseconds(): number;
  /** One 64-bit integer, the offset in milliseconds; give it to `shiftDate` in every worker. */
  readonly shared: SharedArrayBuffer;
  /** Throws a RangeError for a negative or fractional number: events of the future would already be recorded. */
  advance(milliseconds: number): void;
  /** Called after each move, when `now()` and `shared` already tell the new time. */
  onMoved(listener: () => void): void;
}

/** Opens the clock kept in `file`; a new file means the machine's own time. Throws when the file is damaged. */
export function createLocalClock({ file }: { file: string }): LocalClock {
  const shared = new SharedArrayBuffer(BigInt64Array.BYTES_PER_ELEMENT);
  const offset = new BigInt64Array(shared);
  const listeners: (() => void)[] = [];
  Atomics.store(offset, 0, BigInt(readOffset(file)));
  const offsetMilliseconds = (): number => Number(Atomics.load(offset, 0));
  return {
    now: () => Date.now() + offsetMilliseconds(),
    offsetMilliseconds,
    shared,
    advance: (milliseconds) => {
      if (!Number.isSafeInteger(milliseconds) || milliseconds < 0) throw new RangeError('the clock only moves forward, by whole milliseconds');
      writeOffset(file, offsetMilliseconds() + milliseconds);
      Atomics.add(offset, 0, BigInt(milliseconds));
      for (const listener of listeners) listener();
    },
    onMoved: (listener) => {
      listeners.push(listener);
    },
  };
}

function readOffset(file: string): number {
  return existsSync(file) ? savedClock.parse(JSON.parse(readFileSync(file, 'utf8'))).offsetMilliseconds : 0;
}

/** Written beside and renamed, so that a kill leaves either the old offset or the new one. */
function writeOffset(file: string, offsetMilliseconds: number): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(`${file}.new`, JSON.stringify({ offsetMilliseconds }));
  renameSync(`${file}.new`, file);
}
