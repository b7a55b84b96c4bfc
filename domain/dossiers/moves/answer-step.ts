import type { DecisionContext } from '#domain/dossiers/context';
import type { AnswerStep } from '#domain/dossiers/command';
import type { Dossier, DossierIn } from '#domain/dossiers/dossier';
import type { DossierEvent } from '#domain/dossiers/event';
import type { Step, StepAnswer } from '#domain/dossiers/parts';
import { withFacts, type ClockChange } from '#domain/dossiers/legal-clock';
import { supplementRequest } from '#domain/dossiers/moves/request-supplement';
import { requireOpenStep, requireStatus, ruleBroken } from '#domain/dossiers/violations';
import { toIso } from '#domain/kernel/instant';
import { stepDefinition } from '#domain/routing/next-stage';

type Answerable = DossierIn<'in-progress' | 'awaiting-payment' | 'awaiting-supplement'>;

/** An agency answers its step: a result, a return for supplement through the one-stop, or a reasoned "cannot". */
export function answerStep(dossier: Dossier | undefined, command: AnswerStep, context: DecisionContext): DossierEvent[] {
  const working = requireStatus(dossier, ['in-progress', 'awaiting-payment', 'awaiting-supplement'], {
    vi: 'Hồ sơ không còn chờ cơ quan nào trả lời.',
    en: 'No agency is asked for anything any more; read the dossier to see how it ended.',
  });
  const step = requireOpenStep(working.steps, command.stepId);
  switch (command.outcome) {
    case 'result':
      refuseOpenConsultation(working, step);
      return [answered(step, command, { context, clock: dutyDone(working, step, context) })];
    case 'cannot':
      requireReasons(command);
      return [answered(step, command, { context, clock: dutyDone(working, step, context) })];
    case 'return-for-supplement':
      return returned(working, step, { command, context });
  }
}

function answered(step: Step, command: AnswerStep, { context, clock }: { context: DecisionContext; clock: ClockChange }): DossierEvent {
  const answer: StepAnswer = {
    outcome: command.outcome,
    at: toIso(context.now),
    by: command.by,
    reasons: [...command.reasons],
    ...(command.resultReference === undefined ? {} : { resultReference: command.resultReference }),
  };
  return { type: 'StepAnswered', stepId: step.id, answer, ...clock };
}

/** The last financial duty answered lets the clock go on; time spent on it was not counted (domain.md §3.3). */
function dutyDone(dossier: Answerable, step: Step, context: DecisionContext): ClockChange {
  const others = Object.values(dossier.steps).some((each) => each.id !== step.id && each.kind === 'obligation' && each.state === 'open');
  if (step.kind !== 'obligation' || others) return { facts: [] };
  return withFacts(dossier, [{ kind: 'resumed', at: toIso(context.now), ground: 'financial-duty' }], context);
}

function returned(dossier: Answerable, step: Step, { command, context }: { command: AnswerStep; context: DecisionContext }): DossierEvent[] {
  requireReasons(command);
  if (stepDefinition(context.procedure, step.id)?.mayReturn !== true) {
    throw ruleBroken('step-may-not-return', {
      vi: 'Bước này không được yêu cầu bổ sung.',
      en: 'This step may not ask the applicant for a supplement; answer with a result or with reasons why it cannot.',
    });
  }
  if (dossier.status === 'awaiting-supplement') {
    throw ruleBroken('supplement-outstanding', { vi: 'Đang có yêu cầu bổ sung chưa trả lời.', en: 'A supplement is already outstanding; wait for the applicant, then ask.' });
  }
  if (command.items.length === 0) {
    throw ruleBroken('supplement-items-missing', { vi: 'Nêu rõ giấy tờ cần bổ sung.', en: 'Name each thing the applicant must supply.' }, [{ pointer: '/items', problem: 'at least one' }]);
  }
  const request = supplementRequest(dossier, { items: command.items, reasons: command.reasons, stepId: step.id }, context);
  return [
    answered(step, command, { context, clock: { facts: [] } }),
    { type: 'SupplementRequested', request, facts: [{ kind: 'stopped', at: request.requestedAt, ground: 'supplement' }] },
  ];
}

function requireReasons(command: AnswerStep): void {
  if (command.reasons.length > 0) return;
  throw ruleBroken('reasons-missing', { vi: 'Phải nêu lý do bằng văn bản.', en: 'Give at least one written reason.' }, [{ pointer: '/reasons', problem: 'at least one' }]);
}

function refuseOpenConsultation(dossier: Answerable, step: Step): void {
  const open = Object.values(dossier.consultations).filter((each) => each.stepId === step.id && each.state === 'open');
  if (open.length === 0) return;
  throw ruleBroken('consultation-open', {
    vi: `Còn chờ ý kiến: ${open.map((each) => each.id).join(', ')}.`,
    en: `Opinions are still awaited: ${open.map((each) => each.id).join(', ')}. Answer when they are in or their limit has passed.`,
  });
}
