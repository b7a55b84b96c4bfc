import { setTimeout as pause } from 'node:timers/promises';
import type { HandedIn } from './applicants.ts';
import { findFaults } from './find-faults.ts';
import type { KillableCell } from './killable-cell.ts';
import { readRecord, type StoredRecord } from './read-record.ts';

/** With everybody at work and no kills, the longest silence before the clock is moved so that the reconciler comes. */
const SILENCE_MILLISECONDS = 20_000;
const RECONCILER_MILLISECONDS = 6 * 60 * 1000;
const CLOCK_MOVES_AT_MOST = 3;
const BETWEEN_LOOKS_MILLISECONDS = 1000;

export interface Rest {
  readonly record: StoredRecord;
  readonly milliseconds: number;
  /** How often the reconciler had to be called; 0 when everything healed by itself. */
  readonly clockMoves: number;
}

/** Waits until nothing is wrong any more, or nothing changes even after the reconciler has come three times. */
export async function comeToRest(cell: KillableCell, handedIn: readonly HandedIn[]): Promise<Rest> {
  const begunAt = performance.now();
  let lastChangeAt = begunAt;
  let lastSeen = '';
  for (let clockMoves = 0; ;) {
    const record = await readRecord(cell.urls);
    const isAtRest = findFaults(record, handedIn).length === 0;
    if (isAtRest || clockMoves === CLOCK_MOVES_AT_MOST) return { record, milliseconds: performance.now() - begunAt, clockMoves };
    const seen = JSON.stringify(record.dossiers.map(({ dossier, relayedVersion }) => [dossier?.version, relayedVersion]));
    if (seen !== lastSeen) lastChangeAt = performance.now();
    lastSeen = seen;
    if (performance.now() - lastChangeAt > SILENCE_MILLISECONDS) {
      clockMoves += 1;
      lastChangeAt = performance.now();
      await moveClock(cell);
    }
    await pause(BETWEEN_LOOKS_MILLISECONDS);
  }
}

async function moveClock(cell: KillableCell): Promise<void> {
  const body = JSON.stringify({ advanceMilliseconds: RECONCILER_MILLISECONDS });
  await fetch(`${cell.urls.control}/clock`, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
}
