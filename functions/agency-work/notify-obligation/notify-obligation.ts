import type * as z from 'zod';
import { changeDossier, type ChangeDossierTools } from '#functions/platform/change-dossier';
import type { HttpAnswer } from '#functions/platform/http-answer';
import type { WriteRequest } from '#functions/platform/http-request';
import { actorOf } from '#functions/platform/actor';
import { answerMoved } from '#functions/platform/answer-moved';
import type { stepPath } from '#functions/platform/paths';
import type { obligationBody } from './contract.ts';

/** The tax office tells what the applicant owes; the clock stands still meanwhile. */
export function notifyObligation(tools: ChangeDossierTools, request: WriteRequest<z.infer<typeof obligationBody>, z.infer<typeof stepPath>>): Promise<HttpAnswer> {
  return changeDossier(tools, {
    reference: request.path.dossierId,
    action: 'NotifyObligation',
    request,
    command: () => ({ type: 'notify-obligation', by: actorOf(request.principal), stepId: request.path.stepId, ...request.body }),
    respond: answerMoved,
  });
}
