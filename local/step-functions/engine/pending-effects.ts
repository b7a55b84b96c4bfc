import type { Machine } from '../definition/machine.ts';
import type { Effect, Execution, Thread } from './execution.ts';

/** The calls of a stored execution whose answers were never stored: after a kill they are made again. */
export function pendingEffects(machine: Machine, execution: Execution): Effect[] {
  return execution.root === null ? [] : pendingIn(machine, execution.root);
}

function pendingIn(machine: Machine, thread: Thread): Effect[] {
  const { position, state } = thread;
  if (position.kind === 'joining') return position.children.flatMap((child) => pendingIn(machine, child));
  const definition = machine.states.get(state);
  if (position.kind !== 'task' || position.submitted || definition?.Type !== 'Task') return [];
  const { taskId, parameters, token } = position;
  return [{ taskId, state, resource: definition.Resource, parameters, token }];
}
