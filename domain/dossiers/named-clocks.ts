import { ruleOfStart } from '#domain/deadlines/clock-start';
import type { ClockFact } from '#domain/deadlines/clock-fact';
import { ledgerOf, type Ledger } from '#domain/deadlines/ledger';
import type { RuleWord } from '#domain/deadlines/rules';
import type { WorkingCalendar } from '#domain/deadlines/working-calendar';
import { consultationCalendar, consultationFacts } from '#domain/dossiers/consultation-clock';
import type { DecisionContext } from '#domain/dossiers/context';
import type { Dossier, FiledDossier } from '#domain/dossiers/dossier';
import { calendarOf, promisedTerm } from '#domain/dossiers/legal-clock';
import type { Consultation, Step } from '#domain/dossiers/parts';
import { Temporal } from '#domain/kernel/temporal';
import type { Term } from '#domain/procedures/procedure';
import { stepDefinition } from '#domain/routing/next-stage';

export type ClockName = 'admissibility' | 'supplement-request' | 'applicants-answer' | 'step' | 'consultation' | 'settlement' | 'hand-over';

/** One of the clocks of a dossier: what it is for, who owes it, and the account of its time. */
export interface NamedClock {
  readonly name: ClockName;
  /** The step or consultation. */
  readonly id?: string;
  /** Who has to act by its end: an agency's code, or the applicant. */
  readonly owedBy: string;
  /** What the clock is by law. */
  readonly rule: RuleWord;
  readonly ledger: Ledger;
}

/** Every clock that runs or ran in a dossier, each with its ledger as it stands now (D6). Empty for a draft: nothing is promised yet. */
export function namedClocks(dossier: Dossier, context: DecisionContext): NamedClock[] {
  if (dossier.status === 'draft') return [];
  const clocks = [...admissibility(dossier, context), ...supplementClocks(dossier, context), ...settlement(dossier, context)];
  const steps = Object.values(dossier.steps).map((step) => stepClock(step, context));
  const consultations = Object.values(dossier.consultations).flatMap((each) => consultationClock(dossier, each, context));
  return [...clocks, ...steps, ...consultations, ...handOver(dossier, context)];
}

interface ClockParts {
  readonly facts: readonly ClockFact[];
  readonly term: Term;
  readonly calendar: WorkingCalendar;
}

function named(about: Omit<NamedClock, 'ledger'>, parts: ClockParts, { now }: DecisionContext): NamedClock {
  return { ...about, ledger: ledgerOf({ ...parts, now }) };
}

/** The check at the desk, from the last full receipt to acceptance, request or refusal. */
function admissibility(dossier: FiledDossier, context: DecisionContext): NamedClock[] {
  const { receivingAgency: owedBy, submittedAt, receivedAt } = dossier;
  const endedAt = endOfReception(dossier);
  // A supplement to a step is received after acceptance; then the check began with the hand-in.
  const startedAt = endedAt !== undefined && receivedAt > endedAt ? submittedAt : receivedAt;
  const facts: ClockFact[] = [{ kind: 'started', at: startedAt }, ...(endedAt === undefined ? [] : [{ kind: 'ended' as const, at: endedAt }])];
  return [named({ name: 'admissibility', owedBy, rule: 'reception' }, { facts, term: context.procedure.reception.limit, calendar: calendarOf(dossier, context) }, context)];
}

function endOfReception(dossier: FiledDossier): string | undefined {
  if ('acceptedAt' in dossier && dossier.acceptedAt !== undefined) return dossier.acceptedAt;
  if (dossier.status === 'awaiting-supplement') return dossier.supplement.requestedAt;
  return 'endedAt' in dossier ? dossier.endedAt : undefined;
}

