import { endDocuments } from '#domain/documents/end-documents';
import type { DecisionContext } from '#domain/dossiers/context';
import type { Dossier } from '#domain/dossiers/dossier';
import type { DossierEvent } from '#domain/dossiers/event';
import { endConsultations } from '#domain/dossiers/silence';

/** Everybody still working, and everybody still asked, is told that they need not. */
export function workEnds(dossier: Dossier, context: DecisionContext): DossierEvent[] {
  const cancelled = Object.values(dossier.steps)
    .filter((step) => step.state === 'open' || step.state === 'returned')
    .map((step): DossierEvent => ({ type: 'StepCancelled', stepId: step.id }));
  return [...endConsultations(dossier, () => true, context), ...endDocuments(dossier, () => true), ...cancelled];
}
