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
  const steps = procedure.stages.flatMap((stage) => stepsFor(stage, dossier.choices)).length;
  if (dossier.status === 'settled') return share(steps + 2, steps);
  if (isOver(dossier)) return 100;
  const answered = Object.values(dossier.steps).filter((step) => step.state === 'answered').length;
  const accepted = 'acceptedAt' in dossier && dossier.acceptedAt !== undefined ? 1 : 0;
  return share(1 + accepted + answered, steps);
}

function share(done: number, steps: number): number {
  return Math.floor((100 * done) / (steps + 3));
}
