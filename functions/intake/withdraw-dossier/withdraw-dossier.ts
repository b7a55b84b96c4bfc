import type * as z from 'zod';
import { changeDossier, type ChangeDossierTools } from '#functions/platform/change-dossier';
import type { HttpAnswer } from '#functions/platform/http-answer';
import type { WriteRequest } from '#functions/platform/http-request';
import { actorOf } from '#functions/platform/actor';
import { answerMoved } from '#functions/platform/answer-moved';
import type { dossierPath } from '#functions/platform/paths';
import type { withdrawalBody } from './contract.ts';

/** The applicant takes the dossier back while there is no result yet. */
export function withdrawDossier(tools: ChangeDossierTools, request: WriteRequest<z.infer<typeof withdrawalBody>, z.infer<typeof dossierPath>>): Promise<HttpAnswer> {
  return changeDossier(tools, {
    reference: request.path.dossierId,
    action: 'Withdraw',
    request,
    command: () => ({ type: 'withdraw', by: actorOf(request.principal), reason: request.body.reason }),
    respond: answerMoved,
  });
}
