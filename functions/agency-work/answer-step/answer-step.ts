import type * as z from 'zod';
import { changeDossier, type ChangeDossierTools } from '#functions/platform/change-dossier';
import type { HttpAnswer } from '#functions/platform/http-answer';
import type { WriteRequest } from '#functions/platform/http-request';
import { actorOf } from '#functions/platform/actor';
import { answerMoved } from '#functions/platform/answer-moved';
import type { stepPath } from '#functions/platform/paths';
import type { answerBody } from './contract.ts';

/** An agency answers its step: a result, a return for supplement through the one-stop, or a reasoned "cannot". */
export function answerStep(tools: ChangeDossierTools, request: WriteRequest<z.infer<typeof answerBody>, z.infer<typeof stepPath>>): Promise<HttpAnswer> {
  return changeDossier(tools, {
    reference: request.path.dossierId,
    action: 'AnswerStep',
    request,
    command: () => ({ type: 'answer-step', by: actorOf(request.principal), stepId: request.path.stepId, ...request.body }),
    respond: answerMoved,
    goesOn: true,
  });
}
