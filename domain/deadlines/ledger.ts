import { Temporal } from '#domain/kernel/temporal';
import type { Term } from '#domain/procedures/procedure';
import { addTerm } from './add-term.ts';
import { clockRules } from './clock-rules.ts';
import type { ClockRule, StopGround } from './clock-rules.ts';
import type { WorkingCalendar } from './working-calendar.ts';
import { addWorkingMinutes, workingMinutesBetween } from './working-minutes.ts';

/**
 * What happened to a dossier's (or a step's) clock, `at` an ISO instant to which any cut-off was already applied (`clockStart`).
 * `resumed` and `restarted` name the stop they end; unnamed, they end the stop that began last.
 */
export type ClockFact =
  | { readonly kind: 'started' | 'ended'; readonly at: string }
  | { readonly kind: 'resumed' | 'restarted'; readonly at: string; readonly ground?: StopGround }
  | { readonly kind: 'stopped'; readonly at: string; readonly ground: StopGround };

interface LedgerEntry {
  readonly from: string;
  readonly to: string;
  /** Whether the interval counts against the term. */
  readonly counted: boolean;
  /** Office minutes between the two instants, counted or not. */
  readonly workingMinutes: number;
  readonly rule: ClockRule;
  readonly article: string;
}

export interface SettledClock {
  readonly state: 'not-started' | 'running' | 'stopped' | 'ended';
  /** Known while running, and after an end that came while running or late; a stopped clock has no due instant. */
  readonly dueAt?: string;
  /** Office minutes left when the clock last stopped or ended; negative when it was already late. */
  readonly remainingWorkingMinutes?: number;
  /** From the start to the last fact, and on to `dueAt` while running; without gaps. */
  readonly entries: readonly LedgerEntry[];
}

interface ClockAtHand {
  readonly state: SettledClock['state'];
  /** Where the last entry ends. */
  readonly cursor: Temporal.Instant;
  readonly dueAt: Temporal.Instant | undefined;
  readonly remainingMinutes: number;
  readonly openStops: readonly StopGround[];
  /** A full dossier came while another stop was open: the whole term starts when the last stop ends. */
  readonly countAnew: boolean;
  readonly entries: readonly LedgerEntry[];
}

interface Rules {
  readonly term: Term;
  readonly calendar: WorkingCalendar;
}

/**
 * Folds facts, in the order they were recorded, into a due instant and the account of how it came about (D6).
 * `restarted` counts the whole term anew (the decrees' rule); `resumed` keeps the office minutes that were left.
 * A clock stopped on several grounds runs again only when all have ended; a term that was late when it stopped stays late.
 * Facts before the start (other than `started`, `restarted`) and after the end change nothing. A fact earlier than
 * the one before (a start moved ahead by a cut-off) takes effect at that one's instant. Throws DomainError `no-calendar`.
 */
export function settleClock({ facts, ...rules }: { readonly facts: readonly ClockFact[] } & Rules): SettledClock {
  const settled = facts.reduce((clock, fact) => take(clock, fact, rules), unstarted);
  const { state, dueAt, remainingMinutes } = settled;
  const entries = state === 'running' && dueAt !== undefined ? record(settled, dueAt, rules).entries : settled.entries;
  return {
    state,
    ...(dueAt !== undefined && state !== 'stopped' && { dueAt: dueAt.toString() }),
    ...((state === 'stopped' || state === 'ended') && { remainingWorkingMinutes: remainingMinutes }),
    entries,
  };
}

const unstarted: ClockAtHand = {
  state: 'not-started',
  cursor: Temporal.Instant.fromEpochMilliseconds(0),
  dueAt: undefined,
  remainingMinutes: 0,
  openStops: [],
  countAnew: false,
  entries: [],
};

