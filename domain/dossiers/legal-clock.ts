import { addTerm } from '#domain/deadlines/add-term';
import { stopGrounds, type ClockFact, type StopGround } from '#domain/deadlines/clock-fact';
import { settleClock, type SettledClock } from '#domain/deadlines/settle-clock';
import type { WorkingCalendar } from '#domain/deadlines/working-calendar';
import { chooseCase, termFor } from '#domain/procedures/choose-case';
import type { DecisionContext } from '#domain/dossiers/context';
import type { Dossier } from '#domain/dossiers/dossier';
import { Temporal } from '#domain/kernel/temporal';
import { toIso } from '#domain/kernel/instant';
import type { Term } from '#domain/procedures/procedure';

/** A change of the clock: the facts that are new, and the promised instant that follows (absent while it stands still). */
export interface ClockChange {
  readonly facts: ClockFact[];
  readonly dueAt?: string;
}

/** The term the applicant was promised: that of their case and channel. */
export function promisedTerm(dossier: Dossier, { procedure }: Pick<DecisionContext, 'procedure'>): Term {
  return termFor(chooseCase(procedure, dossier.choices), dossier.channel);
}

/** The calendar a dossier's own clocks go by: that of the one-stop which took it in. */
export function calendarOf({ receivingAgency }: Pick<Dossier, 'receivingAgency'>, { calendars }: Pick<DecisionContext, 'calendars'>): WorkingCalendar {
  return calendars.of(receivingAgency);
}

/** The settlement clock as it stands after `more` facts. */
export function settleDossier(dossier: Dossier, context: Pick<DecisionContext, 'calendars' | 'procedure'>, more: readonly ClockFact[] = []): SettledClock {
  const before = 'clock' in dossier ? dossier.clock : [];
  return settleClock({ facts: [...before, ...more], term: promisedTerm(dossier, context), calendar: calendarOf(dossier, context) });
}

/** Folds the dossier's clock with new facts into the promised instant (D6: events carry it, the ledger explains it). */
export function withFacts(dossier: Dossier, facts: ClockFact[], context: DecisionContext): ClockChange {
  const { state, dueAt } = settleDossier(dossier, context, facts);
  return state === 'running' && dueAt !== undefined ? { facts, dueAt: toIso(Temporal.Instant.from(dueAt)) } : { facts };
}

/** Is the clock standing still on this ground? */
export function isStoppedFor(clock: readonly ClockFact[], ground: StopGround): boolean {
  const last = clock.findLast((fact) => 'ground' in fact && fact.ground === ground);
  return last?.kind === 'stopped';
}

/** Is the clock standing still, on whatever ground? */
export function isStopped(clock: readonly ClockFact[]): boolean {
  return stopGrounds.some((ground) => isStoppedFor(clock, ground));
}

/** The instant a term after `from` ends, as the record writes it. */
export function dueAfter(from: Temporal.Instant, term: Term, calendar: WorkingCalendar): string {
  return toIso(addTerm(from, term, calendar));
}
