import type * as z from 'zod';
import { changeDossier, type ChangeDossierTools } from '#functions/platform/change-dossier';
import type { HttpAnswer } from '#functions/platform/http-answer';
import type { WriteRequest } from '#functions/platform/http-request';
import { actorOf } from '#functions/platform/actor';
import { answerMoved } from '#functions/platform/answer-moved';
import type { dossierPath } from '#functions/platform/paths';
import type { suspensionEndBody } from './contract.ts';

/** The ground for the stop is gone: the clocks go on with what they had left. */
export function liftSuspension(tools: ChangeDossierTools, request: WriteRequest<z.infer<typeof suspensionEndBody>, z.infer<typeof dossierPath>>): Promise<HttpAnswer> {
  return changeDossier(tools, {
    reference: request.path.dossierId,
    action: 'Suspend',
    request,
    command: () => ({ type: 'lift-suspension', by: actorOf(request.principal), ...request.body }),
    respond: answerMoved,
  });
}
