import { expressionIn } from '../definition/compile-expressions.ts';
import { contextObject } from './context-object.ts';
import type { Thread } from './execution.ts';
import type { Json, JsonObject } from '../../json/json.ts';
import { parseJson } from '../../json/parse-json.ts';
import type { Run } from './run.ts';
import { drawHex } from './run.ts';
import { StateFailure } from './state-failure.ts';
import { stateLanguageFunctions } from './state-language-functions.ts';

/** What a template of one state can see besides the state's input. */
export interface Sight {
  readonly token?: string | null;
  readonly result?: Json;
  readonly errorOutput?: Json;
}

export type Evaluate = (field: string, template: Json) => Promise<Json>;

const TYPE_NAMES: Record<string, (value: Json) => boolean> = {
  array: Array.isArray,
  boolean: (value) => typeof value === 'boolean',
  string: (value) => typeof value === 'string',
  integer: Number.isInteger,
  number: (value) => typeof value === 'number',
};

/** Gives the function that evaluates templates of the thread's present state: every {% … %} in them, however deep. */
export function evaluator(run: Run, thread: Thread, sight: Sight = {}): Evaluate {
  let bindings: Record<string, unknown> | undefined;
  const bind = (): Record<string, unknown> => ({
    ...stateLanguageFunctions(run.now, () => drawHex(run)),
    ...thread.variables,
    states: statesObject(run, thread, sight),
  });
  const evaluate: Evaluate = async (field, template) => {
    if (typeof template === 'string') {
      const expression = expressionIn(template);
      if (expression === undefined) return template;
      bindings ??= bind();
      return await evaluateExpression(run, { thread, field, expression, bindings });
    }
    if (typeof template !== 'object' || template === null) return template;
    if (Array.isArray(template)) {
      const items: Json[] = [];
      for (const [index, item] of template.entries()) items.push(await evaluate(`${field}[${index}]`, item));
      return items;
    }
    const object: JsonObject = {};
    for (const [key, value] of Object.entries(template)) object[key] = await evaluate(`${field}/${key}`, value);
    return object;
  };
  return evaluate;
}

function statesObject(run: Run, thread: Thread, sight: Sight): JsonObject {
  return {
    input: thread.input,
    context: contextObject(run, thread, sight.token),
    ...(sight.result === undefined ? {} : { result: sight.result }),
    ...(sight.errorOutput === undefined ? {} : { errorOutput: sight.errorOutput }),
  };
}

interface Evaluation {
  readonly thread: Thread;
  readonly field: string;
  readonly expression: string;
  readonly bindings: Record<string, unknown>;
}

async function evaluateExpression(run: Run, { thread, field, expression, bindings }: Evaluation): Promise<Json> {
  const compiled = run.machine.expressions.get(expression);
  if (compiled === undefined) throw new Error(`the expression '${expression}' was not compiled with its machine`);
  const blame = `The JSONata expression '${expression}' specified for the field '${field}'`;
  let value: unknown;
  try {
    value = await compiled.evaluate(undefined, bindings);
  } catch (error) {
    throw evaluationFailure(thread, field, `${blame} threw an error during evaluation. ${errorText(error)}`);
  }
  if (value === undefined) throw evaluationFailure(thread, field, `${blame} returned nothing (undefined).`);
  const plain = plainJson(value);
  if (plain === undefined) throw evaluationFailure(thread, field, `${blame} returned an unsupported result type.`);
  return plain;
}

/** JSONata hands out sequences with extra properties, functions and -0: only what JSON can say goes on. */
function plainJson(value: unknown): Json | undefined {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return value;
  if (typeof value === 'number') return Number.isFinite(value) ? value + 0 : undefined;
  if (typeof value !== 'object' || '_jsonata_function' in value || '_jsonata_lambda' in value) return undefined;
  return parseJson(JSON.stringify(value));
}

function errorText(error: unknown): string {
  if (typeof error !== 'object' || error === null || !('message' in error)) return String(error);
  return 'code' in error ? `${String(error.code)}: ${String(error.message)}` : String(error.message);
}

/** A States.QueryEvaluationError of the thread's present state, worded as AWS words it. */
export function evaluationFailure(thread: Thread, field: string, fault: string): StateFailure {
  const cause = `An error occurred while executing the state '${thread.state}' (entered at the event id #${thread.enteredEventId}). ${fault}`;
  return new StateFailure({ error: 'States.QueryEvaluationError', cause }, field);
}

/** Throws a States.QueryEvaluationError unless the value a field evaluated to is of the expected type. */
export function expectType(thread: Thread, type: string, { field, template, value }: { field: string; template: Json; value: Json }): void {
  if (TYPE_NAMES[type]?.(value) === true) return;
  const expression = typeof template === 'string' ? expressionIn(template) : undefined;
  const found = value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value;
  throw evaluationFailure(thread, field, `The JSONata expression '${expression ?? JSON.stringify(template)}' specified for the field '${field}' `
    + `returned an unexpected result type. Expected '${type}', but was '${found}' for value: ${JSON.stringify(value)}`);
}