function take(clock: ClockAtHand, fact: ClockFact, rules: Rules): ClockAtHand {
  if (clock.state === 'ended') return clock;
  const at = later(clock.cursor, Temporal.Instant.from(fact.at));
  if (clock.state === 'not-started') {
    return fact.kind === 'started' || fact.kind === 'restarted' ? countFrom(clock, at, rules) : clock;
  }
  switch (fact.kind) {
    case 'started':
      return clock;
    case 'stopped':
      return stop(clock, { at, ground: fact.ground }, rules);
    case 'resumed':
    case 'restarted':
      return endStop(clock, { at, ground: fact.ground, anew: fact.kind === 'restarted' }, rules);
    case 'ended':
      return end(clock, at, rules);
  }
}

function stop(clock: ClockAtHand, { at, ground }: { at: Temporal.Instant; ground: StopGround }, rules: Rules): ClockAtHand {
  if (clock.openStops.includes(ground)) return clock;
  return {
    ...record(clock, at, rules),
    state: 'stopped',
    remainingMinutes: minutesLeft(clock, at, rules),
    openStops: [...clock.openStops, ground],
  };
}

function endStop(clock: ClockAtHand, { at, ground, anew }: { at: Temporal.Instant; ground: StopGround | undefined; anew: boolean }, rules: Rules): ClockAtHand {
  const ended = ground ?? clock.openStops.at(-1);
  if (clock.state === 'running') return anew ? countFrom(voidCounted(record(clock, at, rules)), at, rules) : clock;
  const recorded = record(clock, at, rules);
  const stopped = { ...(anew ? voidCounted(recorded) : recorded), openStops: clock.openStops.filter((open) => open !== ended), countAnew: clock.countAnew || anew };
  if (stopped.openStops.length > 0) return stopped;
  return stopped.countAnew ? countFrom(stopped, at, rules) : { ...stopped, state: 'running', dueAt: dueAfterPause(stopped, at, rules) };
}

function end(clock: ClockAtHand, at: Temporal.Instant, rules: Rules): ClockAtHand {
  return {
    ...record(clock, at, rules),
    state: 'ended',
    remainingMinutes: minutesLeft(clock, at, rules),
    dueAt: clock.state === 'running' || clock.remainingMinutes < 0 ? clock.dueAt : undefined,
  };
}

function countFrom(clock: ClockAtHand, at: Temporal.Instant, { term, calendar }: Rules): ClockAtHand {
  return { ...clock, state: 'running', cursor: at, dueAt: addTerm(at, term, calendar), openStops: [], countAnew: false };
}

/** A term already late when it stopped is not cured by the pause: its due instant stays. */
function dueAfterPause({ dueAt, remainingMinutes }: ClockAtHand, at: Temporal.Instant, { calendar }: Rules): Temporal.Instant | undefined {
  return remainingMinutes < 0 ? dueAt : addWorkingMinutes(at, remainingMinutes, calendar);
}

function minutesLeft({ state, dueAt, remainingMinutes }: ClockAtHand, at: Temporal.Instant, { calendar }: Rules): number {
  return state === 'running' && dueAt !== undefined ? workingMinutesBetween(at, dueAt, calendar) : remainingMinutes;
}

/** Writes the interval from the cursor to `to` under the rule now in force. */
function record(clock: ClockAtHand, to: Temporal.Instant, { calendar }: Rules): ClockAtHand {
  if (Temporal.Instant.compare(clock.cursor, to) >= 0) return clock;
  const rule: ClockRule = clock.openStops[0] ?? 'term-runs';
  const entry: LedgerEntry = {
    from: clock.cursor.toString(),
    to: to.toString(),
    workingMinutes: workingMinutesBetween(clock.cursor, to, calendar),
    rule,
    ...clockRules[rule],
  };
  return { ...clock, cursor: to, entries: [...clock.entries, entry] };
}

/** A restart takes back what was counted so far. */
function voidCounted(clock: ClockAtHand): ClockAtHand {
  const anew: Pick<LedgerEntry, 'rule' | 'counted' | 'article'> = { rule: 'counted-anew', ...clockRules['counted-anew'] };
  return { ...clock, entries: clock.entries.map((entry) => (entry.counted ? { ...entry, ...anew } : entry)) };
}

function later(a: Temporal.Instant, b: Temporal.Instant): Temporal.Instant {
  return Temporal.Instant.compare(a, b) >= 0 ? a : b;
}
