import type { ClockFact } from '#domain/deadlines/clock-fact';
import type { Term } from '#domain/procedures/procedure';
import { dayAt, isOffice, midnightOf, minuteOf, whyOff, type WalkedCalendar } from './raw-calendar.ts';
import { afterOffice, closeOnOrAfter, officeBetween, slowEnd } from './slow-term.ts';

/** What was left when a clock stopped: office minutes, or days of a term in calendar days; nothing once the end had passed. */
interface Kept {
  readonly legal: number | undefined;
  readonly due: number | undefined;
}

/** A clock's life so far. It is changed in place, minute after minute, as life is. */
export interface Life {
  state: 'not-started' | 'running' | 'stopped' | 'ended';
  minute: number;
  legal: number;
  due: number;
  /** Of a term in calendar days: the last day, before it rolls to a working day. */
  lastDay: number;
  /** Of a term in calendar days: the day on which it began, which is not counted. */
  dayNotCounted: number;
  /** Of a term in working days: office minutes of the first day still to go by uncounted. */
  firstDayLeft: number;
  kept: Kept;
  /** Office minutes left of the term at the last stop or at the end. */
  remaining: number | undefined;
  whole: number;
  stops: string[];
  isAnew: boolean;
  /** Of each minute lived: the rule in force. */
  readonly rules: string[];
  /** Of each minute lived: `counted`, or why it did not count. */
  readonly fates: string[];
}

export interface Asked {
  readonly facts: readonly ClockFact[];
  readonly term: Term;
  readonly calendar: WalkedCalendar;
  readonly now: string;
  /** Where the start was moved after receipt, and the rule that moved it. */
  readonly received?: { readonly at: string; readonly rule: string } | undefined;
}

/** Lives through a clock's history, one minute after the other, and keeps what became of each. */
export function live({ facts, term, calendar, now, received }: Asked): Life {
  const life: Life = { state: 'not-started', minute: 0, legal: 0, due: 0, lastDay: 0, dayNotCounted: 0, firstDayLeft: 0, kept: { legal: 0, due: 0 }, remaining: undefined, whole: 0, stops: [], isAnew: false, rules: [], fates: [] };
  const timed = facts.map((fact) => ({ fact, at: minuteOf(fact.at) }));
  let next = facts.findIndex(({ kind }) => kind === 'started' || kind === 'restarted');
  const first = timed[next];
  if (first === undefined) return life;
  const { at: start } = first;
  const until = minuteOf(now);
  if (received !== undefined) for (let minute = minuteOf(received.at); minute < start; minute += 1) write(life, received.rule, received.rule);
  for (life.minute = start; ; life.minute += 1) {
    for (let ripe = timed[next]; ripe !== undefined && ripe.at <= life.minute; ripe = timed[next]) {
      happen(life, ripe.fact, { term, calendar });
      next += 1;
    }
    // The account of a running clock goes to its due instant, past it while it is late; of one that stands still, to now.
    const to = life.state === 'running' && life.due > until ? life.due : until;
    if (life.state === 'ended' || (next >= facts.length && life.minute >= to)) return life;
    liveMinute(life, term, calendar);
  }
}

interface Law {
  readonly term: Term;
  readonly calendar: WalkedCalendar;
}

function happen(life: Life, fact: ClockFact, law: Law): void {
  if (life.state === 'ended') return;
  if (life.state === 'not-started') return begin(life, law);
  if (fact.kind === 'stopped') return stop(life, fact.ground, law);
  if (fact.kind === 'resumed' || fact.kind === 'restarted') return endStop(life, { ground: fact.ground, isAnew: fact.kind === 'restarted' }, law);
  // "One-stop changes the appointment in the system" (Decree 61/2018 Art. 19(9)): the term itself stays where it was.
  if (fact.kind === 'extended' && life.state === 'running') life.due = Math.max(life.due, minuteOf(fact.until));
  if (fact.kind === 'ended') {
    if (life.state === 'running') keep(life, law);
    life.state = 'ended';
  }
}

