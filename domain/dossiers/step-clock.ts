import type { ClockFact } from '#domain/deadlines/clock-fact';
import { passedShareAt } from '#domain/deadlines/passed-share-at';
import { settleClock, type SettledClock } from '#domain/deadlines/settle-clock';
import type { DecisionContext } from '#domain/dossiers/context';
import { isStoppedFor } from '#domain/dossiers/legal-clock';
import type { Step, StepTiming } from '#domain/dossiers/parts';
import { agencyMinutes, punctualityOf } from '#domain/dossiers/timing';
import { toIso } from '#domain/kernel/instant';
import { Temporal } from '#domain/kernel/temporal';
import { stepDefinition } from '#domain/routing/next-stage';

type StepOnClock = Pick<Step, 'id' | 'agency' | 'clock'>;

/** When a step is due and from when it is at risk. */
export interface StepDates {
  readonly dueAt: string;
  readonly atRiskAt: string;
}

/** The step's own clock as it stands after `more` facts: its budget, by its agency's calendar. */
function settleStep(step: StepOnClock, context: DecisionContext, more: readonly ClockFact[] = []): SettledClock {
  const definition = stepDefinition(context.procedure, step.id);
  if (definition === undefined) throw new Error(`The procedure has no step ${step.id}`);
  return settleClock({ facts: [...step.clock, ...more], term: definition.budget, calendar: context.calendars.of(step.agency) });
}

/** The dates of a step whose clock runs after `more` facts; nothing while it stands still. */
export function stepDates(step: StepOnClock, context: DecisionContext, more: readonly ClockFact[] = []): StepDates | undefined {
  const { state, dueAt, wholeWorkingMinutes } = settleStep(step, context, more);
  if (state !== 'running' || dueAt === undefined) return undefined;
  const due = Temporal.Instant.from(dueAt);
  const calendar = context.calendars.of(step.agency);
  return { dueAt: toIso(due), atRiskAt: toIso(passedShareAt({ dueAt: due, wholeWorkingMinutes, share: context.procedure.atRiskShare, calendar })) };
}

/** What being asked again after a supplement is to a step's clock: its whole budget anew, and an amount told before is to be told again. */
export function askedAgain({ clock }: Pick<Step, 'clock'>, at: string): ClockFact[] {
  const duty: ClockFact[] = isStoppedFor(clock, 'financial-duty') ? [{ kind: 'resumed', at, ground: 'financial-duty' }] : [];
  return [...duty, { kind: 'restarted', at, ground: 'supplement' }];
}

/** How the step went, if it ended now. */
export function stepTiming(step: StepOnClock, context: DecisionContext): StepTiming {
  const calendar = context.calendars.of(step.agency);
  const settled = settleStep(step, context, [{ kind: 'ended', at: toIso(context.now) }]);
  return { punctuality: punctualityOf(settled, calendar), agencyMinutes: agencyMinutes(settled, calendar) };
}
