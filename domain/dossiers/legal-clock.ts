import { addTerm } from '#domain/deadlines/add-term';
import type { StopGround } from '#domain/deadlines/clock-rules';
import { settleClock } from '#domain/deadlines/ledger';
import { chooseCase, termFor } from '#domain/procedures/choose-case';
import type { ClockFact } from '#domain/dossiers/clock-fact';
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
export function promisedTerm(dossier: Dossier, context: DecisionContext): Term {
  return termFor(chooseCase(context.procedure, dossier.choices), dossier.channel);
}

/** Folds the dossier's clock with new facts into the promised instant (D6: events carry it, the ledger explains it). */
export function withFacts(dossier: Dossier, facts: ClockFact[], context: DecisionContext): ClockChange {
  const before = 'clock' in dossier ? dossier.clock : [];
  const settled = settleClock({ facts: [...before, ...facts], term: promisedTerm(dossier, context), calendar: context.calendar });
  return settled.state === 'running' && settled.dueAt !== undefined ? { facts, dueAt: toIso(Temporal.Instant.from(settled.dueAt)) } : { facts };
}

/** Is the clock standing still on this ground? */
export function isStoppedFor(clock: readonly ClockFact[], ground: StopGround): boolean {
  const last = clock.findLast((fact) => 'ground' in fact && fact.ground === ground);
  return last?.kind === 'stopped';
}

/** The instant a term after `from` ends, as the record writes it. */
export function dueAfter(from: Temporal.Instant, term: Term, context: DecisionContext): string {
  return toIso(addTerm(from, term, context.calendar));
}
