import { addTerm } from '#domain/deadlines/add-term';
import { daysConcerning, type ChangedDay } from '#domain/deadlines/calendar-changes';
import type { Recount } from '#domain/dossiers/command';
import { consultationCalendar } from '#domain/dossiers/consultation-clock';
import type { DecisionContext } from '#domain/dossiers/context';
import { dayOfReceipt } from '#domain/dossiers/dossier-code';
import type { Dossier, FiledDossier } from '#domain/dossiers/dossier';
import type { DossierEvent } from '#domain/dossiers/event';
import { calendarOf, isStopped, withFacts } from '#domain/dossiers/legal-clock';
import type { DateMove, Step } from '#domain/dossiers/parts';
import { stepDates } from '#domain/dossiers/step-clock';
import { isOver } from '#domain/dossiers/wake';
import { toIso } from '#domain/kernel/instant';
import { Temporal } from '#domain/kernel/temporal';
import type { Term } from '#domain/procedures/procedure';
import { stepDefinition } from '#domain/routing/next-stage';

/**
 * Counts the open dates of a dossier again under the calendar now in force (D6). Nothing when all are as they were, so a
 * replay may come by as often as it likes.
 */
export function recount(dossier: Dossier | undefined, { changedDays }: Recount, context: DecisionContext): DossierEvent[] {
  if (dossier === undefined) return [];
  const moves = dateMoves(dossier, changedDays, context);
  return moves.length === 0 ? [] : [{ type: 'DatesRecounted', edition: context.calendars.edition, moves }];
}

/** The dates that differ under the calendars of the context, each with the days that make the difference. */
function dateMoves(dossier: Dossier, changedDays: readonly ChangedDay[], context: DecisionContext): DateMove[] {
  if (dossier.status === 'draft' || isOver(dossier)) return [];
  const counted = [...receptionDate(dossier, context), ...supplementDate(dossier, context), ...settlementDate(dossier, context), ...stepDatesAgain(dossier, context), ...consultationDates(dossier, context)];
  return counted
    .filter(({ from, to, was, atRiskAt }) => from !== to || (was !== undefined && was !== atRiskAt))
    .map(({ since, agency, was: _was, ...move }) => ({ ...move, because: because(changedDays, { since, agency, ...move }) }));
}

interface Counted extends Omit<DateMove, 'because'> {
  /** When the clock began to run, and by whose calendar. */
  readonly since: string;
  readonly agency: string;
  /** The at-risk instant before. */
  readonly was?: string;
}

function because(changedDays: readonly ChangedDay[], { since, from, to, agency }: Pick<Counted, 'since' | 'from' | 'to' | 'agency'>): DateMove['because'] {
  const dayOf = (instant: string) => dayOfReceipt(Temporal.Instant.from(instant));
  const concerned = daysConcerning(changedDays, { from: dayOf(since), to: dayOf(from > to ? from : to), agency });
  return concerned.map(({ date, change, source }) => ({ date, change, source }));
}

function again(since: string, term: Term, calendar: Parameters<typeof addTerm>[2]): string {
  return toIso(addTerm(Temporal.Instant.from(since), term, calendar));
}

function receptionDate(dossier: FiledDossier, context: DecisionContext): Counted[] {
  if (dossier.status !== 'submitted') return [];
  const { receivedAt: since, receptionDueAt: from, receivingAgency: agency } = dossier;
  return [{ what: 'reception', from, to: again(since, context.procedure.reception.limit, calendarOf(dossier, context)), since, agency }];
}

function supplementDate(dossier: FiledDossier, context: DecisionContext): Counted[] {
  if (dossier.status !== 'awaiting-supplement') return [];
  const { requestedAt: since, answerBy: from } = dossier.supplement;
  return [{ what: 'supplement', from, to: again(since, context.procedure.supplement.answerWithin, calendarOf(dossier, context)), since, agency: dossier.receivingAgency }];
}

function settlementDate(dossier: FiledDossier, context: DecisionContext): Counted[] {
  if (!('dueAt' in dossier) || dossier.dueAt === undefined) return [];
  const { dueAt: from, receivingAgency: agency, clock } = dossier;
  const { dueAt: to = from } = withFacts(dossier, [], context);
  return [{ what: 'settlement', from, to, since: clock[0]?.at ?? dossier.receivedAt, agency }];
}

function stepDatesAgain(dossier: FiledDossier, context: DecisionContext): Counted[] {
  const isRunning = (step: Step) => step.state === 'open' && !isStopped(step.clock);
  return Object.values(dossier.steps)
    .filter(isRunning)
    .flatMap((step): Counted[] => {
      const dates = stepDates(step, context);
      if (dates === undefined) return [];
      return [{ what: 'step', id: step.id, from: step.dueAt, to: dates.dueAt, atRiskAt: dates.atRiskAt, was: step.atRiskAt, since: step.openedAt, agency: step.agency }];
    });
}

function consultationDates(dossier: FiledDossier, context: DecisionContext): Counted[] {
  return Object.values(dossier.consultations)
    .filter(({ state }) => state === 'open')
    .flatMap((each): Counted[] => {
      const definition = stepDefinition(context.procedure, each.stepId)?.consultations.find(({ id }) => id === each.id);
      if (definition === undefined) return [];
      const { id, dueAt: from, askedAt: since, stepId } = each;
      const agency = dossier.steps[stepId]?.agency ?? dossier.receivingAgency;
      return [{ what: 'consultation', id, from, to: again(since, definition.limit, consultationCalendar(dossier, each, context)), since, agency }];
    });
}
