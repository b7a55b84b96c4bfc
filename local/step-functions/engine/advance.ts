import type { Machine } from '../definition/machine.ts';
import { abortThread } from './abort-thread.ts';
import { answerTask, failTask, waitingTask } from './answer-task.ts';
import { beginState, enterState, leaveUnchanged } from './enter-state.ts';
import type { Advanced, Answer, Execution, ExecutionStatus, Failure, Thread } from './execution.ts';
import { guarded } from './fail-state.ts';
import { joinChild } from './fan-out.ts';
import type { Json } from '../../json/json.ts';
import type { Ended, Run } from './run.ts';
import { record, stateOf } from './run.ts';
import { threadAt } from './thread-at.ts';
import { nextTimer } from './timers.ts';

/**
 * Moves an execution as far as it can go without the outside: takes up the answers in order, then every timer due
 * at `now` (epoch milliseconds), then each step that needs no waiting. Pure: the given execution is not touched, and
 * the same arguments give the same result. The caller stores the result before it performs the effects.
 */
export async function advance(machine: Machine, execution: Execution, { now, answers }: { now: number; answers: readonly Answer[] }): Promise<Advanced> {
  const run: Run = { machine, execution: structuredClone(execution), now, effects: [], events: [], ready: [], ended: [] };
  if (run.execution.lastEventId === 0) begin(run);
  await settle(run);
  const accepted: boolean[] = [];
  for (const answer of answers) {
    accepted.push(await takeUp(run, answer));
    await settle(run);
  }
  await fireTimers(run);
  const effects = run.execution.status === 'RUNNING' ? run.effects.filter(({ taskId }) => waitingTask(run.execution, taskId) !== undefined) : [];
  return { execution: run.execution, effects, events: run.events, accepted, nextWakeAt: nextTimer(run.execution)?.dueAt ?? null };
}

function begin(run: Run): void {
  const { execution } = run;
  record(run, null, {
    type: 'ExecutionStarted',
    details: { input: JSON.stringify(execution.input), roleArn: execution.roleArn },
  });
  if (execution.root === null) return;
  execution.root.lastEventId = execution.lastEventId;
  run.ready.push(execution.root);
}

async function takeUp(run: Run, answer: Answer): Promise<boolean> {
  if (run.execution.status !== 'RUNNING') return false;
  if (answer.kind !== 'stop') return await answerTask(run, answer);
  abortAll(run);
  close(run, { status: 'ABORTED', type: 'ExecutionAborted', failure: answer.failure });
  return true;
}

/** Lets every thread take its steps until all of them wait for something. */
async function settle(run: Run): Promise<void> {
  while (run.execution.status === 'RUNNING') {
    const ended = run.ended.shift();
    if (ended !== undefined) {
      await endThread(run, ended);
      continue;
    }
    const thread = run.ready.shift();
    if (thread === undefined) return;
    if (thread.position.kind === 'ready') await guarded(run, thread, () => enterState(run, thread));
  }
}

async function endThread(run: Run, ended: Ended): Promise<void> {
  const { execution } = run;
  const runtime = 'failure' in ended && ended.failure.error === 'States.Runtime';
  if (ended.thread.id !== '' && !runtime) {
    const parent = threadAt(execution, parentIdOf(ended.thread));
    if (parent !== undefined) await joinChild(run, parent, ended);
    return;
  }
  if (!('failure' in ended)) {
    succeed(run, ended.output);
    return;
  }
  if (ended.thread.id !== '') abortAll(run);
  close(run, { status: 'FAILED', type: 'ExecutionFailed', failure: ended.failure });
}

function parentIdOf({ id }: Thread): string {
  return id.slice(0, Math.max(0, id.lastIndexOf('.')));
}

async function fireTimers(run: Run): Promise<void> {
  for (let timer = nextTimer(run.execution); timer !== null && timer.dueAt <= run.now; timer = nextTimer(run.execution)) {
    if (timer.thread === null) {
      abortAll(run);
      close(run, { status: 'TIMED_OUT', type: 'ExecutionTimedOut', failure: { error: 'States.Timeout', cause: null } });
      return;
    }
    await fire(run, timer.thread);
    await settle(run);
  }
}

async function fire(run: Run, thread: Thread): Promise<void> {
  const { kind } = thread.position;
  if (kind === 'task') {
    await failTask(run, thread, { step: 'TimedOut', failure: { error: 'States.Timeout', cause: null } });
    return;
  }
  await guarded(run, thread, () => (kind === 'retrying' ? beginState(run, thread) : leaveUnchanged(run, thread, stateOf(run, thread))));
}

function abortAll(run: Run): void {
  if (run.execution.root !== null) abortThread(run, run.execution.root);
}

function succeed(run: Run, output: Json): void {
  record(run, null, { type: 'ExecutionSucceeded', details: { output: JSON.stringify(output) } });
  Object.assign(run.execution, { status: 'SUCCEEDED', output, stoppedAt: run.now, root: null });
}

function close(run: Run, { status, type, failure }: { status: ExecutionStatus; type: string; failure: Failure }): void {
  record(run, null, { type, details: { error: failure.error, cause: failure.cause } });
  Object.assign(run.execution, { status, failure, stoppedAt: run.now, root: null });
}
