import type { MapState } from '../definition/state-schemas.ts';
import { evaluateWholeNumber } from './evaluate-whole-number.ts';
import type { Evaluate } from './evaluate.ts';
import { evaluationFailure, evaluator, expectType } from './evaluate.ts';
import type { Thread } from './execution.ts';
import type { Json } from '../../json/json.ts';
import type { Run } from './run.ts';

/** What the iterations of a Map start from: its items, or batches of them. Throws StateFailure. */
export async function mapItems(run: Run, thread: Thread, state: MapState): Promise<Json[]> {
  const items = await allItems(thread, state, evaluator(run, thread));
  if (state.ItemBatcher === undefined) return items;
  const selected: Json[] = [];
  for (const [index, item] of items.entries()) selected.push(await selectItem(run, thread, { state, index, item }));
  return await batches(thread, { state, evaluate: evaluator(run, thread), items: selected });
}

/** One item as its iteration gets it: through ItemSelector where the state has one. Throws StateFailure. */
export async function selectItem(run: Run, thread: Thread, { state, index, item }: { state: MapState; index: number; item: Json }): Promise<Json> {
  if (state.ItemSelector === undefined) return item;
  return await evaluator(run, { ...thread, mapItem: { Index: index, Value: item } })('ItemSelector', state.ItemSelector);
}

async function allItems(thread: Thread, state: MapState, evaluate: Evaluate): Promise<Json[]> {
  if (state.Items === undefined) {
    if (Array.isArray(thread.input)) return thread.input;
    throw evaluationFailure(thread, 'Items', `Map state input must be an array but was: ${JSON.stringify(thread.input)}`);
  }
  const items = await evaluate('Items', state.Items);
  expectType(thread, 'array', { field: 'Items', template: state.Items, value: items });
  return Array.isArray(items) ? items : [];
}

interface Batching {
  readonly state: MapState;
  readonly evaluate: Evaluate;
  readonly items: Json[];
}

async function batches(thread: Thread, { state, evaluate, items }: Batching): Promise<Json[]> {
  const batcher = state.ItemBatcher ?? {};
  const mostItems = await evaluateWholeNumber(thread, evaluate, { field: 'ItemBatcher/MaxItemsPerBatch', template: batcher.MaxItemsPerBatch, least: 1 });
  const mostBytes = await evaluateWholeNumber(thread, evaluate, { field: 'ItemBatcher/MaxInputBytesPerBatch', template: batcher.MaxInputBytesPerBatch, least: 1 });
  const shared = batcher.BatchInput === undefined ? {} : { BatchInput: await evaluate('ItemBatcher/BatchInput', batcher.BatchInput) };
  const made: Json[][] = [];
  for (const item of items) {
    const last = made.at(-1);
    const full = last === undefined || last.length >= (mostItems ?? items.length)
      || (mostBytes !== undefined && Buffer.byteLength(JSON.stringify({ ...shared, Items: [...last, item] })) > mostBytes);
    if (full) made.push([item]);
    else last.push(item);
  }
  return made.map((batch) => ({ ...shared, Items: batch }));
}

/** How many iterations may fail before the Map does. Throws StateFailure. */
export async function mostToleratedFailures(thread: Thread, { state, evaluate, items }: { state: MapState; evaluate: Evaluate; items: number }): Promise<number> {
  const count = await evaluateWholeNumber(thread, evaluate, { field: 'ToleratedFailureCount', template: state.ToleratedFailureCount, least: 0 });
  if (state.ToleratedFailurePercentage === undefined) return count ?? 0;
  const field = 'ToleratedFailurePercentage';
  const share = await evaluate(field, state.ToleratedFailurePercentage);
  expectType(thread, 'number', { field, template: state.ToleratedFailurePercentage, value: share });
  return Math.min(count ?? items, Math.floor((Number(share) / 100) * items));
}
