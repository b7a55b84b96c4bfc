import type * as z from 'zod';
import { changeDossier, type ChangeDossierTools } from '#functions/platform/change-dossier';
import type { HttpAnswer } from '#functions/platform/http-answer';
import type { WriteRequest } from '#functions/platform/http-request';
import { actorOf } from '#functions/platform/actor';
import { answerMoved } from '#functions/platform/answer-moved';
import type { consultationPath } from '#functions/platform/paths';
import type { opinionBody } from './contract.ts';

/** A consulted agency gives its opinion; the last one needed closes the consultation. */
export function giveOpinion(tools: ChangeDossierTools, request: WriteRequest<z.infer<typeof opinionBody>, z.infer<typeof consultationPath>>): Promise<HttpAnswer> {
  const { principal, path, body } = request;
  return changeDossier(tools, {
    reference: path.dossierId,
    action: 'GiveOpinion',
    request,
    command: () => ({ type: 'give-opinion', by: actorOf(principal), consultationId: path.consultationId, agency: principal.agency ?? '', ...body }),
    respond: answerMoved,
  });
}
