import type { Expression } from 'jsonata';
import jsonata from 'jsonata';
import type { MachineState } from './state-schemas.ts';

/** The JSONata inside "{% … %}", or undefined when the text is a plain string. */
export function expressionIn(text: string): string | undefined {
  return text.startsWith('{%') && text.endsWith('%}') ? text.slice(2, -2).trim() : undefined;
}

/**
 * Compiles every JSONata expression of one state (not of the states nested in it) into `compiled`.
 * Returns the syntax errors, each naming the state.
 */
export function compileExpressions(name: string, state: MachineState, compiled: Map<string, Expression>): string[] {
  const faults: string[] = [];
  for (const expression of expressionsIn(state)) {
    if (compiled.has(expression)) continue;
    try {
      compiled.set(expression, jsonata(expression));
    } catch (error) {
      faults.push(`state '${name}': JSONata syntax error in '${expression}': ${messageOf(error)}`);
    }
  }
  return faults;
}

function expressionsIn(value: unknown): string[] {
  if (typeof value === 'string') {
    const expression = expressionIn(value);
    return expression === undefined ? [] : [expression];
  }
  if (Array.isArray(value)) return value.flatMap(expressionsIn);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => (key === 'States' ? [] : expressionsIn(inner)));
}

function messageOf(error: unknown): string {
  return typeof error === 'object' && error !== null && 'message' in error ? String(error.message) : String(error);
}
