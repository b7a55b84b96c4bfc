import { Temporal } from '#domain/kernel/temporal';
import { endOfTerm, legalMinute, type TermEnd } from './add-term.ts';
import type { ClockFact, StopGround } from './clock-fact.ts';
import { daysOfRest, endOfRest, leftAt, type Ends, type Left, type Rules } from './rest-of-term.ts';
import { workingMinutesBetween } from './working-minutes.ts';

/** A span of a clock's life under one rule. Spans follow each other without a gap. */
export interface ClockSpan {
  readonly from: Temporal.Instant;
  readonly to: Temporal.Instant;
  /** `term`: it counts. `extended`: past the term, within the new appointment. `overdue`: past both. Else why it stands still. */
  readonly kind: 'term' | 'extended' | 'overdue' | StopGround;
  /** Counted once, and taken back by a restart. */
  readonly isVoided: boolean;
  /** How the term that runs in this span was counted; only where one begins or goes on. */
  readonly term?: TermEnd;
  /** The whole term begins with this span: its first day is not counted. */
  readonly begins: boolean;
}

export interface SettledClock {
  readonly state: 'not-started' | 'running' | 'stopped' | 'ended';
  /** The first start, also of a clock that stopped or ended in the same minute and so has no span yet. */
  readonly startedAt?: string;
  /** Known while running, and after an end that came while running or late; a stopped clock has no due instant. */
  readonly dueAt?: string;
  /** The end of the term itself, without a new appointment; where `dueAt` is known. */
  readonly legalDueAt?: string;
  readonly endedAt?: string;
  /** Office minutes left of the term when the clock last stopped or ended; negative when it was already late. */
  readonly remainingWorkingMinutes?: number;
  /** The due instant had passed when the clock last stopped or ended; in the night after it no office minute is missing yet. */
  readonly isPastDue?: boolean;
  /** Office minutes from the last start to the end of its term, pauses apart: what shares of the term are shares of. */
  readonly wholeWorkingMinutes: number;
  readonly spans: readonly ClockSpan[];
}

interface ClockAtHand {
  readonly state: SettledClock['state'];
  /** Where the last span ends. */
  readonly cursor: Temporal.Instant;
  /** Undefined before the start; while stopped, those of the running time before. */
  readonly ends: Ends | undefined;
  /** What was left at the last stop, or at the end. */
  readonly left: Left;
  readonly wholeMinutes: number;
  readonly term: TermEnd | undefined;
  readonly begins: boolean;
  readonly openStops: readonly StopGround[];
  /** A full dossier came while another stop was open: the whole term starts when the last stop ends. */
  readonly countAnew: boolean;
  readonly startedAt: Temporal.Instant | undefined;
  readonly endedAt: Temporal.Instant | undefined;
  readonly spans: readonly ClockSpan[];
}

interface Settling extends Rules {
  readonly facts: readonly ClockFact[];
  /** Carries the account on to this instant where the clock still runs late or stands still. */
  readonly asOf?: Temporal.Instant;
}

/**
 * Folds facts, in the order they were recorded, into a due instant and the spans that led to it (D6).
 * `restarted` counts the whole term anew (the decrees' rule); `resumed` keeps what was left: office minutes, or days of a
 * term in calendar days. `extended` moves the due instant of a running clock, never the end of the term itself.
 * A clock stopped on several grounds runs again only when all have ended; a term that was late when it stopped stays late.
 * Facts before the start (other than `started`, `restarted`) and after the end change nothing. A fact earlier than
 * the one before (a start moved ahead by a cut-off) takes effect at that one's instant. Facts are taken at their minute.
 * Throws DomainError `no-calendar`.
 */
export function settleClock({ facts, asOf, ...rules }: Settling): SettledClock {
  const folded = facts.reduce((clock, fact) => take(clock, fact, rules), unstarted);
  const settled = carriedOn(folded, asOf);
  const { state, left, wholeMinutes, startedAt, endedAt, spans } = settled;
  const ends = knownEnds(settled);
  return {
    state,
    ...(startedAt !== undefined && { startedAt: startedAt.toString() }),
    ...(ends !== undefined && { dueAt: ends.due.toString(), legalDueAt: ends.legal.toString() }),
    ...(endedAt !== undefined && { endedAt: endedAt.toString() }),
    ...((state === 'stopped' || state === 'ended') && { remainingWorkingMinutes: left.workingMinutes, isPastDue: left.due === undefined }),
    wholeWorkingMinutes: wholeMinutes,
    spans,
  };
}

/** A clock that stands still, or ended so, has no due instant to come; one that had passed before remains. */
function knownEnds({ state, ends, openStops, left }: ClockAtHand): Ends | undefined {
  const isKnown = state === 'running' || (state === 'ended' && (openStops.length === 0 || left.due === undefined));
  return isKnown ? ends : undefined;
}

const unstarted: ClockAtHand = {
  state: 'not-started',
  cursor: Temporal.Instant.fromEpochMilliseconds(0),
  ends: undefined,
  left: { legal: 0, due: 0, workingMinutes: 0 },
  wholeMinutes: 0,
  term: undefined,
  begins: false,
  openStops: [],
  countAnew: false,
  startedAt: undefined,
  endedAt: undefined,
  spans: [],
};