/** Until when a supplement may be asked for (only while it still may be), and until when the applicant answers one. */
function supplementClocks(dossier: FiledDossier, context: DecisionContext): NamedClock[] {
  const { supplement } = context.procedure;
  const calendar = calendarOf(dossier, context);
  if (dossier.status === 'awaiting-supplement') {
    const facts: ClockFact[] = [{ kind: 'started', at: dossier.supplement.requestedAt }];
    return [named({ name: 'applicants-answer', owedBy: 'applicant', rule: 'applicants-answer' }, { facts, term: supplement.answerWithin, calendar }, context)];
  }
  const mayBeAsked = dossier.supplementRequests < supplement.maxRequests && ['submitted', 'accepted', 'in-progress', 'awaiting-payment'].includes(dossier.status);
  if (!mayBeAsked) return [];
  const facts: ClockFact[] = [{ kind: 'started', at: dossier.receivedAt }];
  return [named({ name: 'supplement-request', owedBy: dossier.receivingAgency, rule: 'asked-within' }, { facts, term: supplement.askWithin, calendar }, context)];
}

/** The promise: from the receipt of the full dossier, by the procedure's cut-off. */
function settlement(dossier: FiledDossier, context: DecisionContext): NamedClock[] {
  if (!('clock' in dossier) || dossier.clock.length === 0) return [];
  const calendar = calendarOf(dossier, context);
  const [first] = dossier.clock;
  const at = first !== undefined && dossier.receivedAt <= first.at ? dossier.receivedAt : dossier.submittedAt;
  const rule = ruleOfStart(Temporal.Instant.from(at), context.procedure.cutOff, calendar);
  const question = { facts: dossier.clock, term: promisedTerm(dossier, context), calendar, now: context.now, ...(rule !== undefined && { received: { at, rule } }) };
  return [{ name: 'settlement', owedBy: dossier.receivingAgency, rule: 'full-dossier', ledger: ledgerOf(question) }];
}

function stepClock(step: Step, context: DecisionContext): NamedClock {
  const definition = stepDefinition(context.procedure, step.id);
  if (definition === undefined) throw new Error(`The procedure has no step ${step.id}`);
  const rule: RuleWord = definition.budget.unit === 'working-day' ? 'working-days' : definition.budget.unit === 'working-hour' ? 'working-hours' : 'calendar-days';
  return named({ name: 'step', id: step.id, owedBy: step.agency, rule }, { facts: step.clock, term: definition.budget, calendar: context.calendars.of(step.agency) }, context);
}

const SILENCE = { ESCALATE: 'silence-escalates', DEEMED_AGREED: 'silence-agrees', CONTINUE_WITHOUT: 'silence-passes' } as const satisfies Record<Consultation['onSilence'], RuleWord>;

function consultationClock(dossier: FiledDossier, consultation: Consultation, context: DecisionContext): NamedClock[] {
  const { id, stepId, onSilence, opinions } = consultation;
  const definition = stepDefinition(context.procedure, stepId)?.consultations.find((each) => each.id === id);
  if (definition === undefined) return [];
  const parts = { facts: consultationFacts(consultation), term: definition.limit, calendar: consultationCalendar(dossier, consultation, context) };
  return [named({ name: 'consultation', id, owedBy: Object.keys(opinions).toSorted().join(' '), rule: SILENCE[onSilence] }, parts, context)];
}

/** Handing over has a limit of its own only where the procedure sets one; else the appointment stands, which is the settlement's. */
function handOver(dossier: FiledDossier, context: DecisionContext): NamedClock[] {
  const { handOver: limit } = context.procedure;
  if ((dossier.status !== 'settled' && dossier.status !== 'returned') || limit === undefined) return [];
  const facts: ClockFact[] = [{ kind: 'started', at: dossier.settledAt }, ...(dossier.status === 'returned' ? [{ kind: 'ended' as const, at: dossier.returnedAt }] : [])];
  return [named({ name: 'hand-over', owedBy: dossier.receivingAgency, rule: 'hand-over' }, { facts, term: limit.limit, calendar: calendarOf(dossier, context) }, context)];
}
