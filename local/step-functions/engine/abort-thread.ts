import type { Thread } from './execution.ts';
import type { Run } from './run.ts';
import { record, stateOf } from './run.ts';

/** Ends a thread and everything below it; states that were under way leave an …StateAborted event. */
export function abortThread(run: Run, thread: Thread): void {
  const { position } = thread;
  if (position.kind === 'joining') for (const child of position.children) abortThread(run, child);
  const underWay = position.kind !== 'ready' && position.kind !== 'ended';
  if (underWay) record(run, thread, { type: `${stateOf(run, thread).Type}StateAborted` });
  thread.position = { kind: 'ended' };
}
