import type { Evaluate } from './evaluate.ts';
import type { Thread } from './execution.ts';
import type { Json, JsonObject } from '../../json/json.ts';
import type { Run } from './run.ts';
import { record, stateOf } from './run.ts';
import { StateFailure } from './state-failure.ts';

const LARGEST_PAYLOAD_BYTES = 256 * 1024;

interface Exit {
  readonly evaluate: Evaluate;
  readonly output: Json | undefined;
  /** The output when the state has no Output of its own. */
  readonly otherwise: Json;
  readonly assign: JsonObject | undefined;
  /** Null ends the thread. */
  readonly next: string | null;
}

/**
 * Leaves the present state: Output and Assign are evaluated from the same input, so neither sees the other.
 * Throws StateFailure when they cannot be evaluated.
 */
export async function exitState(run: Run, thread: Thread, exit: Exit): Promise<void> {
  const state = stateOf(run, thread);
  const output = exit.output === undefined ? exit.otherwise : await exit.evaluate('Output', exit.output);
  const assigned = exit.assign === undefined ? undefined : await evaluateAssign(exit.evaluate, exit.assign);
  const outputText = payloadText(output, `The state '${thread.state}' returned an output`);
  record(run, thread, {
    type: `${state.Type}StateExited`,
    details: {
      name: thread.state,
      output: outputText,
      ...(assigned === undefined ? {} : { assignedVariables: textOfEach(assigned) }),
    },
  });
  if (assigned !== undefined) Object.assign(thread.variables, assigned);
  if (exit.next === null) {
    run.ended.push({ thread, output });
    return;
  }
  thread.state = exit.next;
  thread.input = output;
  thread.position = { kind: 'ready' };
  run.ready.push(thread);
}

async function evaluateAssign(evaluate: Evaluate, assign: JsonObject): Promise<JsonObject> {
  const assigned: JsonObject = {};
  for (const [name, template] of Object.entries(assign)) assigned[name] = await evaluate(`Assign/${name}`, template);
  return assigned;
}

function textOfEach(values: JsonObject): Record<string, string> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, JSON.stringify(value)]));
}

/** The JSON text of a payload. Throws StateFailure States.DataLimitExceeded above 256 KiB. */
export function payloadText(payload: Json, what: string): string {
  const text = JSON.stringify(payload);
  if (text.length * 3 > LARGEST_PAYLOAD_BYTES && Buffer.byteLength(text) > LARGEST_PAYLOAD_BYTES) {
    throw new StateFailure({ error: 'States.DataLimitExceeded', cause: `${what} with a size exceeding the maximum number of bytes service limit.` });
  }
  return text;
}

/** Where a state with Next or End goes. */
export function wayOn(state: { readonly Next?: string | undefined }): string | null {
  return state.Next ?? null;
}
