import type { Execution, Thread } from './execution.ts';

/** A moment (epoch milliseconds) at which the execution moves by itself; `thread` is null for the whole execution's time limit. */
export interface Timer {
  readonly dueAt: number;
  readonly thread: Thread | null;
}

/** The next timer of a running execution, or null when only answers can move it. */
export function nextTimer(execution: Execution): Timer | null {
  if (execution.status !== 'RUNNING') return null;
  const own = execution.dueAt === null ? null : { dueAt: execution.dueAt, thread: null };
  return execution.root === null ? own : earliest(execution.root, own);
}

function earliest(thread: Thread, best: Timer | null): Timer | null {
  if (thread.position.kind === 'joining') {
    return thread.position.children.reduce((soonest, child) => earliest(child, soonest), best);
  }
  const dueAt = dueAtOf(thread);
  return dueAt === null || (best !== null && best.dueAt <= dueAt) ? best : { dueAt, thread };
}

function dueAtOf({ position }: Thread): number | null {
  switch (position.kind) {
    case 'waiting':
    case 'retrying':
      return position.dueAt;
    case 'task':
      return sooner(position.dueAt, position.heartbeatDueAt);
    default:
      return null;
  }
}

function sooner(one: number | null, other: number | null): number | null {
  if (one === null || other === null) return one ?? other;
  return Math.min(one, other);
}
