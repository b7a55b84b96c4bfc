import { clockStart } from '#domain/deadlines/clock-start';
import type { DecisionContext } from '#domain/dossiers/context';
import type { SupplementDossier } from '#domain/dossiers/command';
import type { Dossier, DossierIn } from '#domain/dossiers/dossier';
import type { DossierEvent, EventOf } from '#domain/dossiers/event';
import { calendarOf, dueAfter, withFacts } from '#domain/dossiers/legal-clock';
import { receivePapers } from '#domain/dossiers/received-papers';
import { askedAgain, stepDates } from '#domain/dossiers/step-clock';
import { requireStatus } from '#domain/dossiers/violations';
import { toIso } from '#domain/kernel/instant';

/** The applicant's answer. Before acceptance the desk looks again; after it the clock restarts or resumes and the step is asked again. */
export function supplement(dossier: Dossier | undefined, command: SupplementDossier, context: DecisionContext): DossierEvent[] {
  const waiting = requireStatus(dossier, ['awaiting-supplement'], {
    vi: 'Hồ sơ không có yêu cầu bổ sung nào.',
    en: 'No supplement was asked for; there is nothing to add.',
  });
  const base: Pick<EventOf<'DossierSupplemented'>, 'type' | 'papers' | 'note'> = {
    type: 'DossierSupplemented',
    papers: receivePapers(waiting, command.found, context),
    ...(command.note === undefined ? {} : { note: command.note }),
  };
  const { stepId } = waiting.supplement;
  if (stepId === undefined) {
    return [{ ...base, facts: [], receptionDueAt: dueAfter(context.now, context.procedure.reception.limit, calendarOf(waiting, context)) }];
  }
  return [{ ...base, ...clockGoesOn(waiting, context) }, reopened(waiting, stepId, context)];
}

/** RESTART counts the whole term anew (Decree 61/2018 Art. 19(4)); RESUME keeps what was left (domain.md §3.4). */
function clockGoesOn(dossier: DossierIn<'awaiting-supplement'>, context: DecisionContext) {
  const { procedure, now } = context;
  const at = toIso(clockStart(now, procedure.cutOff, calendarOf(dossier, context)));
  const kind = procedure.supplement.clock === 'RESTART' ? 'restarted' : 'resumed';
  return withFacts(dossier, [{ kind, at, ground: 'supplement' }], context);
}

function reopened(dossier: DossierIn<'awaiting-supplement'>, stepId: string, context: DecisionContext): DossierEvent {
  const step = dossier.steps[stepId];
  const openedAt = toIso(context.now);
  const dates = step && stepDates(step, context, askedAgain(step, openedAt));
  if (step === undefined || dates === undefined) throw new Error(`Step ${stepId} of ${dossier.id} cannot be asked again`);
  return { type: 'StepReopened', stepId, round: step.round + 1, openedAt, ...dates };
}
