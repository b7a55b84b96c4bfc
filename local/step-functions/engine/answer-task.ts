import { evaluator } from './evaluate.ts';
import type { Answer, Execution, Failure, TaskPosition, Thread } from './execution.ts';
import { exitState, payloadText, wayOn } from './exit-state.ts';
import { failState, guarded } from './fail-state.ts';
import type { Json } from '../../json/json.ts';
import { recordTask } from './record-task.ts';
import type { Run } from './run.ts';
import { stateOf } from './run.ts';
import { threadAt } from './thread-at.ts';

type TaskAnswer = Exclude<Answer, { kind: 'stop' }>;

interface Waiting {
  readonly thread: Thread;
  readonly position: TaskPosition;
}

/** Gives a task its answer. False when no such task waits any more: it was answered, timed out or abandoned. */
export async function answerTask(run: Run, answer: TaskAnswer): Promise<boolean> {
  const waiting = waitingTask(run.execution, answer.taskId);
  if (waiting === undefined) return false;
  const { thread, position } = waiting;
  if (answer.kind === 'heartbeat') return beat(run, position);
  if (answer.kind === 'submitted') return submit(run, waiting, answer.output);
  if (answer.kind === 'failed') await failTask(run, thread, { step: submitFailed(position) ? 'SubmitFailed' : 'Failed', failure: answer.failure });
  else await guarded(run, thread, () => succeedTask(run, thread, answer.output));
  return true;
}

/** The thread that waits for this task and what it waits with, or undefined. */
export function waitingTask(execution: Execution, taskId: string): Waiting | undefined {
  const thread = threadAt(execution, taskId.slice(0, taskId.indexOf(':')));
  if (thread?.position.kind !== 'task' || thread.position.taskId !== taskId) return undefined;
  return { thread, position: thread.position };
}

/** Fails the present Task state with an event of its own: a failed call or a time limit that passed. */
export async function failTask(run: Run, thread: Thread, { step, failure }: { step: 'Failed' | 'SubmitFailed' | 'TimedOut'; failure: Failure }): Promise<void> {
  const state = stateOf(run, thread);
  if (state.Type === 'Task') recordTask(run, thread, { step, resource: state.Resource, failure });
  await failState(run, thread, failure);
}

function submitFailed(position: TaskPosition): boolean {
  return position.token !== null && !position.submitted;
}

function beat(run: Run, position: TaskPosition): boolean {
  if (position.heartbeatSeconds !== null) position.heartbeatDueAt = run.now + position.heartbeatSeconds * 1000;
  return true;
}

function submit(run: Run, { thread, position }: Waiting, output: Json): boolean {
  if (position.submitted) return false;
  const state = stateOf(run, thread);
  if (state.Type === 'Task') recordTask(run, thread, { step: 'Submitted', resource: state.Resource, output: JSON.stringify(output) });
  position.submitted = true;
  position.parameters = null;
  return true;
}

async function succeedTask(run: Run, thread: Thread, result: Json): Promise<void> {
  const state = stateOf(run, thread);
  if (state.Type !== 'Task') return;
  const output = payloadText(result, `The task '${thread.state}' returned a result`);
  recordTask(run, thread, { step: 'Succeeded', resource: state.Resource, output });
  await exitState(run, thread, {
    evaluate: evaluator(run, thread, { result }),
    output: state.Output,
    otherwise: result,
    assign: state.Assign,
    next: wayOn(state),
  });
}