function take(clock: ClockAtHand, fact: ClockFact, rules: Rules): ClockAtHand {
  if (clock.state === 'ended') return clock;
  const at = later(clock.cursor, legalMinute(Temporal.Instant.from(fact.at)));
  if (clock.state === 'not-started') {
    return fact.kind === 'started' || fact.kind === 'restarted' ? { ...countFrom(clock, at, rules), startedAt: at } : clock;
  }
  switch (fact.kind) {
    case 'started':
      return clock;
    case 'stopped':
      return stop(clock, { at, ground: fact.ground }, rules);
    case 'resumed':
    case 'restarted':
      return endStop(clock, { at, ground: fact.ground, anew: fact.kind === 'restarted' }, rules);
    case 'extended':
      return extend(clock, { at, until: legalMinute(Temporal.Instant.from(fact.until)) });
    case 'ended':
      return { ...record(clock, at), state: 'ended', left: leftNow(clock, at, rules), endedAt: at };
  }
}

function stop(clock: ClockAtHand, { at, ground }: { at: Temporal.Instant; ground: StopGround }, rules: Rules): ClockAtHand {
  if (clock.openStops.includes(ground)) return clock;
  return { ...record(clock, at), state: 'stopped', left: leftNow(clock, at, rules), openStops: [...clock.openStops, ground] };
}

function endStop(clock: ClockAtHand, { at, ground, anew }: { at: Temporal.Instant; ground: StopGround | undefined; anew: boolean }, rules: Rules): ClockAtHand {
  const ended = ground ?? clock.openStops.at(-1);
  if (clock.state === 'running') return anew ? countFrom(voidCounted(record(clock, at)), at, rules) : clock;
  const recorded = record(clock, at);
  const stopped = { ...(anew ? voidCounted(recorded) : recorded), openStops: clock.openStops.filter((open) => open !== ended), countAnew: clock.countAnew || anew };
  if (stopped.openStops.length > 0) return stopped;
  return stopped.countAnew ? countFrom(stopped, at, rules) : goOn(stopped, at, rules);
}

function extend(clock: ClockAtHand, { at, until }: { at: Temporal.Instant; until: Temporal.Instant }): ClockAtHand {
  if (clock.state !== 'running' || clock.ends === undefined) return clock;
  return { ...record(clock, at), ends: { legal: clock.ends.legal, due: later(clock.ends.due, until) } };
}

function countFrom(clock: ClockAtHand, at: Temporal.Instant, { term, calendar }: Rules): ClockAtHand {
  const counted = endOfTerm(at, term, calendar);
  const { dueAt } = counted;
  const wholeMinutes = workingMinutesBetween(at, dueAt, calendar);
  return { ...clock, state: 'running', cursor: at, ends: { legal: dueAt, due: dueAt }, wholeMinutes, term: counted, begins: true, openStops: [], countAnew: false };
}

/** What was left goes on; a term already late when it stopped is not cured by the pause: its due instant stays. */
function goOn(clock: ClockAtHand, at: Temporal.Instant, rules: Rules): ClockAtHand {
  const { ends, left, term } = clock;
  if (ends === undefined || term === undefined) return clock;
  const legal = left.legal === undefined ? ends.legal : endOfRest(at, left.legal, rules);
  const due = left.due === undefined ? ends.due : endOfRest(at, left.due, rules);
  return { ...clock, state: 'running', ends: { legal, due }, term: { ...term, ...daysOfRest(at, left.legal, rules), dueAt: legal } };
}

function leftNow(clock: ClockAtHand, at: Temporal.Instant, rules: Rules): Left {
  const { state, ends, term, left } = clock;
  return state === 'running' && ends !== undefined ? leftAt({ ends, lastDay: term?.lastDay }, at, rules) : left;
}

/** Lets the account of a clock that has not ended run on: to its due instant, or past it to `asOf`. */
function carriedOn(clock: ClockAtHand, asOf: Temporal.Instant | undefined): ClockAtHand {
  const { state, ends, cursor } = clock;
  const now = asOf === undefined ? cursor : legalMinute(asOf);
  if (state === 'running' && ends !== undefined) return record(clock, later(ends.due, now));
  return state === 'stopped' ? record(clock, now) : clock;
}

/** Writes the time from the cursor to `to` under the rules then in force. */
function record(clock: ClockAtHand, to: Temporal.Instant): ClockAtHand {
  if (Temporal.Instant.compare(clock.cursor, to) >= 0) return clock;
  const { ends, openStops, term } = clock;
  const [ground] = openStops;
  if (ground !== undefined || ends === undefined) return withSpan(clock, to, { kind: ground ?? 'term' });
  const counted = withSpan(clock, earlier(to, ends.legal), { kind: 'term', ...(term !== undefined && { term }) });
  return withSpan(withSpan(counted, earlier(to, ends.due), { kind: 'extended' }), to, { kind: 'overdue' });
}

function withSpan(clock: ClockAtHand, to: Temporal.Instant, about: Pick<ClockSpan, 'kind' | 'term'>): ClockAtHand {
  if (Temporal.Instant.compare(clock.cursor, to) >= 0) return clock;
  const span: ClockSpan = { from: clock.cursor, to, isVoided: false, begins: clock.begins && about.kind === 'term', ...about };
  return { ...clock, cursor: to, begins: clock.begins && about.kind !== 'term', spans: [...clock.spans, span] };
}

/** A restart takes back what was counted so far. */
function voidCounted(clock: ClockAtHand): ClockAtHand {
  const isCounted = ({ kind }: ClockSpan) => kind === 'term' || kind === 'extended' || kind === 'overdue';
  return { ...clock, spans: clock.spans.map((span) => (isCounted(span) ? { ...span, isVoided: true } : span)) };
}

function later(a: Temporal.Instant, b: Temporal.Instant): Temporal.Instant {
  return Temporal.Instant.compare(a, b) >= 0 ? a : b;
}

function earlier(a: Temporal.Instant, b: Temporal.Instant): Temporal.Instant {
  return Temporal.Instant.compare(a, b) <= 0 ? a : b;
}
