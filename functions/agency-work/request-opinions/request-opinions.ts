import * as z from 'zod';
import { personText } from '#domain/kernel/text';
import { changeDossier, type ChangeDossierTools } from '#functions/platform/change-dossier';
import type { HttpAnswer } from '#functions/platform/http-answer';
import type { WriteRequest } from '#functions/platform/http-request';
import { actorOf } from '#functions/platform/actor';
import { answerMoved } from '#functions/platform/answer-moved';
import type { stepPath } from '#functions/platform/paths';

export const opinionsBody = z.object({ consultationId: z.string().regex(/^[a-z0-9][a-z0-9-]{0,99}$/), question: personText(2000).optional() }).strict();

/** The agency of a step asks the others that the procedure names, all at once. */
export function requestOpinions(tools: ChangeDossierTools, request: WriteRequest<z.infer<typeof opinionsBody>, z.infer<typeof stepPath>>): Promise<HttpAnswer> {
  return changeDossier(tools, {
    reference: request.path.dossierId,
    action: 'RequestOpinions',
    request,
    command: () => ({ type: 'request-opinions', by: actorOf(request.principal), stepId: request.path.stepId, ...request.body }),
    respond: answerMoved,
  });
}
