import type * as z from 'zod';
import { changeDossier, type ChangeDossierTools } from '#functions/platform/change-dossier';
import type { HttpAnswer } from '#functions/platform/http-answer';
import type { WriteRequest } from '#functions/platform/http-request';
import { actorOf } from '#functions/platform/actor';
import { answerMoved } from '#functions/platform/answer-moved';
import type { dossierPath } from '#functions/platform/paths';

/** The desk accepts: status 2, the clock starts, and the lifecycle machine opens the first stage. */
export function acceptDossier(tools: ChangeDossierTools, request: WriteRequest<undefined, z.infer<typeof dossierPath>>): Promise<HttpAnswer> {
  return changeDossier(tools, {
    reference: request.path.dossierId,
    action: 'Accept',
    request,
    command: () => ({ type: 'accept', by: actorOf(request.principal) }),
    respond: answerMoved,
  });
}
