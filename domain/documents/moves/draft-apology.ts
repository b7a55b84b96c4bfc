import { apologyToDraft } from '#domain/documents/apology-document';
import type { DraftApology } from '#domain/documents/commands';
import { newDocument } from '#domain/documents/new-document';
import type { DecisionContext } from '#domain/dossiers/context';
import type { Dossier } from '#domain/dossiers/dossier';
import type { DossierEvent } from '#domain/dossiers/event';
import { isIn } from '#domain/dossiers/is-in';

/**
 * Form 04 about the last apology, to be signed by the head of the agency that apologised (Circular 03/2025/TT-VPCP), then
 * sealed. Whoever is the head then signs it, so that nobody need be named. Nothing when it is drafted already, or too late.
 */
export function draftApology(dossier: Dossier | undefined, command: DraftApology, context: DecisionContext): DossierEvent[] {
  if (dossier === undefined || !(isIn(dossier, 'in-progress') || isIn(dossier, 'awaiting-payment') || isIn(dossier, 'awaiting-supplement'))) return [];
  const apology = apologyToDraft(dossier, command.documentId);
  if (apology === undefined) return [];
  const { agency = dossier.receivingAgency } = apology;
  return [{ type: 'DocumentDrafted', document: newDocument({ kind: 'form-04', agency, signers: [{ capacity: 'officer' }, { capacity: 'agency' }] }, command, context) }];
}
