import type { Dossier } from '#domain/dossiers/dossier';
import { isOver } from '#domain/dossiers/wake';
import type { ProcedureDefinition } from '#domain/procedures/procedure';
import { stepsFor } from '#domain/routing/next-stage';

/**
 * How far the dossier is, in whole per cent: the one thing besides its code that anybody may look up
 * (Circular 01/2018 Art. 16(2)(d)). Hand-in, acceptance and hand-over weigh as much as a step.
 */
export function percentComplete(dossier: Dossier, procedure: ProcedureDefinition): number {
  if (dossier.status === 'draft') return 0;
  if (isOver(dossier)) return 100;
  const steps = procedure.stages.flatMap((stage) => stepsFor(stage, dossier.choices));
  const answered = Object.values(dossier.steps).filter((step) => step.state === 'answered').length;
  const accepted = 'acceptedAt' in dossier && dossier.acceptedAt !== undefined ? 1 : 0;
  return Math.floor((100 * (1 + accepted + answered)) / (steps.length + 3));
}
