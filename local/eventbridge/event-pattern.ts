import { leafMatcher } from './leaf-matcher.ts';
import type { LeafMatcher } from './leaf-matcher.ts';

/** Whether an event (its JSON, as a rule sees it) fits. */
export type EventMatcher = (event: unknown) => boolean;

/**
 * Reads an event pattern as EventBridge does: every field named must fit, a list is a choice, `$or` is a choice of patterns, a list
 * in the event fits when one of its elements does. Throws a SyntaxError for an operator it does not know.
 */
export function compilePattern(pattern: unknown): EventMatcher {
  if (!isRecord(pattern)) throw new SyntaxError('an event pattern is an object');
  const conditions = Object.entries(pattern).map(([name, wanted]) => (name === '$or' ? either(wanted) : field(name, wanted)));
  return (event) => conditions.every((fits) => fits(event));
}

function either(choices: unknown): EventMatcher {
  if (!Array.isArray(choices) || choices.length < 2) throw new SyntaxError('$or needs a list of at least two patterns');
  const matchers = choices.map(compilePattern);
  return (event) => matchers.some((fits) => fits(event));
}

function field(name: string, wanted: unknown): EventMatcher {
  if (!Array.isArray(wanted)) {
    const nested = compilePattern(wanted);
    return (event) => asList(valueOf(event, name)).some((value) => nested(value ?? {}));
  }
  if (wanted.length === 0) throw new SyntaxError(`the list for "${name}" is empty`);
  const choices = wanted.map((choice: unknown) => leafMatcher(choice));
  return (event) => fitsLeaf(choices, valueOf(event, name));
}

function fitsLeaf(choices: readonly LeafMatcher[], value: unknown): boolean {
  return asList(value).some((element) => choices.some((fits) => fits(element)));
}

/** An empty list in an event is like a missing field. */
function asList(value: unknown): readonly unknown[] {
  if (!Array.isArray(value)) return [value];
  return value.length === 0 ? [undefined] : value;
}

function valueOf(event: unknown, name: string): unknown {
  return isRecord(event) && Object.hasOwn(event, name) ? event[name] : undefined;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
