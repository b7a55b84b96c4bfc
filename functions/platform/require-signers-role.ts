import { turnOf } from '#domain/documents/document';
import { findDocument } from '#domain/documents/find-document';
import type { Dossier } from '#domain/dossiers/dossier';
import { dossierResource } from '#domain/dossiers/resource';
import type { Authoriser, Principal } from '#domain/kernel/authoriser';
import { EdgeProblem } from '#functions/platform/problem';

interface Signing {
  readonly dossier: Dossier;
  readonly documentId: string;
  readonly principal: Principal;
}

/**
 * Where the document names nobody it is the agency's head who signs, and its clerk who seals; so it is theirs to refuse and to
 * hand on too.
 * @throws EdgeProblem not-allowed
 */
export function requireSignersRole({ authoriser }: { readonly authoriser: Authoriser }, { dossier, documentId, principal }: Signing): void {
  const signer = turnOf(findDocument(dossier, documentId))?.signer;
  if (signer === undefined || (signer.capacity === 'officer' && signer.officer !== undefined)) return;
  const action = signer.capacity === 'agency' ? 'SealDocument' : 'SignAsHead';
  if (!authoriser.authorise({ principal, action, resource: dossierResource(dossier, { documentId }) })) throw new EdgeProblem('not-allowed');
}
