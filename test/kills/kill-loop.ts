import { setTimeout as pause } from 'node:timers/promises';
import type { PlannedKill } from './kill-plan.ts';
import { processesOn, type KillableCell } from './killable-cell.ts';
import type { People } from './people.ts';

/** If nobody calls for so long, a kill meant for the middle of a call falls anyway. */
const CALL_PATIENCE_MILLISECONDS = 2000;

export interface KillLoop {
  /** From the beginning of each process until it was ready. */
  readonly restartMilliseconds: readonly number[];
  readonly killedWhileStarting: number;
  /** More or fewer than one store seen on the folder. */
  readonly faults: readonly string[];
}

/** Kills a running cell by plan and starts it anew at once each time; resolves when it is ready after the last kill. */
export async function killByPlan(cell: KillableCell, people: People, plan: readonly PlannedKill[]): Promise<KillLoop> {
  const restartMilliseconds: number[] = [];
  const faults: string[] = [];
  let killedWhileStarting = 0;
  let ready: Promise<number | undefined> = Promise.resolve(0);
  for (const planned of plan) {
    await untilKillIsDue(planned, ready, people);
    await cell.kill();
    if ((await ready) === undefined) killedWhileStarting += 1;
    ready = cell.start().ready.then((milliseconds) => {
      if (milliseconds !== undefined) {
        restartMilliseconds.push(milliseconds);
        faults.push(...storeFaults(cell));
      }
      return milliseconds;
    });
    // Looked at only after the next kill; a start that failed by itself must not count as nobody's error until then.
    ready.catch(() => undefined);
  }
  await ready;
  return { restartMilliseconds, killedWhileStarting, faults };
}

async function untilKillIsDue(planned: PlannedKill, ready: Promise<number | undefined>, people: People): Promise<void> {
  if (planned.after !== 'spawn') await ready;
  if (planned.after === 'call') {
    await pause(planned.warmUpMilliseconds);
    await Promise.race([people.nextCall(), pause(CALL_PATIENCE_MILLISECONDS)]);
  }
  const pausing = pause(planned.milliseconds);
  await (planned.after === 'spawn' ? Promise.race([ready, pausing]) : pausing);
}

/** The store of a killed cell has to end with it: two on one folder would write past each other. */
function storeFaults(cell: KillableCell): string[] {
  const stores = processesOn(cell.dataFolder).filter((line) => line.includes('dynoxide') && !line.startsWith('/bin/sh'));
  return stores.length === 1 ? [] : [`${String(stores.length)} stores ran on one folder`];
}
