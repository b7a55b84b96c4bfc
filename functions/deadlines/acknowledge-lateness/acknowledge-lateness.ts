import type * as z from 'zod';
import { changeDossier, type ChangeDossierTools } from '#functions/platform/change-dossier';
import type { HttpAnswer } from '#functions/platform/http-answer';
import type { WriteRequest } from '#functions/platform/http-request';
import { actorOf } from '#functions/platform/actor';
import { answerMoved } from '#functions/platform/answer-moved';
import type { dossierPath } from '#functions/platform/paths';
import type { acknowledgementBody } from './contract.ts';

/** Who was told of a lateness takes note of it, on the rung that was told. */
export function acknowledgeLateness(tools: ChangeDossierTools, request: WriteRequest<z.infer<typeof acknowledgementBody>, z.infer<typeof dossierPath>>): Promise<HttpAnswer> {
  const { agency = '', roles } = request.principal;
  return changeDossier(tools, {
    reference: request.path.dossierId,
    action: 'AcknowledgeLateness',
    request,
    command: () => ({ type: 'acknowledge-lateness', by: actorOf(request.principal), agency, roles, ...request.body }),
    respond: answerMoved,
  });
}
