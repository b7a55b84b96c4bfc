import type { Dossier } from '#domain/dossiers/dossier';
import type { EventOf } from '#domain/dossiers/event';
import { isIn } from '#domain/dossiers/is-in';
import { backToWork } from '#domain/dossiers/folds/back-to-work';
import { withClock, workingStatus } from '#domain/dossiers/folds/with-clock';
import type { Step, StepAnswer } from '#domain/dossiers/parts';

type StepEvent = EventOf<'StepReopened' | 'StepAnswered' | 'StepCancelled' | 'ObligationNotified'>;
type WorkEvent = StepEvent | EventOf<'StepOpened' | 'SlaAtRisk' | 'SlaBreached'>;

/** The agencies' work, and the alerts raised over it. */
export function foldWork(dossier: Dossier, event: WorkEvent, at: string): Dossier | undefined {
  switch (event.type) {
    case 'StepOpened':
      return opened(dossier, event);
    case 'SlaAtRisk':
      return withStep(dossier, event.stepId, (step) => ({ ...step, atRiskRaisedForRound: event.epoch }));
    case 'SlaBreached':
      return breached(dossier, event);
    default:
      return changed(dossier, event, at);
  }
}

function opened(dossier: Dossier, event: EventOf<'StepOpened'>): Dossier | undefined {
  if (!isIn(dossier, 'accepted', 'in-progress', 'awaiting-payment')) return undefined;
  const steps = { ...dossier.steps, [event.step.id]: event.step };
  return withClock({ ...dossier, status: workingStatus(steps), steps, stageId: event.step.stageId }, { facts: event.facts });
}

function changed(dossier: Dossier, event: StepEvent, at: string): Dossier | undefined {
  const after = withStep(dossier, event.stepId, (step) => stepAfter(step, event, at));
  if (after === undefined) return undefined;
  const moved = isIn(after, 'in-progress', 'awaiting-payment') ? { ...after, status: workingStatus(after.steps) } : after;
  return event.type === 'StepAnswered' ? withAnswer(moved, event) : moved;
}

/** While a supplement is awaited the facts are kept and nothing is promised, unless the step that asked for it gave up waiting. */
function withAnswer(dossier: Dossier, event: EventOf<'StepAnswered'>): Dossier | undefined {
  if (isIn(dossier, 'in-progress', 'awaiting-payment')) return withClock(dossier, event);
  if (!isIn(dossier, 'awaiting-supplement')) return undefined;
  if (dossier.supplement.stepId !== event.stepId) return { ...dossier, clock: [...dossier.clock, ...event.facts] };
  const working = backToWork(dossier);
  return working === undefined ? undefined : withClock(working, event);
}

function stepAfter(step: Step, event: StepEvent, at: string): Step {
  switch (event.type) {
    case 'StepReopened': {
      const { answer: _returned, ...rest } = step;
      return { ...rest, state: 'open', round: event.round, openedAt: event.openedAt, atRiskAt: event.atRiskAt, dueAt: event.dueAt };
    }
    case 'StepAnswered':
      return { ...step, state: stateAfter(event.answer), answer: event.answer };
    case 'StepCancelled':
      return { ...step, state: 'cancelled' };
    case 'ObligationNotified':
      return { ...step, obligation: { amountDong: event.amountDong, reference: event.reference, at } };
  }
}

function stateAfter(answer: StepAnswer): Step['state'] {
  return answer.outcome === 'return-for-supplement' ? 'returned' : 'answered';
}

function breached(dossier: Dossier, event: EventOf<'SlaBreached'>): Dossier | undefined {
  switch (event.what) {
    case 'reception':
      return isIn(dossier, 'submitted') ? { ...dossier, receptionBreachRaised: true } : dossier;
    case 'step':
      return withStep(dossier, event.stepId ?? '', (step) => ({ ...step, breachRaisedForRound: event.epoch }));
    case 'settlement':
      return isIn(dossier, 'accepted', 'in-progress', 'awaiting-payment') ? { ...dossier, breachRaisedForEpoch: event.epoch } : dossier;
  }
}

function withStep(dossier: Dossier, stepId: string, change: (step: Step) => Step): Dossier | undefined {
  const step = dossier.steps[stepId];
  return step === undefined ? undefined : { ...dossier, steps: { ...dossier.steps, [stepId]: change(step) } };
}
