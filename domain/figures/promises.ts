import type { ClockFact } from '#domain/deadlines/clock-fact';
import type { Dossier, FiledDossier } from '#domain/dossiers/dossier';
import type { Step } from '#domain/dossiers/parts';

/** What became of a promised instant, and when. An open promise whose instant has not come is none of either. */
export interface Promised {
  readonly state: 'kept' | 'broken';
  readonly at: string;
}

/** The settlement as it was promised to the applicant. A new appointment breaks the promise it takes the place of. */
export function settlementPromise(dossier: FiledDossier): Promised | undefined {
  if (dossier.status === 'submitted') return undefined;
  if (dossier.status === 'settled' || dossier.status === 'returned') return settledPromise(dossier);
  const brokenAt = (isExtended(dossier) ? reappointedAt(dossier) : undefined) ?? passedAt(dossier);
  return brokenAt === undefined ? undefined : { state: 'broken', at: brokenAt };
}

function settledPromise(dossier: Extract<Dossier, { status: 'settled' | 'returned' }>): Promised | undefined {
  const { timing, settledAt } = dossier;
  if (timing === undefined) return undefined;
  const isKept = timing.punctuality === 'early' || timing.punctuality === 'on-time';
  return isKept ? { state: 'kept', at: settledAt } : { state: 'broken', at: reappointedAt(dossier) ?? passedAt(dossier) ?? settledAt };
}

/** The step's own due instant, as its agency owes it. */
export function stepPromise({ state, timing, answer, watch, dueAt }: Step): Promised | undefined {
  const isPassed = watch.told.includes('due');
  if (state === 'answered' && timing !== undefined && answer !== undefined) {
    if (timing.punctuality !== 'late') return { state: 'kept', at: answer.at };
    return { state: 'broken', at: isPassed ? dueAt : answer.at };
  }
  return isPassed ? { state: 'broken', at: dueAt } : undefined;
}

interface Promising {
  readonly clock: readonly ClockFact[];
  readonly apologies: Extract<Dossier, { status: 'accepted' }>['apologies'];
  readonly watch?: Step['watch'] | undefined;
  readonly dueAt?: string | undefined;
}

/** The apology comes before the instant it speaks of, or after; the promise is broken with whichever is first. */
function reappointedAt({ apologies }: Promising): string | undefined {
  return apologies.slice(-1).flatMap(({ at, missedDueAt }) => [at, missedDueAt]).toSorted()[0];
}

/** While a clock stands still its due instant is not in the record: the stop, which came later, stands in for it. */
function passedAt({ watch, dueAt, clock }: Promising): string | undefined {
  if (watch?.told.includes('due') !== true) return undefined;
  return dueAt ?? clock.findLast(({ kind }) => kind === 'stopped' || kind === 'ended')?.at;
}

/** Does the appointment that holds come from an apology, and not from a term that began anew after it? */
function isExtended({ clock }: Promising): boolean {
  return clock.findLast(({ kind }) => kind === 'started' || kind === 'restarted' || kind === 'extended')?.kind === 'extended';
}
