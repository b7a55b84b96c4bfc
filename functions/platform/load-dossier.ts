import type { Dossier } from '#domain/dossiers/dossier';
import type { DossierStore } from '#domain/dossiers/dossier-store';
import { ownEntry } from '#domain/dossiers/own-entry';
import { dossierResource } from '#domain/dossiers/resource';
import type { Action, Authoriser, Principal } from '#domain/kernel/authoriser';
import { logAbout } from '#functions/platform/logger';
import { EdgeProblem } from '#functions/platform/problem';

export interface LoadDossierTools {
  readonly store: DossierStore;
  readonly authoriser: Authoriser;
}

export interface DossierAccess {
  /** A dossier's id or its issued code. */
  readonly reference: string;
  readonly principal: Principal;
  readonly action: Action;
  /** The one step the action is about; leave then depends on whose step it is. */
  readonly stepId?: string | undefined;
  /** The one document. */
  readonly documentId?: string | undefined;
}

/**
 * The dossier, if the principal may do `action` to it, or to the one step named.
 * @throws EdgeProblem dossier-not-found when there is none or the principal may not learn that there is;
 * step-not-found, document-not-found or not-allowed to those who may read it
 */
export async function loadDossier(tools: LoadDossierTools, access: DossierAccess): Promise<Dossier> {
  const dossier = await tools.store.load(access.reference);
  if (dossier === undefined) throw new EdgeProblem('dossier-not-found');
  requireLeave(tools.authoriser, access, dossier);
  logAbout({ dossierId: dossier.id, procedureCode: dossier.procedure.code, ...(dossier.status === 'draft' ? {} : { code: dossier.code }) });
  return dossier;
}

function requireLeave(authoriser: Authoriser, { principal, action, stepId, documentId }: DossierAccess, dossier: Dossier): void {
  if (authoriser.authorise({ principal, action, resource: dossierResource(dossier, { stepId, documentId }) })) return;
  // Who may not read it shall not learn from the kind of refusal that it exists.
  const mayKnow = authoriser.authorise({ principal, action: 'ReadDossier', resource: dossierResource(dossier) });
  if (!mayKnow) throw new EdgeProblem('dossier-not-found');
  if (documentId !== undefined && ownEntry(dossier.documents, documentId) === undefined) throw new EdgeProblem('document-not-found');
  const isUnknownStep = stepId !== undefined && ownEntry(dossier.steps, stepId) === undefined;
  throw new EdgeProblem(isUnknownStep ? 'step-not-found' : 'not-allowed');
}