/** The whole term begins in this minute. */
function begin(life: Life, { term, calendar }: Law): void {
  const today = dayAt(life.minute);
  life.state = 'running';
  life.legal = slowEnd(life.minute, term, calendar);
  life.due = life.legal;
  life.lastDay = today + term.amount;
  life.dayNotCounted = today;
  life.firstDayLeft = term.unit === 'working-day' && term.amount >= 1 ? officeBetween(life.minute, midnightOf(today + 1), calendar) : 0;
  life.whole = officeBetween(life.minute, life.legal, calendar);
  life.stops = [];
  life.isAnew = false;
}

function stop(life: Life, ground: string, law: Law): void {
  if (life.stops.includes(ground)) return;
  if (life.state === 'running') keep(life, law);
  life.state = 'stopped';
  life.stops.push(ground);
}

/** What is left is kept in the term's own measure; of a term that has passed nothing is left to keep. */
function keep(life: Life, { term, calendar }: Law): void {
  const { minute, legal, due, lastDay } = life;
  const today = dayAt(minute);
  const inDays = term.unit === 'calendar-day';
  const office = officeBetween(minute, legal, calendar);
  const ownLeft = inDays ? Math.max(lastDay - today, 0) : office;
  const appointmentLeft = (): number => (inDays ? dayAt(due) - today : officeBetween(minute, due, calendar));
  life.remaining = office;
  life.kept = { legal: minute > legal ? undefined : ownLeft, due: minute > due ? undefined : due > legal ? appointmentLeft() : ownLeft };
}

function endStop(life: Life, { ground, isAnew }: { ground: string | undefined; isAnew: boolean }, law: Law): void {
  // "Term restarts from zero when the full dossier arrives" (Decree 61/2018 Art. 19(4)): nothing counted before it counts.
  if (isAnew) for (let index = 0; index < life.fates.length; index += 1) if (life.fates[index] === 'counted') life.fates[index] = 'restart-after-supplement';
  if (life.state === 'running') {
    if (isAnew) begin(life, law);
    return;
  }
  const ended = ground ?? life.stops.at(-1);
  life.stops = life.stops.filter((open) => open !== ended);
  life.isAnew = life.isAnew || isAnew;
  if (life.stops.length > 0) return;
  if (life.isAnew) begin(life, law);
  else goOn(life, law);
}

/** The rest of the term goes on in this minute; one that had passed stays passed. */
function goOn(life: Life, { term, calendar }: Law): void {
  const { minute, kept } = life;
  const today = dayAt(minute);
  const endOf = (left: number): number => (term.unit === 'calendar-day' ? closeOnOrAfter(today + left, calendar) : afterOffice(minute, left, calendar));
  life.state = 'running';
  if (kept.legal !== undefined) {
    life.legal = endOf(kept.legal);
    life.lastDay = today + kept.legal;
    // It stopped on the day it began, of which nothing counts: this day takes that day's place.
    if (kept.legal === term.amount) life.dayNotCounted = today;
  }
  if (kept.due !== undefined) life.due = endOf(kept.due);
}

function liveMinute(life: Life, { unit }: Term, calendar: WalkedCalendar): void {
  const { minute, legal, due } = life;
  const [ground] = life.stops;
  if (ground !== undefined) return write(life, ground, ground);
  const off = whyOff(dayAt(minute), calendar);
  const byOffice = isOffice(minute, calendar) ? 'counted' : (off ?? 'office-hours');
  if (minute >= due) return write(life, 'overdue', byOffice);
  if (minute >= legal) return write(life, 'reappointment', byOffice);
  if (unit === 'calendar-day') return write(life, 'calendar-days', fateOfDay(life, off));
  const rule = unit === 'working-day' ? 'working-days' : 'working-hours';
  if (byOffice !== 'counted' || life.firstDayLeft === 0) return write(life, rule, byOffice);
  life.firstDayLeft -= 1;
  return write(life, rule, 'first-day');
}

function write(life: Life, rule: string, fate: string): void {
  life.rules.push(rule);
  life.fates.push(fate);
}

/** "Counts all", but for the first day, and the way from a last day that is off to the next working day. */
function fateOfDay({ minute, dayNotCounted, lastDay }: Life, off: string | undefined): string {
  const today = dayAt(minute);
  if (today === dayNotCounted) return 'first-day';
  return today <= lastDay ? 'counted' : (off ?? 'roll-to-working-day');
}
