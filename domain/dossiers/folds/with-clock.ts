import type { ClockFact } from '#domain/deadlines/clock-fact';
import { lateFrom } from '#domain/deadlines/late-from';
import type { WorkingDossier } from '#domain/dossiers/dossier';
import type { Step } from '#domain/dossiers/parts';
import { watchedAnew, watchedOn } from '#domain/dossiers/watching';

interface ClockChange {
  readonly facts: readonly ClockFact[];
  readonly dueAt?: string | undefined;
}

/** Appends the facts; a newly promised instant opens a new epoch, a stop takes the promise back, no facts change nothing. */
export function withClock(dossier: WorkingDossier, change: ClockChange, at: string): WorkingDossier {
  if (change.facts.length === 0) return dossier;
  const { dueAt: _before, ...rest } = dossier;
  const clock = [...dossier.clock, ...change.facts];
  return change.dueAt === undefined ? { ...rest, clock } : withPromise({ ...rest, clock }, change.dueAt, at);
}

/** The dossier with another promised instant. A pause does not mend a lateness that was told already, and it is not told twice. */
export function withPromise(dossier: WorkingDossier, dueAt: string, at: string): WorkingDossier {
  const isStillLate = dossier.watch.told.includes('due') && lateFrom(dueAt) <= at;
  return { ...dossier, dueAt, watch: (isStillLate ? watchedOn : watchedAnew)(dossier.watch, at) };
}

/** Status 6 while a financial duty is open, else 4. */
export function workingStatus(steps: Readonly<Record<string, Step>>): 'in-progress' | 'awaiting-payment' {
  return Object.values(steps).some((step) => step.kind === 'obligation' && step.state === 'open') ? 'awaiting-payment' : 'in-progress';
}
