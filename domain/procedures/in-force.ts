import type { ProcedureDefinition } from '#domain/procedures/procedure';

type Window = Pick<ProcedureDefinition, 'version' | 'status' | 'effective'>;

/**
 * Which version governs on a Vietnamese calendar day (`2026-11-23`): of those whose window holds the day, the one that came
 * into force last. `until` is the last day in force. When that version is a withdrawal, none is in force.
 */
export function chooseInForce<Version extends Window>(versions: readonly Version[], day: string): Version | undefined {
  const [latest] = versions
    .filter(({ effective }) => effective.from <= day && (effective.until === undefined || day <= effective.until))
    .toSorted((left, right) => right.effective.from.localeCompare(left.effective.from) || right.version - left.version);
  return latest?.status === 'withdrawn' ? undefined : latest;
}
