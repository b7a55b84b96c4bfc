import { createHash } from 'node:crypto';
import type { Machine } from '../definition/machine.ts';
import type { MachineState } from '../definition/state-schemas.ts';
import type { Effect, Execution, Failure, Thread } from './execution.ts';
import type { HistoryEvent } from './history-event.ts';
import type { Json } from '../../json/json.ts';
import { StateFailure } from './state-failure.ts';

export type Ended = { thread: Thread; output: Json } | { thread: Thread; failure: Failure };

/** The working copy of one advance: changed freely while it lasts, then handed out whole. */
export interface Run {
  readonly machine: Machine;
  readonly execution: Execution;
  readonly now: number;
  readonly effects: Effect[];
  readonly events: HistoryEvent[];
  /** Threads that can take their next step at once. */
  readonly ready: Thread[];
  /** Threads that came to their end and have not been joined to their parent yet. */
  readonly ended: Ended[];
}

export function stateOf(run: Run, thread: Thread): MachineState {
  const state = run.machine.states.get(thread.state);
  if (state === undefined) throw new StateFailure({ error: 'States.Runtime', cause: `there is no state '${thread.state}'` });
  return state;
}

/** Adds an event to the history and returns its id; `thread` is null for events of the whole execution. */
export function record(run: Run, thread: Thread | null, { type, details = null }: Pick<HistoryEvent, 'type'> & Partial<HistoryEvent>): number {
  const { execution } = run;
  const previousEventId = thread?.lastEventId ?? execution.root?.lastEventId ?? execution.lastEventId;
  execution.lastEventId += 1;
  run.events.push({ id: execution.lastEventId, previousEventId, timestamp: run.now, type, details });
  if (thread !== null) thread.lastEventId = execution.lastEventId;
  return execution.lastEventId;
}

/** The next pseudo-random bytes of this execution, as 64 hex digits. */
export function drawHex(run: Run): string {
  run.execution.draws += 1;
  return createHash('sha256').update(`${run.execution.seed}:${run.execution.draws}`).digest('hex');
}

/** A number in [0, 1) from hex digits. */
export function fractionOf(hex: string): number {
  return Number.parseInt(hex.slice(0, 12), 16) / 2 ** 48;
}
