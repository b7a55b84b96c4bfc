import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

/** What a running cell tells the commands beside it, in `cell.json` of its data folder. */
const cellState = z.object({
  pid: z.int().positive(),
  controlUrl: z.url(),
  /** Where `npm run sign-in` gets its tokens. */
  issuer: z.url().optional(),
});
export type CellState = z.infer<typeof cellState>;

const cellStateFile = join(process.env['MOT_CUA_DATA'] ?? '.local', 'cell.json');

/** The running cell, or undefined when none runs: no file, or one left behind by a cell that was killed. */
export function readCellState(file: string = cellStateFile): CellState | undefined {
  try {
    const state = cellState.parse(JSON.parse(readFileSync(file, 'utf8')));
    // Signal 0 only asks whether the process is there.
    process.kill(state.pid, 0);
    return state;
  } catch {
    return undefined;
  }
}
