import type { DecisionContext } from '#domain/dossiers/context';
import type { DossierIn } from '#domain/dossiers/dossier';
import type { DossierEvent } from '#domain/dossiers/event';
import { cancelOpenSteps } from '#domain/dossiers/moves/withdraw';
import { toIso } from '#domain/kernel/instant';

const REASON = 'Người nộp không bổ sung hồ sơ trong thời hạn yêu cầu / The supplement was not supplied within its limit.';

/** The applicant's time has passed without an answer: refuse or stop, as the procedure says. */
export function unansweredSupplement(dossier: DossierIn<'awaiting-supplement'>, context: DecisionContext): DossierEvent[] {
  if (toIso(context.now) < dossier.supplement.answerBy) return [];
  const ending: DossierEvent =
    context.procedure.supplement.onNoAnswer === 'STOP' ? { type: 'DossierStopped', reasons: [REASON] } : { type: 'DossierRefused', reasons: [REASON] };
  return [...cancelOpenSteps(dossier), ending];
}
