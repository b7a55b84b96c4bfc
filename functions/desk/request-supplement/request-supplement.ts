import type * as z from 'zod';
import { changeDossier, type ChangeDossierTools } from '#functions/platform/change-dossier';
import type { HttpAnswer } from '#functions/platform/http-answer';
import type { WriteRequest } from '#functions/platform/http-request';
import { actorOf } from '#functions/platform/actor';
import { answerMoved } from '#functions/platform/answer-moved';
import type { dossierPath } from '#functions/platform/paths';
import type { supplementRequestBody } from './contract.ts';

/** The desk asks once, fully and exactly, for what is missing (form 02). */
export function requestSupplement(tools: ChangeDossierTools, request: WriteRequest<z.infer<typeof supplementRequestBody>, z.infer<typeof dossierPath>>): Promise<HttpAnswer> {
  return changeDossier(tools, {
    reference: request.path.dossierId,
    action: 'RequestSupplement',
    request,
    command: () => ({ type: 'request-supplement', by: actorOf(request.principal), ...request.body }),
    respond: answerMoved,
  });
}
