import * as z from 'zod';
import { EdgeProblem } from '#functions/platform/problem';

/** The parameter by which a caller takes part of an answer. */
export const FIELDS_PARAMETER = 'fields';

const MAX_LENGTH = 1000;
/** Deeper members come with the one that holds them. */
const MAX_DEPTH = 4;

/** What to keep of an answer: members by name, each as a whole or in part. */
type Selection = Map<string, Selection>;

type Answers = Readonly<Record<number, z.ZodType | null>> | undefined;

/**
 * Reads `fields=a,b.c` against what the route's 200 may answer; names in lists are those of their rows.
 * @returns undefined when the whole answer is wanted
 * @throws EdgeProblem unknown-answer-field with the names there are
 */
export function readFields(text: string | undefined, answers: Answers): Selection | undefined {
  const schema = answers?.[200];
  if (text === undefined || schema === undefined || schema === null) return undefined;
  const allowed = namesIn(schema, 1);
  const wanted = text.slice(0, MAX_LENGTH).split(',').map((name) => name.trim());
  const unknown = wanted.filter((name) => !isAllowed(name, allowed));
  if (unknown.length > 0) throw new EdgeProblem('unknown-answer-field', [{ pointer: `/query/${FIELDS_PARAMETER}`, problem: `may name: ${[...allowed].toSorted().join(', ')}` }]);
  return selectionOf(wanted);
}

/** The answer with nothing in it but what was asked for; its lists keep their order and length. */
export function keepFields(body: unknown, selection: Selection): unknown {
  if (selection.size === 0) return body;
  if (Array.isArray(body)) return body.map((row: unknown) => keepFields(row, selection));
  if (typeof body !== 'object' || body === null) return body;
  return Object.fromEntries(Object.entries(body).flatMap(([name, value]): [string, unknown][] => {
    const inner = selection.get(name) ?? selection.get(ANY_NAME);
    return inner === undefined ? [] : [[name, keepFields(value, inner)]];
  }));
}

function selectionOf(names: readonly string[]): Selection {
  const root: Selection = new Map();
  const whole = new Set(names);
  for (const name of names) {
    const parts = name.split('.');
    // What is asked for as a whole is not narrowed by naming a part of it too.
    const end = parts.findIndex((_, index) => whole.has(parts.slice(0, index + 1).join('.')));
    let at = root;
    for (const part of parts.slice(0, end + 1)) at = at.get(part) ?? grow(at, part);
  }
  return root;
}

function grow(selection: Selection, name: string): Selection {
  const inner: Selection = new Map();
  selection.set(name, inner);
  return inner;
}

/** Stands for the keys of a record, which only its writer knows. */
const ANY_NAME = '*';

function isAllowed(name: string, allowed: ReadonlySet<string>): boolean {
  if (allowed.has(name)) return true;
  const parts = name.split('.');
  return [...allowed].some((each) => each.includes(ANY_NAME) && fits(each.split('.'), parts));
}

function fits(pattern: readonly string[], parts: readonly string[]): boolean {
  return pattern.length === parts.length && pattern.every((part, index) => part === ANY_NAME || part === parts[index]);
}

/** Every name a schema's members can be asked for by: `rows`, `rows.dossierId`; `reasons.*` for the keys of a record. */
function namesIn(schema: z.core.$ZodType, depth: number): Set<string> {
  const inner = membersOf(schema);
  const names = new Set<string>();
  for (const [name, member] of inner) {
    names.add(name);
    if (depth < MAX_DEPTH) for (const deeper of namesIn(member, depth + 1)) names.add(`${name}.${deeper}`);
  }
  return names;
}

function membersOf(schema: z.core.$ZodType): readonly (readonly [string, z.core.$ZodType])[] {
  if (schema instanceof z.ZodObject) return Object.entries(schema.shape);
  if (schema instanceof z.ZodRecord) return [[ANY_NAME, schema.valueType]];
  if (schema instanceof z.ZodArray) return membersOf(schema.element);
  if (schema instanceof z.ZodUnion) return schema.options.flatMap(membersOf);
  if (schema instanceof z.ZodIntersection) return [schema.def.left, schema.def.right].flatMap(membersOf);
  const inner = wrapped(schema);
  return inner === undefined ? [] : membersOf(inner);
}

/** What stands inside a schema that only says something about it, such as that it may be missing. */
function wrapped(schema: z.core.$ZodType): z.core.$ZodType | undefined {
  if (schema instanceof z.ZodLazy) return schema.def.getter();
  const says = [z.ZodOptional, z.ZodExactOptional, z.ZodNullable, z.ZodReadonly, z.ZodDefault].find((kind) => schema instanceof kind);
  return says !== undefined && 'innerType' in schema._zod.def && schema._zod.def.innerType instanceof z.ZodType ? schema._zod.def.innerType : undefined;
}
