import type { Withdraw } from '#domain/dossiers/command';
import type { DecisionContext } from '#domain/dossiers/context';
import type { Dossier } from '#domain/dossiers/dossier';
import type { DossierEvent } from '#domain/dossiers/event';
import type { Step } from '#domain/dossiers/parts';
import { requireStatus, wrongState } from '#domain/dossiers/violations';
import { workEnds } from '#domain/dossiers/work-ends';
import { stepDefinition } from '#domain/routing/next-stage';

const NO_RESULT_YET = {
  vi: 'Chỉ rút hồ sơ khi chưa có kết quả.',
  en: 'A dossier can be withdrawn after hand-in and before there is a result.',
};

/** Allowed while no decision or result notice exists (Circular 03/2025 Art. 7; Decree 118/2025 Art. 21). */
export function withdraw(dossier: Dossier | undefined, command: Withdraw, context: DecisionContext): DossierEvent[] {
  const running = requireStatus(dossier, ['submitted', 'accepted', 'in-progress', 'awaiting-supplement', 'awaiting-payment'], NO_RESULT_YET);
  const isIssued = Object.values(running.documents).some(({ kind, state }) => kind === 'result' && state === 'issued');
  if (isIssued || Object.values(running.steps).some((step) => isDecision(step, context))) throw wrongState(running, NO_RESULT_YET);
  return [...workEnds(running, context), { type: 'DossierWithdrawn', reason: command.reason }];
}

/** The answer of a step that gives the applicant a result, or a "cannot" that ends the dossier. */
function isDecision(step: Step, { procedure }: DecisionContext): boolean {
  if (step.state !== 'answered') return false;
  const definition = stepDefinition(procedure, step.id);
  return definition?.result !== undefined || (step.answer?.outcome === 'cannot' && definition?.onCannot === 'END');
}
