import type * as z from 'zod';
import { DomainError } from '#domain/kernel/domain-error';
import { lintProcedure } from './lint-procedure.ts';
import { procedureDefinition } from './procedure.ts';
import type { ProcedureDefinition } from './procedure.ts';

/**
 * A definition from JSON, defaults filled in and fit to be published.
 * Throws DomainError `invalid-procedure`, kind `malformed` or `rule-broken`, with a JSON pointer for each field at fault.
 */
export function loadProcedure(json: unknown, knownRoles: ReadonlySet<string>): ProcedureDefinition {
  const parsed = procedureDefinition.safeParse(json);
  if (!parsed.success) throw invalid('malformed', parsed.error.issues.flatMap(fieldsOf));
  const errors = lintProcedure(parsed.data, knownRoles).filter(({ severity }) => severity === 'error');
  if (errors.length > 0) throw invalid('rule-broken', errors.map(({ pointer, message }) => ({ pointer, problem: message.en })));
  return parsed.data;
}

interface FieldAtFault {
  readonly pointer: string;
  readonly problem: string;
}

function fieldsOf(issue: z.core.$ZodIssue): FieldAtFault[] {
  const pointer = pointerOf(issue.path);
  if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => ({ pointer: `${pointer}${pointerOf([key])}`, problem: 'unknown field' }));
  return [{ pointer, problem: issue.message }];
}

function pointerOf(path: readonly PropertyKey[]): string {
  return path.map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}

function invalid(kind: 'malformed' | 'rule-broken', fields: readonly FieldAtFault[]): DomainError {
  return new DomainError({
    kind,
    code: 'invalid-procedure',
    mend: { vi: 'Định nghĩa thủ tục chưa hợp lệ; hãy sửa các trường được nêu.', en: 'The procedure definition is not valid; mend the named fields.' },
    fields,
  });
}
