import { addTerm } from '#domain/deadlines/add-term';
import { clockStart } from '#domain/deadlines/clock-start';
import { ledgerOf, type Ledger, type LedgerEntry } from '#domain/deadlines/ledger';
import { settleClock } from '#domain/deadlines/settle-clock';
import type { WorkingCalendar } from '#domain/deadlines/working-calendar';
import { DomainError } from '#domain/kernel/domain-error';
import { toIso } from '#domain/kernel/instant';
import { Temporal } from '#domain/kernel/temporal';
import { factsOf, type RandomHistory } from './random-history.ts';
import { dateOf, dayAt, instantOf, midnightOf, minuteOf, NoCalendar, type WalkedCalendar } from './raw-calendar.ts';
import { live, type Life } from './slow-clock.ts';
import { slowStart } from './slow-start.ts';
import { slowEnd } from './slow-term.ts';

/** Words that speak of no day. */
const ofNoDay = new Set(['counted', 'office-hours', 'supplement', 'financial-duty', 'legal-suspension', 'restart-after-supplement', 'next-opening', 'cut-off-at-time', 'cut-off-last-minutes']);

/** All that can be said of a history, in words both sides can speak. */
interface Verdict {
  readonly start: number;
  readonly end: number;
  readonly settledState: string;
  readonly ledgerState: string;
  readonly dueAt: string | undefined;
  readonly legalDueAt: string | undefined;
  readonly endedAt: string | undefined;
  readonly remaining: number | undefined;
  readonly whole: number;
  readonly entries: readonly Tally[];
}

interface Tally {
  readonly from: string;
  readonly to: string;
  readonly rule: string;
  readonly minutes: Readonly<Record<string, number>>;
}

export function whatTheEngineSays(history: RandomHistory, calendar: WorkingCalendar): Verdict | 'no-calendar' {
  return orRefused(() => engineVerdict(history, calendar));
}

/** The walk's own account, cut where the engine cut its entries. */
export function whatTheWalkSays(history: RandomHistory, calendar: WalkedCalendar, cuts: readonly Tally[]): Verdict | 'no-calendar' {
  return orRefused(() => walkVerdict(history, calendar, cuts));
}

function orRefused(say: () => Verdict): Verdict | 'no-calendar' {
  try {
    return say();
  } catch (error) {
    if (error instanceof NoCalendar || (error instanceof DomainError && error.details.code === 'no-calendar')) return 'no-calendar';
    throw error;
  }
}

function engineVerdict(history: RandomHistory, calendar: WorkingCalendar): Verdict {
  const { receivedAt, cutOff, term } = history;
  const start = clockStart(Temporal.Instant.from(receivedAt), cutOff, calendar);
  const { facts, now, received } = factsOf(history, toIso(start));
  const settled = settleClock({ facts, term, calendar, asOf: Temporal.Instant.from(now) });
  const ledger = ledgerOf({ facts, term, calendar, now: Temporal.Instant.from(now), ...(received && { received }) });
  return {
    start: minuteOf(toIso(start)),
    end: minuteOf(toIso(addTerm(start, term, calendar))),
    settledState: settled.state,
    ledgerState: ledger.state,
    dueAt: ledger.dueAt,
    legalDueAt: ledger.legalDueAt ?? ledger.dueAt,
    endedAt: ledger.endedAt,
    remaining: settled.remainingWorkingMinutes,
    whole: settled.wholeWorkingMinutes,
    entries: ledger.entries.map(tallyOf),
  };
}

function tallyOf({ from, to, rule, countedMinutes, skipped }: LedgerEntry): Tally {
  const minutes: Record<string, number> = countedMinutes === 0 ? {} : { counted: countedMinutes };
  for (const { reason, date, minutes: skippedMinutes } of skipped) {
    const word = date === undefined ? reason : `${reason} ${date}`;
    minutes[word] = (minutes[word] ?? 0) + skippedMinutes;
  }
  return { from, to, rule, minutes };
}

function walkVerdict(history: RandomHistory, calendar: WalkedCalendar, cuts: readonly Tally[]): Verdict {
  const { receivedAt, cutOff, term } = history;
  const start = slowStart(minuteOf(receivedAt), cutOff, calendar);
  const { facts, now, received } = factsOf(history, instantOf(start));
  const life = live({ facts, term, calendar, now, received });
  const isDueKnown = life.state === 'running' || (life.state === 'ended' && (life.stops.length === 0 || life.kept.due === undefined));
  const first = received === undefined ? start : minuteOf(received.at);
  return {
    start,
    end: slowEnd(start, term, calendar),
    settledState: life.state,
    ledgerState: lateness(life, minuteOf(now)),
    dueAt: isDueKnown ? instantOf(life.due) : undefined,
    legalDueAt: isDueKnown ? instantOf(life.legal) : undefined,
    endedAt: life.state === 'ended' ? instantOf(life.minute) : undefined,
    remaining: life.state === 'running' ? undefined : life.remaining,
    whole: life.whole,
    entries: cutUp(life, first, cuts),
  };
}

/** "On-time test: end of handling ≤ appointment" (domain.md §3.5); a clock that stood still was in time if it stopped in time. */
function lateness({ state, minute, due, kept, stops }: Life, now: number): Ledger['state'] {
  if (state === 'not-started') return state;
  const isLate = stops.length > 0 ? kept.due === undefined : (state === 'ended' ? minute : now) > due;
  if (isLate) return 'late';
  return state === 'ended' ? 'met' : state;
}

function cutUp({ rules, fates }: Life, first: number, cuts: readonly Tally[]): Tally[] {
  const tallies: Tally[] = [];
  let at = 0;
  while (at < rules.length) {
    const cut = cuts[tallies.length];
    const from = at;
    const to = cut === undefined ? rules.length : Math.min(Math.max(minuteOf(cut.to) - first, from + 1), rules.length);
    while (at < to && rules[at] === rules[from]) at += 1;
    tallies.push({ from: instantOf(first + from), to: instantOf(first + at), rule: rules[from] ?? '', minutes: count(fates, { from, to: at, first }) });
  }
  return tallies;
}

function count(fates: readonly string[], { from, to, first }: { from: number; to: number; first: number }): Record<string, number> {
  const counts: Record<string, number> = {};
  for (let at = from; at < to; ) {
    const since = at;
    const until = Math.min(to, midnightOf(dayAt(first + at) + 1) - first);
    while (at < until && fates[at] === fates[since]) at += 1;
    const fate = fates[since] ?? '';
    const word = ofNoDay.has(fate) ? fate : `${fate} ${dateOf(dayAt(first + since))}`;
    counts[word] = (counts[word] ?? 0) + at - since;
  }
  return counts;
}
