import { existsSync, readFileSync } from 'node:fs';
import { z } from 'zod';
import { writeJson } from '../json/write-json.ts';

const savedClock = z.object({ offsetMilliseconds: z.int().nonnegative() });

/** A move of the clock: the time between was skipped, nothing happened in it. Epoch milliseconds. */
export interface ClockJump {
  readonly from: number;
  readonly to: number;
}

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
  onMoved(listener: (jump: ClockJump) => void): void;
}

/** Opens the clock kept in `file`; a new file means the machine's own time. Throws when the file is damaged. */
export function createLocalClock({ file }: { file: string }): LocalClock {
  const shared = new SharedArrayBuffer(BigInt64Array.BYTES_PER_ELEMENT);
  const offset = new BigInt64Array(shared);
  const listeners: ((jump: ClockJump) => void)[] = [];
  Atomics.store(offset, 0, BigInt(readOffset(file)));
  const offsetMilliseconds = (): number => Number(Atomics.load(offset, 0));
  return {
    now: () => Date.now() + offsetMilliseconds(),
    offsetMilliseconds,
    shared,
    advance: (milliseconds) => {
      if (!Number.isSafeInteger(milliseconds) || milliseconds < 0) throw new RangeError('the clock only moves forward, by whole milliseconds');
      writeJson(file, { offsetMilliseconds: offsetMilliseconds() + milliseconds });
      Atomics.add(offset, 0, BigInt(milliseconds));
      const to = Date.now() + offsetMilliseconds();
      for (const listener of listeners) listener({ from: to - milliseconds, to });
    },
    onMoved: (listener) => {
      listeners.push(listener);
    },
  };
}

function readOffset(file: string): number {
  return existsSync(file) ? savedClock.parse(JSON.parse(readFileSync(file, 'utf8'))).offsetMilliseconds : 0;
}
