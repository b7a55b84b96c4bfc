import type { MapState, ParallelState } from '../definition/state-schemas.ts';
import { abortThread } from './abort-thread.ts';
import { evaluateWholeNumber } from './evaluate-whole-number.ts';
import { evaluator } from './evaluate.ts';
import type { Failure, JoiningPosition, Thread } from './execution.ts';
import { exitState, wayOn } from './exit-state.ts';
import { failState, guarded } from './fail-state.ts';
import { mapItems, selectItem, mostToleratedFailures } from './map-items.ts';
import type { Ended, Run } from './run.ts';
import { record, stateOf } from './run.ts';

/** Opens one thread per branch, each with a copy of the variables it may read. */
export async function startParallel(run: Run, thread: Thread, state: ParallelState): Promise<void> {
  const input = state.Arguments === undefined ? thread.input : await evaluator(run, thread)('Arguments', state.Arguments);
  record(run, thread, { type: 'ParallelStateStarted' });
  await open(run, thread, { items: state.Branches.map(() => input), concurrency: state.Branches.length, toleratedFailures: 0 });
}

/** Opens the first iterations of a Map; a further one starts whenever one ends, up to MaxConcurrency at once. */
export async function startMap(run: Run, thread: Thread, state: MapState): Promise<void> {
  const evaluate = evaluator(run, thread);
  const items = await mapItems(run, thread, state);
  const concurrency = await evaluateWholeNumber(thread, evaluate, { field: 'MaxConcurrency', template: state.MaxConcurrency, least: 0 });
  const tolerated = await mostToleratedFailures(thread, { state, evaluate, items: items.length });
  record(run, thread, { type: 'MapStateStarted', details: { length: items.length } });
  await open(run, thread, { items, concurrency: concurrency === undefined || concurrency === 0 ? items.length : concurrency, toleratedFailures: tolerated });
}

async function open(run: Run, thread: Thread, { items, concurrency, toleratedFailures }: Pick<JoiningPosition, 'items' | 'concurrency' | 'toleratedFailures'>): Promise<void> {
  const position: JoiningPosition = {
    kind: 'joining', children: [], results: items.map(() => null), failedIndexes: [], nextIndex: 0, items, concurrency, toleratedFailures,
  };
  thread.position = position;
  await fill(run, thread, position);
}

/** Starts children up to the concurrency, and leaves the state when none is left. */
async function fill(run: Run, thread: Thread, position: JoiningPosition): Promise<void> {
  while (position.children.length < position.concurrency && position.nextIndex < position.items.length) {
    try {
      position.children.push(await openChild(run, thread, position.nextIndex));
    } catch (error) {
      for (const child of position.children) abortThread(run, child);
      throw error;
    }
    position.nextIndex += 1;
  }
  if (position.children.length > 0) return;
  const state = stateOf(run, thread);
  if (state.Type !== 'Map' && state.Type !== 'Parallel') return;
  record(run, thread, { type: `${state.Type}StateSucceeded` });
  const result = position.results.filter((_, index) => !position.failedIndexes.includes(index));
  await exitState(run, thread, {
    evaluate: evaluator(run, thread, { result }), output: state.Output, otherwise: result, assign: state.Assign, next: wayOn(state),
  });
}

async function openChild(run: Run, parent: Thread, index: number): Promise<Thread> {
  const state = stateOf(run, parent);
  const items = parent.position.kind === 'joining' ? parent.position.items : [];
  const child: Thread = {
    id: parent.id === '' ? String(index) : `${parent.id}.${index}`,
    index, state: '', input: items[index] ?? null,
    variables: structuredClone(parent.variables), mapItem: parent.mapItem,
    enteredAt: 0, enteredEventId: 0, lastEventId: parent.lastEventId, retryCounts: [], position: { kind: 'ready' },
  };
  if (state.Type === 'Parallel') child.state = state.Branches[index]?.StartAt ?? '';
  if (state.Type === 'Map') await openIteration(run, { parent, child, state });
  run.ready.push(child);
  return child;
}

async function openIteration(run: Run, { parent, child, state }: { parent: Thread; child: Thread; state: MapState }): Promise<void> {
  child.state = state.ItemProcessor.StartAt;
  child.mapItem = { Index: child.index, Value: child.input };
  // On AWS the iterations of a distributed Map are executions of their own, which cannot see the parent's variables.
  if (state.ItemProcessor.ProcessorConfig?.Mode === 'DISTRIBUTED') child.variables = {};
  if (state.ItemBatcher === undefined) child.input = await selectItem(run, parent, { state, index: child.index, item: child.input });
  record(run, child, { type: 'MapIterationStarted', details: { name: parent.state, index: child.index } });
}

/** Takes up the end of a child: its result, or its failure and with it, mostly, the end of its siblings. */
export async function joinChild(run: Run, parent: Thread, ended: Ended): Promise<void> {
  const { position } = parent;
  const { thread: child } = ended;
  // A sibling's failure may have ended the state before this child's own end was taken up.
  if (position.kind !== 'joining' || !position.children.includes(child)) return;
  position.children.splice(position.children.indexOf(child), 1);
  if ('failure' in ended) {
    await joinFailure(run, parent, { position, child, failure: ended.failure });
    return;
  }
  position.results[child.index] = ended.output;
  recordIteration(run, { parent, child, fate: 'Succeeded' });
  parent.lastEventId = Math.max(parent.lastEventId, child.lastEventId);
  await guarded(run, parent, () => fill(run, parent, position));
}

async function joinFailure(run: Run, parent: Thread, { position, child, failure }: { position: JoiningPosition; child: Thread; failure: Failure }): Promise<void> {
  const isMap = stateOf(run, parent).Type === 'Map';
  if (isMap) recordIteration(run, { parent, child, fate: 'Failed' });
  else abortThread(run, child);
  position.failedIndexes.push(child.index);
  parent.lastEventId = Math.max(parent.lastEventId, child.lastEventId);
  if (failure.error !== 'States.Runtime' && position.failedIndexes.length <= position.toleratedFailures) {
    await guarded(run, parent, () => fill(run, parent, position));
    return;
  }
  for (const sibling of position.children) {
    abortThread(run, sibling);
    if (isMap) recordIteration(run, { parent, child: sibling, fate: 'Aborted' });
  }
  parent.position = { kind: 'ended' };
  await failState(run, parent, joinedFailure(run, parent, failure));
}

function joinedFailure(run: Run, parent: Thread, failure: Failure): Failure {
  const state = stateOf(run, parent);
  const distributed = state.Type === 'Map' && state.ItemProcessor.ProcessorConfig?.Mode === 'DISTRIBUTED';
  if (!distributed || failure.error === 'States.Runtime') return failure;
  return { error: 'States.ExceedToleratedFailureThreshold', cause: 'The specified tolerated failure threshold was exceeded' };
}

function recordIteration(run: Run, { parent, child, fate }: { parent: Thread; child: Thread; fate: 'Succeeded' | 'Failed' | 'Aborted' }): void {
  if (stateOf(run, parent).Type !== 'Map') return;
  record(run, child, { type: `MapIteration${fate}`, details: { name: parent.state, index: child.index } });
}
