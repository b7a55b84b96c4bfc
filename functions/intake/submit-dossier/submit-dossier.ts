import type * as z from 'zod';
import type { AgencyStore } from '#domain/agencies/agency-store';
import type { SubmitDossier } from '#domain/dossiers/command';
import type { DecisionContext } from '#domain/dossiers/context';
import type { Dossier } from '#domain/dossiers/dossier';
import type { CodeCounter } from '#domain/dossiers/dossier-store';
import type { PaperStore } from '#domain/dossiers/paper-store';
import type { Actor } from '#domain/dossiers/parts';
import { actorOf } from '#functions/platform/actor';
import { answerReceipt, type AnswerReceiptTools } from '#functions/platform/answer-receipt';
import { changeDossier, type ChangeDossierTools } from '#functions/platform/change-dossier';
import { findPapers } from '#functions/platform/found-papers';
import type { HttpAnswer } from '#functions/platform/http-answer';
import type { WriteRequest } from '#functions/platform/http-request';
import type { dossierPath } from '#functions/platform/paths';
import { rehearseSubmission, withCode } from '#functions/platform/submission';

interface Dependencies extends ChangeDossierTools, AnswerReceiptTools {
  readonly agencies: AgencyStore;
  readonly papers: PaperStore;
  readonly codes: CodeCounter;
}

/**
 * Hand-in. The papers are looked at where they lie, the agencies of every step are fixed, and only when nothing
 * is left to refuse is a code drawn: numbers may have gaps (D8), but not one for every mistake.
 */
export function submitDossier(deps: Dependencies, request: WriteRequest<undefined, z.infer<typeof dossierPath>>): Promise<HttpAnswer> {
  return changeDossier(deps, {
    reference: request.path.dossierId,
    action: 'Submit',
    request,
    command: (dossier, context) => submission(deps, { dossier, context, by: actorOf(request.principal) }),
    respond: (dossier) => answerReceipt(deps, dossier),
  });
}

async function submission(deps: Dependencies, { dossier, context, by }: { dossier: Dossier; context: DecisionContext; by: Actor }): Promise<SubmitDossier> {
  const found = dossier.status === 'draft' ? await findPapers(dossier, deps.papers, () => deps.store.load(dossier.id)) : [];
  const rehearsal = await rehearseSubmission(deps, { dossier, context, by, found });
  return withCode(deps, rehearsal, { dossier, context });
}
