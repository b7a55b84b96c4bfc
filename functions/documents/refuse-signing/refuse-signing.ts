import type * as z from 'zod';
import { movedDocumentView } from '#domain/documents/document-view';
import { actorOf } from '#functions/platform/actor';
import { changeDossier, type ChangeDossierTools } from '#functions/platform/change-dossier';
import type { HttpAnswer } from '#functions/platform/http-answer';
import type { WriteRequest } from '#functions/platform/http-request';
import type { documentPath } from '#functions/platform/paths';
import { requireSignersRole } from '#functions/platform/require-signers-role';
import type { refusalBody } from './contract.ts';

/** The signer whose turn it is refuses with reasons; the draft ends, and another may follow. */
export function refuseSigning(tools: ChangeDossierTools, request: WriteRequest<z.infer<typeof refusalBody>, z.infer<typeof documentPath>>): Promise<HttpAnswer> {
  const { path, principal, body } = request;
  return changeDossier(tools, {
    reference: path.dossierId,
    action: 'SignDocument',
    request,
    command: (dossier) => {
      requireSignersRole(tools, { dossier, documentId: path.documentId, principal });
      return { type: 'refuse-signing', by: actorOf(principal), documentId: path.documentId, reasons: body.reasons };
    },
    respond: (dossier) => ({ status: 200, body: movedDocumentView(dossier, path.documentId) }),
  });
}
