import type { Document } from '#domain/documents/document';
import type { Dossier } from '#domain/dossiers/dossier';
import type { DossierEvent } from '#domain/dossiers/event';

/**
 * Calls off documents that will not be handed to anybody: those that wait for a signature, and those issued for a step that
 * never gave them as its answer. In the order of their ids: a map that was stored has no order of its own.
 */
export function endDocuments(dossier: Dossier, concerns: (document: Document) => boolean): DossierEvent[] {
  return Object.values(dossier.documents)
    .filter((each) => concerns(each) && isUnfinished(each, dossier))
    .toSorted((one, other) => (one.id < other.id ? -1 : 1))
    .map((each) => ({ type: 'DocumentWithdrawn', documentId: each.id }));
}

function isUnfinished({ state, stepId }: Document, { steps }: Dossier): boolean {
  if (state !== 'issued') return state === 'signing';
  return stepId !== undefined && steps[stepId]?.state !== 'answered';
}

/** The issued document of a step's result, of which there is one at most. */
export function issuedFor({ documents }: Pick<Dossier, 'documents'>, stepId: string): Document | undefined {
  return Object.values(documents).find((each) => each.stepId === stepId && each.state === 'issued');
}
