import type * as z from 'zod';
import { changeDossier, type ChangeDossierTools } from '#functions/platform/change-dossier';
import type { HttpAnswer } from '#functions/platform/http-answer';
import type { WriteRequest } from '#functions/platform/http-request';
import { actorOf } from '#functions/platform/actor';
import { answerMoved } from '#functions/platform/answer-moved';
import type { dossierPath } from '#functions/platform/paths';
import type { refusalBody } from './contract.ts';

/** The desk does not accept, with reasons (form 03). */
export function refuseDossier(tools: ChangeDossierTools, request: WriteRequest<z.infer<typeof refusalBody>, z.infer<typeof dossierPath>>): Promise<HttpAnswer> {
  return changeDossier(tools, {
    reference: request.path.dossierId,
    action: 'Refuse',
    request,
    command: () => ({ type: 'refuse', by: actorOf(request.principal), reasons: request.body.reasons }),
    respond: answerMoved,
  });
}
