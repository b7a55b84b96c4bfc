import type { Dossier } from '#domain/dossiers/dossier';
import type { DossierStore } from '#domain/dossiers/dossier-store';
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
}

/**
 * The dossier, if the principal may do `action` to it.
 * @throws EdgeProblem dossier-not-found when there is none or the principal may not learn that there is; not-allowed else
 */
export async function loadDossier(tools: LoadDossierTools, access: DossierAccess): Promise<Dossier> {
  const dossier = await tools.store.load(access.reference);
  if (dossier === undefined) throw new EdgeProblem('dossier-not-found');
  requireLeave(tools.authoriser, access, dossier);
  logAbout({ dossierId: dossier.id, procedureCode: dossier.procedure.code, ...(dossier.status === 'draft' ? {} : { code: dossier.code }) });
  return dossier;
}

function requireLeave(authoriser: Authoriser, { principal, action }: DossierAccess, dossier: Dossier): void {
  const resource = dossierResource(dossier);
  if (authoriser.authorise({ principal, action, resource })) return;
  // Who may not read it shall not learn from the kind of refusal that it exists.
  const mayKnow = authoriser.authorise({ principal, action: 'ReadDossier', resource });
  throw new EdgeProblem(mayKnow ? 'not-allowed' : 'dossier-not-found');
}
