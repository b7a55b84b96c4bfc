import type { ClockFact } from '#domain/deadlines/clock-fact';
import type { Dossier } from '#domain/dossiers/dossier';
import type { Step } from '#domain/dossiers/parts';

/** The applicant's financial duty is not counted (domain.md §3.1): the clock stands still from its first open step on. */
export function dutyBegins(at: string): ClockFact {
  return { kind: 'stopped', at, ground: 'financial-duty' };
}

/** The last financial duty answered lets the clock go on (domain.md §3.3); one returned for a supplement is still to be met. */
export function dutyDone(dossier: Dossier, step: Step, at: string): ClockFact[] {
  const isStillOwed = (each: Step) => each.id !== step.id && each.kind === 'obligation' && (each.state === 'open' || each.state === 'returned');
  if (step.kind !== 'obligation' || Object.values(dossier.steps).some(isStillOwed)) return [];
  return [{ kind: 'resumed', at, ground: 'financial-duty' }];
}
