import { atRiskAt } from '#domain/deadlines/checkpoint';
import { addTerm } from '#domain/deadlines/add-term';
import { clockStart } from '#domain/deadlines/clock-start';
import type { DecisionContext } from '#domain/dossiers/context';
import type { SupplementDossier } from '#domain/dossiers/command';
import type { Dossier, DossierIn } from '#domain/dossiers/dossier';
import type { DossierEvent, EventOf } from '#domain/dossiers/event';
import { dueAfter, withFacts } from '#domain/dossiers/legal-clock';
import { receivePapers } from '#domain/dossiers/received-papers';
import { requireStatus } from '#domain/dossiers/violations';
import { toIso } from '#domain/kernel/instant';
import type { Temporal } from '#domain/kernel/temporal';
import { stepDefinition } from '#domain/routing/next-stage';

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
    return [{ ...base, facts: [], receptionDueAt: dueAfter(context.now, context.procedure.reception.limit, context) }];
  }
  return [{ ...base, ...clockGoesOn(waiting, context) }, reopened(waiting, stepId, context)];
}

/** RESTART counts the whole term anew (Decree 61/2018 Art. 19(4)); RESUME keeps what was left (domain.md §3.4). */
function clockGoesOn(dossier: DossierIn<'awaiting-supplement'>, context: DecisionContext) {
  const { procedure, calendar, now } = context;
  const at = toIso(clockStart(now, procedure.cutOff, calendar));
  const kind = procedure.supplement.clock === 'RESTART' ? 'restarted' : 'resumed';
  return withFacts(dossier, [{ kind, at, ground: 'supplement' }], context);
}

function reopened(dossier: DossierIn<'awaiting-supplement'>, stepId: string, context: DecisionContext): DossierEvent {
  const round = (dossier.steps[stepId]?.round ?? 0) + 1;
  const definition = stepDefinition(context.procedure, stepId);
  const dueAt: Temporal.Instant = definition === undefined ? context.now : addTerm(context.now, definition.budget, context.calendar);
  return {
    type: 'StepReopened',
    stepId,
    round,
    openedAt: toIso(context.now),
    atRiskAt: toIso(atRiskAt({ from: context.now, dueAt, share: context.procedure.atRiskShare, calendar: context.calendar })),
    dueAt: toIso(dueAt),
  };
}
