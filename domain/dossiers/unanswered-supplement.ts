import { endDocuments } from '#domain/documents/end-documents';
import type { DecisionContext } from '#domain/dossiers/context';
import type { DossierIn } from '#domain/dossiers/dossier';
import type { DossierEvent } from '#domain/dossiers/event';
import { dutyDone } from '#domain/dossiers/financial-duty';
import { withFacts } from '#domain/dossiers/legal-clock';
import type { Step } from '#domain/dossiers/parts';
import { endConsultations } from '#domain/dossiers/silence';
import { workEnds } from '#domain/dossiers/work-ends';
import { toIso } from '#domain/kernel/instant';
import { stepDefinition } from '#domain/routing/next-stage';

const REASON = 'Người nộp không bổ sung hồ sơ trong thời hạn yêu cầu / The supplement was not supplied within its limit.';

/**
 * The applicant's time has passed without an answer: refuse or stop, as the procedure says. A refusal costs only
 * that part of the dossier which the step that asked could have refused alone (a birth stays registered).
 */
export function unansweredSupplement(dossier: DossierIn<'awaiting-supplement'>, context: DecisionContext): DossierEvent[] {
  if (toIso(context.now) < dossier.supplement.answerBy) return [];
  if (context.procedure.supplement.onNoAnswer === 'STOP') return [...workEnds(dossier, context), { type: 'DossierStopped', reasons: [REASON] }];
  const step = dossier.steps[dossier.supplement.stepId ?? ''];
  if (step !== undefined && stepDefinition(context.procedure, step.id)?.onCannot === 'CONTINUE') return partRefused(dossier, step, context);
  return [...workEnds(dossier, context), { type: 'DossierRefused', reasons: [REASON] }];
}

/** Nothing full came in, so the clock keeps what was left instead of starting anew. */
function partRefused(dossier: DossierIn<'awaiting-supplement'>, step: Step, context: DecisionContext): DossierEvent[] {
  const at = toIso(context.now);
  return [
    ...endConsultations(dossier, (each) => each.stepId === step.id, context),
    ...endDocuments(dossier, (each) => each.stepId === step.id),
    {
      type: 'StepAnswered',
      stepId: step.id,
      answer: { outcome: 'cannot', at, by: { kind: 'system', id: 'unanswered-supplement' }, reasons: [REASON] },
      ...withFacts(dossier, [...dutyDone(dossier, step, at), { kind: 'resumed', at, ground: 'supplement' }], context),
    },
  ];
}
