import type * as z from 'zod';
import { movedDocumentView } from '#domain/documents/document-view';
import { requireOwnTurn } from '#domain/documents/moves/sign-document';
import { actorOf } from '#functions/platform/actor';
import { changeDossier, type ChangeDossierTools } from '#functions/platform/change-dossier';
import type { HttpAnswer } from '#functions/platform/http-answer';
import type { WriteRequest } from '#functions/platform/http-request';
import type { documentPath } from '#functions/platform/paths';
import { requireSignersRole } from '#functions/platform/require-signers-role';
import { requireIdentity, type KnownIdentities } from '#functions/platform/signing-identities';
import type { delegationBody } from './contract.ts';

export interface DelegateTools extends ChangeDossierTools {
  readonly identities: KnownIdentities;
}

/** The signer has a colleague of the same agency sign, who can; it is noted in the document. */
export function delegateSigning(tools: DelegateTools, request: WriteRequest<z.infer<typeof delegationBody>, z.infer<typeof documentPath>>): Promise<HttpAnswer> {
  const { path: { dossierId, documentId }, principal, body: { officer } } = request;
  return changeDossier(tools, {
    reference: dossierId,
    action: 'SignDocument',
    request,
    command: async (dossier, { now }) => {
      const by = actorOf(principal);
      const { document, signer } = requireOwnTurn(dossier, { documentId, by });
      requireSignersRole(tools, { dossier, documentId, principal });
      // A clerk's place is a clerk's: only people hand on by name.
      if (signer.capacity === 'officer') await requireIdentity(tools.identities, { capacity: 'officer', agency: document.agency, officer }, { now, pointer: '/officer' });
      return { type: 'delegate-signing', by, documentId, officer };
    },
    respond: (dossier) => ({ status: 200, body: movedDocumentView(dossier, documentId) }),
  });
}
