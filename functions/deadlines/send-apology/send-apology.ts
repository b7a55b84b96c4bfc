import type * as z from 'zod';
import { changeDossier, type ChangeDossierTools } from '#functions/platform/change-dossier';
import type { HttpAnswer } from '#functions/platform/http-answer';
import type { WriteRequest } from '#functions/platform/http-request';
import { actorOf } from '#functions/platform/actor';
import { answerMoved } from '#functions/platform/answer-moved';
import type { dossierPath } from '#functions/platform/paths';
import type { apologyBody } from './contract.ts';

/** The apology with one new appointment (form 04): what could not be kept, why, and how much longer it will take. */
export function sendApology(tools: ChangeDossierTools, request: WriteRequest<z.infer<typeof apologyBody>, z.infer<typeof dossierPath>>): Promise<HttpAnswer> {
  return changeDossier(tools, {
    reference: request.path.dossierId,
    action: 'Apologise',
    request,
    command: () => ({ type: 'reappoint', by: actorOf(request.principal), ...request.body }),
    respond: answerMoved,
  });
}
