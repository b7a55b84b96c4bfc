import { join, resolve } from 'node:path';

import { readAssembly } from '../assembly/read-assembly.ts';
import { createLocalClock } from '../clock/local-clock.ts';
import { lockDataFolder } from './cell-lock.ts';
import { Closers } from './closers.ts';
import { furnishCell } from './furnish-cell.ts';
import type { CellSettings } from './cell-settings.ts';
import type { RunningCell } from './running-cell.ts';

/**
 * Starts a synthesized cloud assembly on this machine: the same bundles, machines, tables and queues as on AWS (D14).
 * Data, executions and the clock stay in the data folder and survive a kill.
 * Throws a CellError with one sentence for what the person at the keyboard can mend.
 */
export async function startCell(settings: CellSettings): Promise<RunningCell> {
  const dataFolder = resolve(settings.dataFolder);
  const closers = new Closers();
  const lock = lockDataFolder(dataFolder);
  closers.add(lock, () => lock.release());
  try {
    const assembly = readAssembly(settings.assemblyFolder);
    const clock = settings.clock ?? createLocalClock({ file: join(dataFolder, 'clock.json') });
    const cell = await furnishCell({ settings: { ...settings, dataFolder }, assembly, clock, lock, closers });
    return { ...cell, stop: () => closers.close() };
  } catch (error) {
    await closers.close().catch(() => undefined);
    throw error;
  }
}
