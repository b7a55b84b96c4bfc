import type { Document } from '#domain/documents/document';
import { endDocuments, issuedFor } from '#domain/documents/end-documents';
import type { DecisionContext } from '#domain/dossiers/context';
import type { AnswerStep } from '#domain/dossiers/command';
import type { Dossier, DossierIn } from '#domain/dossiers/dossier';
import type { DossierEvent, EventOf } from '#domain/dossiers/event';
import type { Step, StepAnswer } from '#domain/dossiers/parts';
import { dutyDone } from '#domain/dossiers/financial-duty';
import { withFacts, type ClockChange } from '#domain/dossiers/legal-clock';
import { supplementRequest } from '#domain/dossiers/moves/request-supplement';
import { endConsultations, isPastLimit } from '#domain/dossiers/silence';
import { stepTiming } from '#domain/dossiers/step-clock';
import { requireOpenStep, requireReasons, requireStatus, ruleBroken } from '#domain/dossiers/violations';
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
      refuseAwaitedOpinions(working, step, context);
      return concluded(working, step, { command, context, document: documentOfResult(working, step, { command, context }) });
    case 'cannot':
      requireReasons(command);
      return concluded(working, step, { command, context });
    case 'return-for-supplement':
      return returned(working, step, { command, context });
  }
}

interface Answering {
  readonly command: AnswerStep;
  readonly context: DecisionContext;
  /** The signed result, when there is one. */
  readonly document?: Document | undefined;
}

/** With its answer the step needs no further opinions and no other document, and a financial duty is met. */
function concluded(dossier: Answerable, step: Step, { command, context, document }: Answering): DossierEvent[] {
  const facts = dutyDone(dossier, step, toIso(context.now));
  const clock: ClockChange = facts.length === 0 ? { facts } : withFacts(dossier, facts, context);
  const timing = stepTiming(step, context);
  return [
    ...endConsultations(dossier, (each) => each.stepId === step.id, context),
    ...endDocuments(dossier, (each) => each.stepId === step.id && each.id !== document?.id),
    { ...answered(step, { command, context, document }, clock), timing },
  ];
}

function answered(step: Step, { command, context, document }: Answering, clock: ClockChange): EventOf<'StepAnswered'> {
  const answer: StepAnswer = {
    outcome: command.outcome,
    at: toIso(context.now),
    by: command.by,
    reasons: [...command.reasons],
    ...(command.resultReference === undefined ? {} : { resultReference: command.resultReference }),
    ...(document === undefined ? {} : { documentId: document.id }),
  };
  return { type: 'StepAnswered', stepId: step.id, answer, ...clock };
}

function returned(dossier: Answerable, step: Step, { command, context }: Answering): DossierEvent[] {
  if (stepDefinition(context.procedure, step.id)?.mayReturn !== true) {
    throw ruleBroken('step-may-not-return', {
      vi: 'Bước này không được yêu cầu bổ sung.',
      en: 'This step may not ask the applicant for a supplement; answer with a result or with reasons why it cannot.',
    });
  }
  if (dossier.status === 'awaiting-supplement') {
    throw ruleBroken('supplement-outstanding', { vi: 'Đang có yêu cầu bổ sung chưa trả lời.', en: 'A supplement is already outstanding; wait for the applicant, then ask.' });
  }
  if (dossier.suspension !== undefined) {
    throw ruleBroken('dossier-suspended', { vi: 'Hồ sơ đang tạm dừng theo quy định pháp luật.', en: 'The dossier is suspended by law; ask once the suspension is lifted.' });
  }
  const request = supplementRequest(dossier, { items: command.items, reasons: command.reasons, stepId: step.id }, context);
  return [
    ...endDocuments(dossier, (each) => each.stepId === step.id),
    answered(step, { command, context }, { facts: [] }),
    { type: 'SupplementRequested', request, facts: [{ kind: 'stopped', at: request.requestedAt, ground: 'supplement' }] },
  ];
}

/** The issued document of the result. It must be there when the procedure says so, and be the one named when one is named. */
function documentOfResult(dossier: Answerable, step: Step, { command, context }: Answering): Document | undefined {
  const issued = issuedFor(dossier, step.id);
  const isMissing = issued === undefined && (command.documentId !== undefined || stepDefinition(context.procedure, step.id)?.result?.requiresDocument === true);
  if (!isMissing && (command.documentId === undefined || command.documentId === issued?.id)) return issued;
  throw ruleBroken(
    'result-document-missing',
    { vi: 'Chưa có văn bản kết quả đã ký ban hành của bước này.', en: 'The result of this step is a signed document, and none is issued under that id. Draft it, have it signed, then answer.' },
    [{ pointer: '/documentId', problem: 'not an issued document of this step' }],
  );
}

function refuseAwaitedOpinions(dossier: Answerable, step: Step, context: DecisionContext): void {
  const awaited = Object.values(dossier.consultations).filter((each) => each.stepId === step.id && each.state === 'open' && !isPastLimit(each, context));
  if (awaited.length === 0) return;
  const ids = awaited.map((each) => each.id).join(', ');
  throw ruleBroken('consultation-open', {
    vi: `Còn chờ ý kiến: ${ids}.`,
    en: `Opinions are still awaited: ${ids}. Answer when they are in or their limit has passed.`,
  });
}
