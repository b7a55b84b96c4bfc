import { readdirSync, readFileSync } from 'node:fs';
import { knownRoles } from '#domain/procedures/known-roles';
import { loadProcedure } from '#domain/procedures/load-procedure';
import type { ProcedureDefinition } from '#domain/procedures/procedure';
import { procedureJsonWith } from '#test/domain/procedures/procedure-json';

const folder = new URL('../../../domain/procedures/catalogue/', import.meta.url);

/** Every procedure shipped, as published. */
export const catalogue: readonly ProcedureDefinition[] = readdirSync(folder)
  .filter((file) => file.endsWith('.json'))
  .map((file) => loadProcedure(JSON.parse(readFileSync(new URL(file, folder), 'utf8')), knownRoles));

/** One shipped procedure by its national code. */
export function catalogueProcedure(code: string): ProcedureDefinition {
  const found = catalogue.find((each) => each.code === code);
  if (found === undefined) throw new Error(`no procedure ${code} in the catalogue`);
  return found;
}

/** The small procedure of the tests with fields changed by JSON pointer: `appraise` (with `opinions`), then `sign`. */
export function smallProcedure(changes: Readonly<Record<string, unknown>> = {}): ProcedureDefinition {
  return loadProcedure(procedureJsonWith(changes), knownRoles);
}
