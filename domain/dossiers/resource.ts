import type { Dossier } from '#domain/dossiers/dossier';
import { ownEntry } from '#domain/dossiers/own-entry';
import type { ResourceAttributes } from '#domain/kernel/authoriser';

/**
 * The dossier as the policies see it, or one step of it. An agency that had a step keeps sight of the dossier after its
 * answer. A step that does not exist belongs to nobody.
 */
export function dossierResource(dossier: Dossier, stepId?: string): ResourceAttributes {
  const { ownerId, receivingAgency, steps, consultations } = dossier;
  const reception = dossier.status === 'draft' ? [] : dossier.receptionWatch.ladder;
  const step = stepId === undefined ? undefined : ownEntry(steps, stepId);
  return {
    owner: ownerId,
    receivingAgency,
    stepAgencies: unique(Object.values(steps).map((each) => each.agency)),
    consultedAgencies: unique(Object.values(consultations).flatMap((each) => Object.keys(each.opinions))),
    toldAgencies: unique([...reception, ...Object.values(steps).flatMap(({ watch }) => watch.ladder)].map(({ agency }) => agency)),
    ...(step === undefined ? {} : { stepAgency: step.agency }),
  };
}

function unique(values: readonly string[]): string[] {
  return [...new Set(values)];
}
