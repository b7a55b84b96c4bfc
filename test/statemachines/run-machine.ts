import { parseMachine } from '#local/step-functions/definition/parse-machine';
import { advance } from '#local/step-functions/engine/advance';
import type { Answer, Effect, Execution } from '#local/step-functions/engine/execution';
import { newExecution } from '#local/step-functions/engine/new-execution';
import type { Json, JsonObject } from '#local/json/json';
import { machineFile } from '#test/statemachines/machine-files';

/** What happens to one call of the machine; a wait is stored first, and then ends by its token or by time. */
export type Reply =
  | { readonly kind: 'returns'; readonly output: Json }
  | { readonly kind: 'fails'; readonly error: string }
  | { readonly kind: 'is signalled' }
  | { readonly kind: 'times out' };

export interface Walk {
  readonly execution: Execution;
  /** The states whose call was made, in order. */
  readonly calls: readonly Effect[];
  /** How many calls were open at once at most. */
  readonly mostOpen: number;
}

const START = Date.UTC(2026, 10, 2, 1);

/** Runs a machine in the local engine, answering its calls one by one by `reply`, until it closes. */
export async function runMachine(name: string, input: JsonObject, reply: (call: Effect, nth: number) => Reply): Promise<Walk> {
  const machine = parseMachine(machineFile(name).text.replaceAll(/\$\{([A-Za-z]+)\}/g, '$1'));
  const beginning = { arn: `arn:run:${name}:1`, name: '1', machineArn: `arn:${name}`, machineName: name, roleArn: 'arn:role', input, seed: 'seed' };
  const calls: Effect[] = [];
  let now = START;
  let step = await advance(machine, newExecution(machine, beginning, now), { now, answers: [] });
  // The iterations of a Map call side by side; here one call is answered after the other.
  const open = [...step.effects];
  let mostOpen = 0;
  while (step.execution.status === 'RUNNING') {
    mostOpen = Math.max(mostOpen, open.length);
    const call = open.shift();
    if (call === undefined) {
      if (step.nextWakeAt === null) throw new Error(`The machine ${name} waits for nothing.`);
      now = step.nextWakeAt;
      step = await advance(machine, step.execution, { now, answers: [] });
      open.push(...step.effects);
      continue;
    }
    calls.push(call);
    if (calls.length > 500) throw new Error(`The machine ${name} does not come to an end.`);
    step = await advance(machine, step.execution, { now, answers: answersTo(call, reply(call, calls.length)) });
    open.push(...step.effects);
  }
  return { execution: step.execution, calls, mostOpen };
}

function answersTo({ taskId }: Effect, reply: Reply): Answer[] {
  if (reply.kind === 'returns') return [{ kind: 'succeeded', taskId, output: reply.output }];
  if (reply.kind === 'fails') return [{ kind: 'failed', taskId, failure: { error: reply.error, cause: 'as the test asked' } }];
  const submitted: Answer = { kind: 'submitted', taskId, output: {} };
  return reply.kind === 'times out' ? [submitted] : [submitted, { kind: 'succeeded', taskId, output: { signal: 'StepAnswered' } }];
}
