import type * as z from 'zod';
import { jsonPointer } from '#functions/platform/json-pointer';
import { EdgeProblem, type FieldFaults } from '#functions/platform/problem';

type Issue = z.core.$ZodIssue;
type FieldProblemCode = 'unknown-field' | 'missing-field' | 'wrong-type' | 'invalid-field';

const MAX_FAULTS_TOLD = 20;
// A call with several faults is named after the first of these; the faults are listed, whatever their kind.
const PRECEDENCE: readonly FieldProblemCode[] = ['unknown-field', 'missing-field', 'wrong-type', 'invalid-field'];

interface Fault {
  readonly code: FieldProblemCode;
  readonly fields: FieldFaults;
}

/** Turns zod's issues over a body into the one problem that names all fields at fault, without their values. */
export function bodyProblem(issues: readonly Issue[], body: unknown): EdgeProblem {
  const faults = issues.map((issue) => toFault(issue, body));
  const code = PRECEDENCE.find((candidate) => faults.some((fault) => fault.code === candidate)) ?? 'invalid-field';
  return new EdgeProblem(code, faults.flatMap((fault) => fault.fields).slice(0, MAX_FAULTS_TOLD));
}

/** The same for query parameters: one code, pointers by parameter name. */
export function queryProblem(issues: readonly Issue[]): EdgeProblem {
  return new EdgeProblem('malformed-query', issues.flatMap((issue) => toFault(issue, {}).fields).slice(0, MAX_FAULTS_TOLD));
}

function toFault(issue: Issue, body: unknown): Fault {
  if (issue.code === 'unrecognized_keys') {
    return { code: 'unknown-field', fields: issue.keys.map((key) => ({ pointer: jsonPointer([...issue.path, key]), problem: 'unknown' })) };
  }
  const pointer = jsonPointer(issue.path);
  if (valueAt(body, issue.path) === undefined) return { code: 'missing-field', fields: [{ pointer, problem: 'missing' }] };
  return { code: issue.code === 'invalid_type' ? 'wrong-type' : 'invalid-field', fields: [{ pointer, problem: issue.message }] };
}

function valueAt(body: unknown, path: readonly PropertyKey[]): unknown {
  let value = body;
  for (const key of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
    value = Reflect.get(value, key);
  }
  return value;
}
