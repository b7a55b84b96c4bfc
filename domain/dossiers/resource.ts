import type { Dossier } from '#domain/dossiers/dossier';
import { ownEntry } from '#domain/dossiers/own-entry';
import type { ResourceAttributes } from '#domain/kernel/authoriser';

/** The part of a dossier that is asked for. */
export interface ResourcePart {
  readonly stepId?: string | undefined;
  readonly documentId?: string | undefined;
}

/**
 * The dossier as the policies see it, or one step or document of it. An agency that had a step keeps sight of the dossier after its
 * answer. A step that does not exist belongs to nobody.
 */
export function dossierResource(dossier: Dossier, { stepId, documentId }: ResourcePart = {}): ResourceAttributes {
  const { ownerId, receivingAgency, steps, consultations, documents } = dossier;
  const reception = dossier.status === 'draft' ? [] : dossier.receptionWatch.ladder;
  const step = stepId === undefined ? undefined : ownEntry(steps, stepId);
  const document = documentId === undefined ? undefined : ownEntry(documents, documentId);
  return {
    owner: ownerId,
    receivingAgency,
    stepAgencies: unique(Object.values(steps).map((each) => each.agency)),
    consultedAgencies: unique(Object.values(consultations).flatMap((each) => Object.keys(each.opinions))),
    toldAgencies: unique([...reception, ...Object.values(steps).flatMap(({ watch }) => watch.ladder)].map(({ agency }) => agency)),
    ...(step === undefined ? {} : { stepAgency: step.agency }),
    ...(document === undefined ? {} : { documentAgency: document.agency, documentIssued: document.state === 'issued' }),
  };
}

function unique(values: readonly string[]): string[] {
  return [...new Set(values)];
}
