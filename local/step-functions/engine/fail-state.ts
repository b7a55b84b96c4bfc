import type { MachineState, Retrier } from '../definition/state-schemas.ts';
import { evaluator } from './evaluate.ts';
import type { Failure, Thread } from './execution.ts';
import { exitState } from './exit-state.ts';
import type { Json } from '../../json/json.ts';
import type { Run } from './run.ts';
import { drawHex, fractionOf, record, stateOf } from './run.ts';
import { StateFailure } from './state-failure.ts';

/**
 * The present state of a thread failed: try its Retry, then its Catch, else end the thread with the failure.
 * States.Runtime is never caught, not even by its name (as recorded on AWS).
 */
export async function failState(run: Run, thread: Thread, failure: Failure): Promise<void> {
  const state = stateOf(run, thread);
  if (failure.error !== 'States.Runtime' && 'Retry' in state && retry(run, thread, { retriers: state.Retry ?? [], failure })) return;
  if (failure.error !== 'States.Runtime' && 'Catch' in state) {
    try {
      if (await caught(run, thread, { state, failure })) return;
    } catch (error) {
      if (!(error instanceof StateFailure)) throw error;
      recordEvaluationFailed(run, thread, error);
      endWith(run, thread, { state, failure: error.failure });
      return;
    }
  }
  endWith(run, thread, { state, failure });
}

/** Runs one step of a thread; whatever it throws as StateFailure becomes the failure of the thread's present state. */
export async function guarded(run: Run, thread: Thread, step: () => Promise<void>): Promise<void> {
  try {
    await step();
  } catch (error) {
    if (!(error instanceof StateFailure)) throw error;
    recordEvaluationFailed(run, thread, error);
    await failState(run, thread, error.failure);
  }
}

function recordEvaluationFailed(run: Run, thread: Thread, { failure, location }: StateFailure): void {
  if (location === null) return;
  record(run, thread, {
    type: 'EvaluationFailed',
    details: { error: failure.error, cause: failure.cause, location, state: thread.state },
  });
}

function endWith(run: Run, thread: Thread, { state, failure }: { state: MachineState; failure: Failure }): void {
  if (state.Type === 'Map' || state.Type === 'Parallel') record(run, thread, { type: `${state.Type}StateFailed` });
  run.ended.push({ thread, failure });
}

function retry(run: Run, thread: Thread, { retriers, failure }: { retriers: readonly Retrier[]; failure: Failure }): boolean {
  const index = retriers.findIndex((retrier) => matchesError(retrier.ErrorEquals, failure.error));
  const retrier = retriers[index];
  if (retrier === undefined) return false;
  const used = thread.retryCounts[index] ?? 0;
  if (used >= (retrier.MaxAttempts ?? 3)) return false;
  thread.retryCounts = retriers.map((_, place) => (thread.retryCounts[place] ?? 0) + (place === index ? 1 : 0));
  thread.position = { kind: 'retrying', dueAt: Math.ceil(run.now + retryDelaySeconds(run, retrier, used) * 1000) };
  return true;
}

function retryDelaySeconds(run: Run, retrier: Retrier, used: number): number {
  const grown = (retrier.IntervalSeconds ?? 1) * (retrier.BackoffRate ?? 2) ** used;
  const delay = Math.min(grown, retrier.MaxDelaySeconds ?? Number.POSITIVE_INFINITY);
  return retrier.JitterStrategy === 'FULL' ? delay * fractionOf(drawHex(run)) : delay;
}

async function caught(run: Run, thread: Thread, { state, failure }: { state: MachineState; failure: Failure }): Promise<boolean> {
  if (!('Catch' in state)) return false;
  const catcher = state.Catch?.find((candidate) => matchesError(candidate.ErrorEquals, failure.error));
  if (catcher === undefined) return false;
  const errorOutput = errorOutputOf(failure);
  await exitState(run, thread, {
    evaluate: evaluator(run, thread, { errorOutput }),
    output: catcher.Output,
    otherwise: errorOutput,
    assign: catcher.Assign,
    next: catcher.Next,
  });
  return true;
}

function errorOutputOf({ error, cause }: Failure): Json {
  return { ...(error === null ? {} : { Error: error }), ...(cause === null ? {} : { Cause: cause }) };
}

/** A lapsed heartbeat shows itself as States.Timeout (as recorded on AWS), so both names match it. */
function matchesError(names: readonly string[], error: string | null): boolean {
  if (names.includes('States.ALL')) return true;
  if (error === 'States.Timeout') return names.includes(error) || names.includes('States.HeartbeatTimeout');
  return names.includes('States.TaskFailed') || (error !== null && names.includes(error));
}
