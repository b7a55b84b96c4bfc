import type { ChoiceState, FailState, MachineState, WaitState } from '../definition/state-schemas.ts';
import { evaluateWholeNumber } from './evaluate-whole-number.ts';
import type { Evaluate } from './evaluate.ts';
import { evaluationFailure, evaluator, expectType } from './evaluate.ts';
import type { Thread } from './execution.ts';
import { exitState, wayOn } from './exit-state.ts';
import { startMap, startParallel } from './fan-out.ts';
import type { Run } from './run.ts';
import { record, stateOf } from './run.ts';
import { startTask } from './start-task.ts';
import { StateFailure } from './state-failure.ts';

/** AWS ends an execution whose history is full. */
const LONGEST_HISTORY = 25_000;
const OFFSET_DATE_TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:Z|[+-]\d{2}:\d{2})$/;

/** Enters the state the thread points at and takes its first step. Throws StateFailure. */
export async function enterState(run: Run, thread: Thread): Promise<void> {
  const state = stateOf(run, thread);
  if (run.execution.lastEventId >= LONGEST_HISTORY) {
    throw new StateFailure({ error: 'States.Runtime', cause: `The execution reached the maximum number of history events (${LONGEST_HISTORY}).` });
  }
  thread.enteredAt = run.now;
  thread.retryCounts = [];
  thread.enteredEventId = record(run, thread, {
    type: `${state.Type}StateEntered`,
    details: { name: thread.state, input: JSON.stringify(thread.input) },
  });
  await beginState(run, thread);
}

/** Takes the first step of the present state: on entering it and on every retry. Throws StateFailure. */
export async function beginState(run: Run, thread: Thread): Promise<void> {
  run.execution.transitions += 1;
  const state = stateOf(run, thread);
  switch (state.Type) {
    case 'Task':
      return await startTask(run, thread, state);
    case 'Map':
      return await startMap(run, thread, state);
    case 'Parallel':
      return await startParallel(run, thread, state);
    case 'Wait':
      thread.position = { kind: 'waiting', dueAt: await waitUntil(run, thread, state) };
      return undefined;
    case 'Choice':
      return await choose(run, thread, state);
    case 'Fail':
      throw await failureOf(thread, evaluator(run, thread), state);
    default:
      return await leaveUnchanged(run, thread, state);
  }
}

/** Leaves a state whose output, unless it says otherwise, is its input. Throws StateFailure. */
export async function leaveUnchanged(run: Run, thread: Thread, state: MachineState): Promise<void> {
  await exitState(run, thread, {
    evaluate: evaluator(run, thread),
    output: 'Output' in state ? state.Output : undefined,
    otherwise: thread.input,
    assign: 'Assign' in state ? state.Assign : undefined,
    next: 'Next' in state ? wayOn(state) : null,
  });
}

async function waitUntil(run: Run, thread: Thread, state: WaitState): Promise<number> {
  const evaluate = evaluator(run, thread);
  if (state.Timestamp === undefined) {
    const seconds = await evaluateWholeNumber(thread, evaluate, { field: 'Seconds', template: state.Seconds, least: 0 });
    return run.now + (seconds ?? 0) * 1000;
  }
  const timestamp = (await evaluateText(thread, evaluate, { field: 'Timestamp', template: state.Timestamp })) ?? '';
  const until = OFFSET_DATE_TIME.test(timestamp) ? Date.parse(timestamp) : Number.NaN;
  if (Number.isNaN(until)) {
    throw evaluationFailure(thread, 'Timestamp', `The Timestamp field cannot be parsed as an ISO-8601 extended offset date-time format string: ${timestamp}`);
  }
  return until;
}

async function choose(run: Run, thread: Thread, state: ChoiceState): Promise<void> {
  const evaluate = evaluator(run, thread);
  for (const [index, rule] of state.Choices.entries()) {
    const field = `Choices[${index}]/Condition`;
    const holds = await evaluate(field, rule.Condition);
    expectType(thread, 'boolean', { field, template: rule.Condition, value: holds });
    if (holds !== true) continue;
    await exitState(run, thread, { evaluate, output: rule.Output, otherwise: thread.input, assign: rule.Assign, next: rule.Next });
    return;
  }
  if (state.Default === undefined) {
    throw new StateFailure({ error: 'States.NoChoiceMatched', cause: `No choice matched in the state '${thread.state}' and it has no Default` });
  }
  await exitState(run, thread, { evaluate, output: state.Output, otherwise: thread.input, assign: state.Assign, next: state.Default });
}

async function failureOf(thread: Thread, evaluate: Evaluate, state: FailState): Promise<StateFailure> {
  const error = await evaluateText(thread, evaluate, { field: 'Error', template: state.Error });
  const cause = await evaluateText(thread, evaluate, { field: 'Cause', template: state.Cause });
  return new StateFailure({ error, cause });
}

async function evaluateText(thread: Thread, evaluate: Evaluate, { field, template }: { field: string; template: string | undefined }): Promise<string | null> {
  if (template === undefined) return null;
  const value = await evaluate(field, template);
  expectType(thread, 'string', { field, template, value });
  return typeof value === 'string' ? value : null;
}
