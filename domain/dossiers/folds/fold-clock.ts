import { lateFrom } from '#domain/deadlines/late-from';
import type { Dossier, DossierIn, WorkingDossier } from '#domain/dossiers/dossier';
import type { EventOf } from '#domain/dossiers/event';
import { withClock, withPromise } from '#domain/dossiers/folds/with-clock';
import { withStep } from '#domain/dossiers/folds/with-step';
import { isIn } from '#domain/dossiers/is-in';
import type { DateMove, Step, Watch } from '#domain/dossiers/parts';
import { watchedAnew } from '#domain/dossiers/watching';

type ClockEvent = EventOf<'DossierReappointed' | 'ClockSuspended' | 'SuspensionLifted' | 'StepReassigned' | 'DatesRecounted'>;
type Accepted = WorkingDossier | DossierIn<'awaiting-supplement'>;

/** What moves dates without moving the dossier on. */
export function foldClock(dossier: Dossier, event: ClockEvent, at: string): Dossier | undefined {
  switch (event.type) {
    case 'DossierReappointed':
      return isIn(dossier, 'in-progress') ? withClock({ ...dossier, apologies: [...dossier.apologies, event.apology] }, event, at) : undefined;
    case 'ClockSuspended':
      return isRunning(dossier) ? suspended(dossier, event, at) : undefined;
    case 'SuspensionLifted':
      return isRunning(dossier) ? lifted(dossier, event, at) : undefined;
    case 'StepReassigned':
      return withStep(dossier, event.stepId, (step) => reassigned(step, event, at));
    case 'DatesRecounted':
      return event.moves.reduce<Dossier | undefined>((each, move) => each && recounted(each, move, at), dossier);
  }
}

function isRunning(dossier: Dossier): dossier is Accepted {
  return isIn(dossier, 'accepted', 'in-progress', 'awaiting-payment', 'awaiting-supplement');
}

function suspended(dossier: Accepted, event: EventOf<'ClockSuspended'>, at: string): Dossier {
  const steps = mapSteps(dossier, (step) => (step.state === 'open' ? { ...step, clock: [...step.clock, { kind: 'stopped', at, ground: 'legal-suspension' }] } : step));
  return withFactsOf({ ...dossier, steps, suspension: event.suspension }, event, at);
}

function lifted(dossier: Accepted, event: EventOf<'SuspensionLifted'>, at: string): Dossier {
  const dates = new Map(event.steps.map(({ stepId, ...each }) => [stepId, each]));
  const steps = mapSteps(dossier, (step) => {
    if (step.state !== 'open') return step;
    const resumed: Step = { ...step, clock: [...step.clock, { kind: 'resumed', at, ground: 'legal-suspension' }] };
    const moved = dates.get(step.id);
    return moved === undefined ? resumed : { ...resumed, ...moved, watch: watchedFrom(step.watch, moved, at) };
  });
  const { suspension: _over, ...after } = withFactsOf({ ...dossier, steps }, event, at);
  return after;
}

/** While a supplement is awaited the facts are kept and nothing is promised. */
function withFactsOf(dossier: Accepted, event: EventOf<'ClockSuspended' | 'SuspensionLifted'>, at: string): Accepted {
  if (isIn(dossier, 'awaiting-supplement')) return { ...dossier, clock: [...dossier.clock, ...event.facts] };
  return withClock(dossier, event, at);
}

function mapSteps(dossier: Accepted, change: (step: Step) => Step): Record<string, Step> {
  return Object.fromEntries(Object.values(dossier.steps).map((step) => [step.id, change(step)]));
}

function reassigned(step: Step, { agency, officer, dueAt, atRiskAt }: EventOf<'StepReassigned'>, at: string): Step {
  const { officer: _before, ...rest } = step;
  const moved = { ...rest, agency, ...(officer !== undefined && { officer }), dueAt, atRiskAt };
  return dueAt === step.dueAt && agency === step.agency ? moved : { ...moved, watch: watchedFrom(step.watch, { dueAt, atRiskAt }, at) };
}

/** A new epoch of a step; what it was told of already and still holds is not told again. */
function watchedFrom(before: Watch, dates: { readonly dueAt: string; readonly atRiskAt: string }, at: string): Watch {
  const told = before.told.filter((checkpoint) => (checkpoint === 'due' ? lateFrom(dates.dueAt) <= at : dates.atRiskAt <= at));
  return { ...watchedAnew(before, at), told, ladder: told.includes('due') ? before.ladder : [] };
}

function recounted(dossier: Dossier, move: DateMove, at: string): Dossier | undefined {
  const { what, id = '', to } = move;
  switch (what) {
    case 'reception':
      return isIn(dossier, 'submitted') ? { ...dossier, receptionDueAt: to, receptionWatch: watchedFrom(dossier.receptionWatch, { dueAt: to, atRiskAt: to }, at) } : undefined;
    case 'supplement':
      return isIn(dossier, 'awaiting-supplement') ? { ...dossier, supplement: { ...dossier.supplement, answerBy: to } } : undefined;
    case 'settlement':
      return isIn(dossier, 'accepted', 'in-progress', 'awaiting-payment') ? withPromise(dossier, to, at) : undefined;
    case 'step': {
      const dates = { dueAt: to, atRiskAt: move.atRiskAt ?? to };
      return withStep(dossier, id, (step) => ({ ...step, ...dates, watch: watchedFrom(step.watch, dates, at) }));
    }
    case 'consultation': {
      const before = dossier.consultations[id];
      return before && { ...dossier, consultations: { ...dossier.consultations, [id]: { ...before, dueAt: to, revision: before.revision + 1 } } };
    }
  }
}
