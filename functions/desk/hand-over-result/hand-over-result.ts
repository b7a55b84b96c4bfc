import type * as z from 'zod';
import { changeDossier, type ChangeDossierTools } from '#functions/platform/change-dossier';
import type { HttpAnswer } from '#functions/platform/http-answer';
import type { WriteRequest } from '#functions/platform/http-request';
import { actorOf } from '#functions/platform/actor';
import { answerMoved } from '#functions/platform/answer-moved';
import type { dossierPath } from '#functions/platform/paths';
import type { handOverBody } from './contract.ts';

/** The result is handed back at the one-stop, online or by post (status 10). */
export function handOverResult(tools: ChangeDossierTools, request: WriteRequest<z.infer<typeof handOverBody>, z.infer<typeof dossierPath>>): Promise<HttpAnswer> {
  return changeDossier(tools, {
    reference: request.path.dossierId,
    action: 'HandOver',
    request,
    command: () => ({ type: 'hand-over', by: actorOf(request.principal), method: request.body.method }),
    respond: answerMoved,
  });
}
