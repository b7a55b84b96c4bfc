import type * as z from 'zod';
import type { PaperStore } from '#domain/dossiers/paper-store';
import { actorOf } from '#functions/platform/actor';
import { answerReceipt, type AnswerReceiptTools } from '#functions/platform/answer-receipt';
import { changeDossier, type ChangeDossierTools } from '#functions/platform/change-dossier';
import { findPapers } from '#functions/platform/found-papers';
import type { HttpAnswer } from '#functions/platform/http-answer';
import type { WriteRequest } from '#functions/platform/http-request';
import type { dossierPath } from '#functions/platform/paths';
import type { supplementBody } from './contract.ts';

interface Dependencies extends ChangeDossierTools, AnswerReceiptTools {
  readonly papers: PaperStore;
}

/** The applicant answers a supplement request with the papers uploaded since, and a word if they like. */
export function supplementDossier(deps: Dependencies, request: WriteRequest<z.infer<typeof supplementBody>, z.infer<typeof dossierPath>>): Promise<HttpAnswer> {
  return changeDossier(deps, {
    reference: request.path.dossierId,
    action: 'Supplement',
    request,
    command: async (dossier) => ({
      type: 'supplement',
      by: actorOf(request.principal),
      found: await findPapers(dossier, deps.papers, () => deps.store.load(dossier.id)),
      note: request.body.note,
    }),
    respond: (dossier) => answerReceipt(deps, dossier),
  });
}
