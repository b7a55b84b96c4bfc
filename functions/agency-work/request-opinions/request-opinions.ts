import type * as z from 'zod';
import { changeDossier, type ChangeDossierTools } from '#functions/platform/change-dossier';
import type { HttpAnswer } from '#functions/platform/http-answer';
import type { WriteRequest } from '#functions/platform/http-request';
import { actorOf } from '#functions/platform/actor';
import { answerMoved } from '#functions/platform/answer-moved';
import type { stepPath } from '#functions/platform/paths';
import type { opinionsBody } from './contract.ts';

/** The agency of a step asks the others that the procedure names, all at once. */
export function requestOpinions(tools: ChangeDossierTools, request: WriteRequest<z.infer<typeof opinionsBody>, z.infer<typeof stepPath>>): Promise<HttpAnswer> {
  return changeDossier(tools, {
    reference: request.path.dossierId,
    action: 'RequestOpinions',
    request,
    command: () => ({ type: 'request-opinions', by: actorOf(request.principal), stepId: request.path.stepId, ...request.body }),
    respond: answerMoved,
  });
}
