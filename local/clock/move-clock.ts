import { DomainError } from '#domain/kernel/domain-error';
import { clockAnswer } from './clock-endpoint.ts';
import { clockUsage, parseClockMove, targetOf } from './parse-clock-move.ts';
import type { ClockMove } from './parse-clock-move.ts';
import { readCellState } from './read-cell-state.ts';
import { vietnamTime } from './vietnam-time.ts';

/** What the command says, and its exit code. */
export interface Said {
  readonly line: string;
  readonly exitCode: 0 | 1;
}

/** Runs `npm run clock -- <words>` against the cell whose state is in `cellFile`; without words it only tells the time. */
export async function moveClock(words: readonly string[], cellFile?: string): Promise<Said> {
  const move = parseClockMove(words);
  if (move === undefined && words.length > 0) return failed(`"${words.join(' ')}" is no move of the clock. Try: ${clockUsage}`);
  const cell = readCellState(cellFile);
  if (cell === undefined) return failed('No cell is running here. Start one with: npm start');
  try {
    return await askCell(new URL('/clock', cell.controlUrl), move);
  } catch (error) {
    if (error instanceof DomainError) return failed(error.details.mend.en);
    return failed(`The cell did not answer at ${cell.controlUrl}. Is it still starting?`);
  }
}

async function askCell(url: URL, move: ClockMove | undefined): Promise<Said> {
  const { now } = clockAnswer.parse(await (await fetch(url)).json());
  if (move === undefined) return { line: `It is ${vietnamTime(now)} in the cell. To move it: ${clockUsage}`, exitCode: 0 };
  const to = new Date(targetOf(move, Date.parse(now))).toISOString();
  const response = await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ to }) });
  if (response.status === 409) return failed(`The clock only moves forward, and it is already ${vietnamTime(now)}.`);
  const moved = clockAnswer.parse(await response.json());
  return { line: `${vietnamTime(now)} → ${vietnamTime(moved.now)} (Vietnamese time)`, exitCode: 0 };
}

function failed(line: string): Said {
  return { line, exitCode: 1 };
}

if (import.meta.main) {
  const { line, exitCode } = await moveClock(process.argv.slice(2));
  console.log(line);
  process.exitCode = exitCode;
}
