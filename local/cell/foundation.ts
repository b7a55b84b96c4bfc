import type { Assembly } from '../assembly/read-assembly.ts';
import type { LocalClock } from '../clock/local-clock.ts';
import type { CellLock } from './cell-lock.ts';
import type { CellSettings } from './cell-settings.ts';
import type { Closers } from './closers.ts';

/** What there is before any part of a cell is opened. */
export interface Foundation {
  readonly settings: CellSettings;
  readonly assembly: Assembly;
  readonly clock: LocalClock;
  readonly lock: CellLock;
  readonly closers: Closers;
}
