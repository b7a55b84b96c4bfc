import type * as z from 'zod';
import { procedureDefinition, type ProcedureDefinition } from '#domain/procedures/procedure';

/** A line of the catalogue. */
export const procedureSummary = procedureDefinition.pick({ code: true, version: true, name: true, field: true, level: true }).meta({ id: 'ProcedureSummary' });
export type ProcedureSummary = z.infer<typeof procedureSummary>;

export type PublishOutcome = { readonly kind: 'published' } | { readonly kind: 'unchanged' } | { readonly kind: 'version-taken' };

export interface ProcedureStore {
  /** A version is written once; the same version with other content is refused. */
  publish(definition: ProcedureDefinition): Promise<PublishOutcome>;
  /** Exactly this version; it never changes, so it may be cached for ever. */
  version(code: string, version: number): Promise<ProcedureDefinition | undefined>;
  /** The version in force on a Vietnamese calendar day (`2026-11-23`), or nothing. */
  inForce(code: string, day: string): Promise<ProcedureDefinition | undefined>;
  /** Every procedure's newest version, in code order. */
  list(page: { readonly limit: number; readonly cursor?: string }): Promise<{ readonly rows: readonly ProcedureSummary[]; readonly cursor?: string }>;
}
