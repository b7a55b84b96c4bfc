import type { ClockFact } from '#domain/deadlines/clock-fact';
import type { Dossier } from '#domain/dossiers/dossier';
import type { EventOf } from '#domain/dossiers/event';
import { backToWork } from '#domain/dossiers/folds/back-to-work';
import { withClock, workingStatus } from '#domain/dossiers/folds/with-clock';
import { withStep } from '#domain/dossiers/folds/with-step';
import { isIn } from '#domain/dossiers/is-in';
import { askedAgain } from '#domain/dossiers/step-clock';
import type { Step, StepAnswer } from '#domain/dossiers/parts';
import { watchedAnew } from '#domain/dossiers/watching';

type StepEvent = EventOf<'StepReopened' | 'StepAnswered' | 'StepAskedAgain' | 'StepCancelled' | 'ObligationNotified'>;

/** The agencies' work. */
export function foldWork(dossier: Dossier, event: StepEvent | EventOf<'StepOpened'>, at: string): Dossier | undefined {
  return event.type === 'StepOpened' ? opened(dossier, event, at) : changed(dossier, event, at);
}

function opened(dossier: Dossier, event: EventOf<'StepOpened'>, at: string): Dossier | undefined {
  if (!isIn(dossier, 'accepted', 'in-progress', 'awaiting-payment')) return undefined;
  const steps = { ...dossier.steps, [event.step.id]: event.step };
  return withClock({ ...dossier, status: workingStatus(steps), steps, stageId: event.step.stageId }, { facts: event.facts }, at);
}

function changed(dossier: Dossier, event: StepEvent, at: string): Dossier | undefined {
  const isSuspended = 'suspension' in dossier && dossier.suspension !== undefined;
  const after = withStep(dossier, event.stepId, (step) => stepAfter(step, event, { at, isSuspended }));
  if (after === undefined) return undefined;
  const moved = isIn(after, 'in-progress', 'awaiting-payment') ? { ...after, status: workingStatus(after.steps) } : after;
  return event.type === 'StepAnswered' ? withAnswer(moved, event, at) : moved;
}

/** While a supplement is awaited the facts are kept and nothing is promised, unless the step that asked for it gave up waiting. */
function withAnswer(dossier: Dossier, event: EventOf<'StepAnswered'>, at: string): Dossier | undefined {
  if (isIn(dossier, 'in-progress', 'awaiting-payment')) return withClock(dossier, event, at);
  if (!isIn(dossier, 'awaiting-supplement')) return undefined;
  if (dossier.supplement.stepId !== event.stepId) return { ...dossier, clock: [...dossier.clock, ...event.facts] };
  const working = backToWork(dossier);
  return working === undefined ? undefined : withClock(working, event, at);
}

/** Every turn of a step is also a fact of its own clock. */
function stepAfter(step: Step, event: StepEvent, { at, isSuspended }: { at: string; isSuspended: boolean }): Step {
  switch (event.type) {
    case 'StepReopened': {
      const { answer: _returned, ...rest } = step;
      const { round, openedAt, atRiskAt, dueAt } = event;
      const stillStopped: ClockFact[] = isSuspended ? [{ kind: 'stopped', at, ground: 'legal-suspension' }] : [];
      const clock: ClockFact[] = [...step.clock, ...askedAgain(step, openedAt), ...stillStopped];
      return { ...rest, state: 'open', round, openedAt, atRiskAt, dueAt, clock, watch: watchedAnew(step.watch, at) };
    }
    case 'StepAnswered':
      return { ...step, state: stateAfter(event.answer), answer: event.answer, clock: [...step.clock, answeredFact(event)], ...(event.timing !== undefined && { timing: event.timing }) };
    case 'StepAskedAgain':
      return { ...step, askedAgain: [...(step.askedAgain ?? []), { at, agency: event.agency, round: event.round, reason: event.reason, fields: event.fields }] };
    case 'StepCancelled':
      return { ...step, state: 'cancelled', clock: [...step.clock, { kind: 'ended', at }] };
    case 'ObligationNotified':
      return { ...step, obligation: { amountDong: event.amountDong, reference: event.reference, at }, clock: [...step.clock, { kind: 'stopped', at, ground: 'financial-duty' }] };
  }
}

function answeredFact({ answer: { outcome, at } }: EventOf<'StepAnswered'>): ClockFact {
  return outcome === 'return-for-supplement' ? { kind: 'stopped', at, ground: 'supplement' } : { kind: 'ended', at };
}

function stateAfter(answer: StepAnswer): Step['state'] {
  return answer.outcome === 'return-for-supplement' ? 'returned' : 'answered';
}
