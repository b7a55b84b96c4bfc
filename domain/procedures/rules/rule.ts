import type { Mend } from '#domain/kernel/domain-error';
import type { ProcedureDefinition } from '../procedure.ts';

/** One thing wrong with a definition. An `error` forbids publication, a `warning` is for a person to weigh. */
export interface Finding {
  /** JSON pointer of the field at fault. */
  readonly pointer: string;
  /** Stable, kebab-case. */
  readonly code: string;
  readonly message: Mend;
  readonly severity: 'error' | 'warning';
}

interface LintSubject {
  readonly definition: ProcedureDefinition;
  readonly knownRoles: ReadonlySet<string>;
}

export type Rule = (subject: LintSubject) => Finding[];

export function error(pointer: string, code: string, message: Mend): Finding {
  return { pointer, code, message, severity: 'error' };
}

export function warning(pointer: string, code: string, message: Mend): Finding {
  return { pointer, code, message, severity: 'warning' };
}
