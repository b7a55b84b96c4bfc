import type * as z from 'zod';
import { changeDossier, type ChangeDossierTools } from '#functions/platform/change-dossier';
import type { HttpAnswer } from '#functions/platform/http-answer';
import type { WriteRequest } from '#functions/platform/http-request';
import { actorOf } from '#functions/platform/actor';
import { answerMoved } from '#functions/platform/answer-moved';
import type { dossierPath } from '#functions/platform/paths';
import type { suspensionBody } from './contract.ts';

/** A paper with the force of law (of a court, say) stops every clock of the dossier. */
export function suspendClock(tools: ChangeDossierTools, request: WriteRequest<z.infer<typeof suspensionBody>, z.infer<typeof dossierPath>>): Promise<HttpAnswer> {
  return changeDossier(tools, {
    reference: request.path.dossierId,
    action: 'Suspend',
    request,
    command: () => ({ type: 'suspend', by: actorOf(request.principal), ...request.body }),
    respond: answerMoved,
  });
}
