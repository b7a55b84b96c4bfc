import type * as z from 'zod';
import { actorOf } from '#functions/platform/actor';
import { answerMoved } from '#functions/platform/answer-moved';
import { changeDossier, type ChangeDossierTools } from '#functions/platform/change-dossier';
import type { HttpAnswer } from '#functions/platform/http-answer';
import type { WriteRequest } from '#functions/platform/http-request';
import type { stepPath } from '#functions/platform/paths';
import type { askAgainBody } from './contract.ts';

/** An agency asks for the data of its open step again, because it does not fit together. */
export function askAgain(tools: ChangeDossierTools, request: WriteRequest<z.infer<typeof askAgainBody>, z.infer<typeof stepPath>>): Promise<HttpAnswer> {
  return changeDossier(tools, {
    reference: request.path.dossierId,
    action: 'AskAgain',
    request,
    command: () => ({ type: 'ask-again', by: actorOf(request.principal), stepId: request.path.stepId, ...request.body }),
    respond: answerMoved,
  });
}
