import * as z from 'zod';
import { personText } from '#domain/kernel/text';
import { changeDossier, type ChangeDossierTools } from '#functions/platform/change-dossier';
import type { HttpAnswer } from '#functions/platform/http-answer';
import type { WriteRequest } from '#functions/platform/http-request';
import { actorOf } from '#functions/platform/actor';
import { answerMoved } from '#functions/platform/answer-moved';
import type { dossierPath } from '#functions/platform/paths';

export const supplementRequestBody = z.object({ items: z.array(personText(500)).min(1).max(50), reasons: z.array(personText(1000)).min(1).max(20) }).strict();

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
