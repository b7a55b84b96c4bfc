import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

import { CellError } from './cell-error.ts';
import { messageOf } from './message-of.ts';
import type { CellState } from '../clock/read-cell-state.ts';

/** Holds a data folder for one cell. */
export interface CellLock {
  /** Tells the commands beside the cell where it listens (`<dataFolder>/cell.json`). */
  tell(state: Omit<CellState, 'pid'>): void;
  release(): void;
}

/**
 * Takes the data folder, creating it where needed. The lock is the operating system's, so a killed cell leaves none behind.
 * Throws a CellError if another cell runs on the folder or it cannot be written.
 */
export function lockDataFolder(dataFolder: string): CellLock {
  const stateFile = join(dataFolder, 'cell.json');
  const lock = openLock(dataFolder);
  try {
    lock.exec('PRAGMA journal_mode = DELETE; BEGIN EXCLUSIVE');
  } catch (error) {
    lock.close();
    if (/locked/.test(messageOf(error))) throw new CellError(`Another cell${processIn(stateFile)} is running on ${dataFolder}; stop it first or choose another data folder.`);
    throw unwritable(dataFolder, error);
  }
  return {
    tell: (state) => writeFileSync(stateFile, JSON.stringify({ pid: process.pid, ...state })),
    release: () => {
      rmSync(stateFile, { force: true });
      lock.close();
    },
  };
}

function openLock(dataFolder: string): DatabaseSync {
  try {
    mkdirSync(dataFolder, { recursive: true });
    return new DatabaseSync(join(dataFolder, 'cell.lock'), { timeout: 0 });
  } catch (error) {
    throw unwritable(dataFolder, error);
  }
}

function unwritable(dataFolder: string, error: unknown): CellError {
  return new CellError(`The data folder ${dataFolder} cannot be written (${messageOf(error)}).`);
}

function processIn(stateFile: string): string {
  try {
    const pid = /"pid":(\d+)/.exec(readFileSync(stateFile, 'utf8'))?.[1];
    return pid === undefined ? '' : ` (process ${pid})`;
  } catch {
    return '';
  }
}
