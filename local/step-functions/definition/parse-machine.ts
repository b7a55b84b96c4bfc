import type { Expression } from 'jsonata';
import type { z } from 'zod';
import type { Json } from '../../json/json.ts';
import { parseJson } from '../../json/parse-json.ts';
import { parseTaskResource } from '../engine/task-resource.ts';
import { compileExpressions } from './compile-expressions.ts';
import { InvalidDefinition } from './invalid-definition.ts';
import type { Machine } from './machine.ts';
import type { MachineState } from './state-schemas.ts';
import { machineSchema, stateSchema } from './state-schemas.ts';

interface Reading {
  readonly states: Map<string, MachineState>;
  readonly expressions: Map<string, Expression>;
  readonly faults: string[];
  readonly defaultLanguage: string;
}

interface Scope {
  readonly StartAt: string;
  readonly States: Record<string, unknown>;
}

/**
 * Reads an Amazon States Language definition (JSON text, JSONata only).
 * Throws InvalidDefinition with every fault found, each naming its state.
 */
export function parseMachine(text: string): Machine {
  const parsed = machineSchema.safeParse(readJson(text));
  if (!parsed.success) throw new InvalidDefinition(describe('the machine', parsed.error));
  const definition = parsed.data;
  const reading: Reading = {
    states: new Map(), expressions: new Map(), faults: [], defaultLanguage: definition.QueryLanguage ?? 'JSONPath',
  };
  readScope(reading, 'the machine', definition);
  if (reading.faults.length > 0) throw new InvalidDefinition(reading.faults);
  return {
    startAt: definition.StartAt,
    timeoutSeconds: definition.TimeoutSeconds ?? null,
    states: reading.states,
    expressions: reading.expressions,
  };
}

function readJson(text: string): Json {
  try {
    return parseJson(text);
  } catch {
    throw new InvalidDefinition(['the definition is not JSON']);
  }
}

function describe(place: string, error: z.ZodError): string[] {
  return error.issues.map((issue) => `${place}: ${issue.path.length > 0 ? `${issue.path.join('.')}: ` : ''}${issue.message}`);
}

function readScope(reading: Reading, place: string, scope: Scope): void {
  const names = new Set(Object.keys(scope.States));
  if (!names.has(scope.StartAt)) reading.faults.push(`${place}: StartAt names '${scope.StartAt}', which is not a state`);
  for (const [name, value] of Object.entries(scope.States)) {
    const state = readState(reading, name, value);
    if (state === undefined) continue;
    if (reading.states.has(name)) reading.faults.push(`state '${name}': the name is used twice in the machine`);
    reading.states.set(name, state);
    checkNext(reading, { name, state, names });
    reading.faults.push(...compileExpressions(name, state, reading.expressions));
    readBranches(reading, name, state);
  }
}

function readState(reading: Reading, name: string, value: unknown): MachineState | undefined {
  const place = `state '${name}'`;
  const language = languageOf(value) ?? reading.defaultLanguage;
  if (language !== 'JSONata') {
    reading.faults.push(`${place}: it is written in ${language}; this engine reads JSONata only (set "QueryLanguage": "JSONata")`);
    return undefined;
  }
  const unsupported = unsupportedField(value);
  if (unsupported !== undefined) {
    reading.faults.push(`${place}: ${unsupported} is not supported by this local engine`);
    return undefined;
  }
  const parsed = stateSchema.safeParse(value);
  if (!parsed.success) {
    reading.faults.push(...describe(place, parsed.error));
    return undefined;
  }
  reading.faults.push(...stateFaults(parsed.data).map((fault) => `${place}: ${fault}`));
  return parsed.data;
}

function languageOf(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null || !('QueryLanguage' in value)) return undefined;
  return String(value.QueryLanguage);
}

/** Fields AWS accepts on a distributed Map and this engine does not run. */
function unsupportedField(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  return ['ItemReader', 'ResultWriter'].find((field) => field in value);
}

function stateFaults(state: MachineState): string[] {
  const faults = wayOnFaults(state);
  if (state.Type === 'Wait' && (state.Seconds === undefined) === (state.Timestamp === undefined)) {
    faults.push('it needs exactly one of Seconds and Timestamp');
  }
  if (state.Type === 'Map' && state.ItemBatcher !== undefined && state.ItemProcessor.ProcessorConfig?.Mode !== 'DISTRIBUTED') {
    faults.push('ItemBatcher needs a DISTRIBUTED ItemProcessor');
  }
  if (state.Type === 'Task') faults.push(...parseTaskResource(state.Resource).faults);
  return [...faults, ...recoveryFaults(state)];
}

function wayOnFaults(state: MachineState): string[] {
  if (state.Type === 'Choice' || state.Type === 'Succeed' || state.Type === 'Fail') return [];
  const ends = state.End === true;
  if (state.Next === undefined) return ends ? [] : ['it needs Next or End'];
  return ends ? ['it has both Next and End'] : [];
}

function recoveryFaults(state: MachineState): string[] {
  if (state.Type !== 'Task' && state.Type !== 'Map' && state.Type !== 'Parallel') return [];
  return [...wildcardFaults('Retry', state.Retry ?? []), ...wildcardFaults('Catch', state.Catch ?? [])];
}

function wildcardFaults(field: string, rules: readonly { ErrorEquals: string[] }[]): string[] {
  const misplaced = rules.some((rule, index) =>
    rule.ErrorEquals.includes('States.ALL') && (rule.ErrorEquals.length > 1 || index < rules.length - 1));
  return misplaced ? [`States.ALL must stand alone in the last entry of ${field}`] : [];
}

function checkNext(reading: Reading, { name, state, names }: { name: string; state: MachineState; names: Set<string> }): void {
  const targets: (string | undefined)[] = [];
  if ('Next' in state) targets.push(state.Next);
  if (state.Type === 'Choice') targets.push(state.Default, ...state.Choices.map((rule) => rule.Next));
  if ('Catch' in state) targets.push(...(state.Catch ?? []).map((rule) => rule.Next));
  for (const target of targets) {
    if (target !== undefined && !names.has(target)) reading.faults.push(`state '${name}': it leads to '${target}', which is not a state beside it`);
  }
}

function readBranches(reading: Reading, name: string, state: MachineState): void {
  if (state.Type === 'Map') readScope(reading, `state '${name}'`, state.ItemProcessor);
  if (state.Type === 'Parallel') for (const branch of state.Branches) readScope(reading, `state '${name}'`, branch);
}
