import { endDocuments } from '#domain/documents/end-documents';
import type { AssignStep } from '#domain/dossiers/command';
import type { DecisionContext } from '#domain/dossiers/context';
import type { Dossier } from '#domain/dossiers/dossier';
import type { DossierEvent } from '#domain/dossiers/event';
import { stepDates } from '#domain/dossiers/step-clock';
import { requireOpenStep, requireStatus } from '#domain/dossiers/violations';

/** A step changes hands, to another agency or to a named officer. The time that has passed stays passed; the rest goes by the new agency's calendar. */
export function assignStep(dossier: Dossier | undefined, command: AssignStep, context: DecisionContext): DossierEvent[] {
  const working = requireStatus(dossier, ['in-progress', 'awaiting-payment', 'awaiting-supplement'], {
    vi: 'Hồ sơ không còn bước nào để phân công.',
    en: 'No step is open any more that could be assigned.',
  });
  const step = requireOpenStep(working.steps, command.stepId);
  const { agency, officer, reason } = command;
  if (agency === step.agency && officer === step.officer) return [];
  const dates = stepDates({ ...step, agency }, context) ?? { dueAt: step.dueAt, atRiskAt: step.atRiskAt };
  // What one agency drafted is not another's to sign.
  const drafts = agency === step.agency ? [] : endDocuments(working, (each) => each.stepId === step.id);
  return [...drafts, { type: 'StepReassigned', stepId: step.id, from: step.agency, agency, ...(officer !== undefined && { officer }), reason, ...dates }];
}
