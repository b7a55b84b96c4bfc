import type { Dossier } from '#domain/dossiers/dossier';
import type { Step } from '#domain/dossiers/parts';
import type { DossierResource, StepResource } from '#domain/kernel/authoriser';

/** The dossier as the policies see it. An agency that had a step keeps sight of it after the answer. */
export function dossierResource({ id, ownerId, receivingAgency, steps, consultations }: Dossier): DossierResource {
  return {
    type: 'Dossier',
    id,
    owner: ownerId,
    receivingAgency,
    stepAgencies: unique(Object.values(steps).map((step) => step.agency)),
    consultedAgencies: unique(Object.values(consultations).flatMap((each) => Object.keys(each.opinions))),
  };
}

/** One step of the dossier as the policies see it. */
export function stepResource(dossier: Dossier, step: Pick<Step, 'agency' | 'id'>): StepResource {
  const whole = dossierResource(dossier);
  return { ...whole, type: 'Step', id: `${dossier.id}/${step.id}`, stepAgency: step.agency };
}

function unique(values: readonly string[]): string[] {
  return [...new Set(values)];
}
