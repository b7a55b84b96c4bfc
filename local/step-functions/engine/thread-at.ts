import type { Execution, Thread } from './execution.ts';

/** The living thread with this id ('' is the root), or undefined when it has ended. */
export function threadAt(execution: Execution, id: string): Thread | undefined {
  let thread = execution.root ?? undefined;
  for (const index of id === '' ? [] : id.split('.')) {
    if (thread?.position.kind !== 'joining') return undefined;
    thread = thread.position.children.find((child) => child.index === Number(index));
  }
  return thread;
}
