import type { ClockFact } from '#domain/dossiers/clock-fact';
import type { WorkingDossier } from '#domain/dossiers/dossier';
import type { Step } from '#domain/dossiers/parts';

interface ClockChange {
  readonly facts: readonly ClockFact[];
  readonly dueAt?: string | undefined;
}

/** Appends the facts; a newly promised instant opens a new epoch, a stop takes the promise back, no facts change nothing. */
export function withClock(dossier: WorkingDossier, change: ClockChange): WorkingDossier {
  if (change.facts.length === 0) return dossier;
  const { dueAt: _before, ...rest } = dossier;
  const clock = [...dossier.clock, ...change.facts];
  if (change.dueAt === undefined) return { ...rest, clock };
  const clockEpoch = dossier.clockEpoch + 1;
  return { ...rest, clock, dueAt: change.dueAt, clockEpoch, ...(isStillLate(dossier, change) ? { breachRaisedForEpoch: clockEpoch } : {}) };
}

/** A pause does not mend a lateness that was told already, and it is not told twice. */
function isStillLate(dossier: WorkingDossier, { facts, dueAt }: ClockChange): boolean {
  const last = facts.at(-1);
  return dossier.breachRaisedForEpoch === dossier.clockEpoch && dueAt !== undefined && last !== undefined && dueAt <= last.at;
}

/** Status 6 while a financial duty is open, else 4. */
export function workingStatus(steps: Readonly<Record<string, Step>>): 'in-progress' | 'awaiting-payment' {
  return Object.values(steps).some((step) => step.kind === 'obligation' && step.state === 'open') ? 'awaiting-payment' : 'in-progress';
}
