import { toIso } from '#domain/kernel/instant';
import { Temporal } from '#domain/kernel/temporal';
import type { Term } from '#domain/procedures/procedure';
import { legalMinute } from './add-term.ts';
import type { ClockFact, StopGround } from './clock-fact.ts';
import type { RuleWord } from './rules.ts';
import { settleClock, type ClockSpan, type SettledClock } from './settle-clock.ts';
import { daysOf, outsideOffice, type DayShare, type Skip } from './split-office-time.ts';
import type { WorkingCalendar } from './working-calendar.ts';
import { dateOf } from './working-timeline.ts';

/** One span of a clock's life: what counted in it, what did not and why. `countedMinutes` + skipped = `elapsedMinutes`, always. */
export interface LedgerEntry {
  readonly from: string;
  readonly to: string;
  /** The rule in force: `ruleOf` gives its article and its sentence. */
  readonly rule: RuleWord;
  readonly elapsedMinutes: number;
  /** Office minutes; of a term in calendar days, minutes of the days that count. */
  readonly countedMinutes: number;
  readonly skipped: readonly Skip[];
}

export interface Ledger {
  /** `met`: ended in time, or while it stood still. `late` also before the end, once the due instant has passed. */
  readonly state: 'not-started' | 'running' | 'stopped' | 'late' | 'met';
  readonly term: Term;
  readonly calendarVersion: string;
  readonly startedAt?: string;
  readonly dueAt?: string;
  /** The end of the term itself, where a new appointment has moved `dueAt`. */
  readonly legalDueAt?: string;
  readonly endedAt?: string;
  readonly entries: readonly LedgerEntry[];
  readonly totals: { readonly elapsedMinutes: number; readonly countedMinutes: number; readonly skippedMinutes: Readonly<Partial<Record<RuleWord, number>>> };
}

interface LedgerQuestion {
  readonly facts: readonly ClockFact[];
  readonly term: Term;
  readonly calendar: WorkingCalendar;
  readonly now: Temporal.Instant;
  /** Receipt, when a cut-off or office hours moved the start after it, and the rule that did. */
  readonly received?: { readonly at: string; readonly rule: RuleWord };
}

/**
 * The account of a clock: why it is due when it is (D6). Entries run from receipt or start to the end, to the due instant
 * while it runs, or to `now` while it is late or stands still. All instants are whole minutes. Throws DomainError `no-calendar`.
 */
export function ledgerOf({ facts, term, calendar, now, received }: LedgerQuestion): Ledger {
  const settled = settleClock({ facts, term, calendar, asOf: now });
  const waiting = received === undefined || settled.startedAt === undefined ? [] : waitForStart(received, Temporal.Instant.from(settled.startedAt));
  const entries = [...waiting, ...accountFor(settled.spans, { term, calendar })];
  return {
    state: stateAt(settled, now),
    term,
    calendarVersion: calendar.version,
    ...whole('startedAt', settled.startedAt),
    ...whole('dueAt', settled.dueAt),
    ...(settled.legalDueAt !== settled.dueAt && whole('legalDueAt', settled.legalDueAt)),
    ...whole('endedAt', settled.endedAt),
    entries,
    totals: totalsOf(entries),
  };
}

function stateAt({ state, dueAt, endedAt, isPastDue = false }: SettledClock, now: Temporal.Instant): Ledger['state'] {
  if (state === 'stopped') return isPastDue ? 'late' : 'stopped';
  if (state === 'not-started') return state;
  const isLate = dueAt !== undefined && Temporal.Instant.compare(endedAt === undefined ? legalMinute(now) : Temporal.Instant.from(endedAt), Temporal.Instant.from(dueAt)) > 0;
  if (isLate) return 'late';
  return state === 'running' ? 'running' : 'met';
}

function whole<Name extends string>(name: Name, instant: string | undefined): { readonly [Each in Name]?: string };
function whole(name: string, instant: string | undefined): Record<string, string> {
  return instant === undefined ? {} : { [name]: toIso(Temporal.Instant.from(instant)) };
}

/** The time from receipt to the start counts for nothing, by the rule that moved the start. */
function waitForStart({ at, rule }: NonNullable<LedgerQuestion['received']>, start: Temporal.Instant): LedgerEntry[] {
  const received = legalMinute(Temporal.Instant.from(at));
  if (Temporal.Instant.compare(received, start) >= 0) return [];
  const minutes = received.until(start).total('minutes');
  return [{ from: toIso(received), to: toIso(start), rule, elapsedMinutes: minutes, countedMinutes: 0, skipped: [{ reason: rule, minutes }] }];
}

interface Counting {
  readonly term: Term;
  readonly calendar: WorkingCalendar;
}

function accountFor(spans: readonly ClockSpan[], counting: Counting): LedgerEntry[] {
  let firstDayLeft = 0;
  return spans.map((span) => {
    if (span.begins) firstDayLeft = span.term?.firstDayMinutes ?? 0;
    const { entry, usedOfFirstDay } = entryFor(span, { ...counting, firstDayLeft });
    firstDayLeft -= usedOfFirstDay;
    return span.isVoided ? voided(entry) : entry;
  });
}

function entryFor(span: ClockSpan, { term, calendar, firstDayLeft }: Counting & { readonly firstDayLeft: number }): { entry: LedgerEntry; usedOfFirstDay: number } {
  const elapsedMinutes = span.from.until(span.to).total('minutes');
  const entry = (rule: RuleWord, skipped: readonly Skip[]): LedgerEntry => {
    const countedMinutes = elapsedMinutes - skipped.reduce((sum, skip) => sum + skip.minutes, 0);
    return { from: toIso(span.from), to: toIso(span.to), rule, elapsedMinutes, countedMinutes, skipped };
  };
  // No calendar is asked for time that stands still: it may go on beyond the last one known.
  if (isStandstill(span.kind)) return { entry: entry(span.kind, [{ reason: span.kind, minutes: elapsedMinutes }]), usedOfFirstDay: 0 };
  const days = daysOf(span, calendar);
  if (span.kind !== 'term') return { entry: entry(span.kind === 'overdue' ? 'overdue' : 'reappointment', outsideOffice(days)), usedOfFirstDay: 0 };
  if (term.unit === 'calendar-day') return { entry: entry('calendar-days', ofCalendarDays(days, span)), usedOfFirstDay: 0 };
  const firstDay = ofFirstDay(days, firstDayLeft);
  const usedOfFirstDay = firstDay.reduce((sum, { minutes }) => sum + minutes, 0);
  return { entry: entry(term.unit === 'working-day' ? 'working-days' : 'working-hours', [...firstDay, ...outsideOffice(days)]), usedOfFirstDay };
}

/** Office minutes of the first day; when a stop cut them off, the rest of them is laid on the day the clock goes on. */
function ofFirstDay(days: readonly DayShare[], firstDayLeft: number): Skip[] {
  let left = firstDayLeft;
  return days.flatMap(({ epochDay, officeMinutes }): Skip[] => {
    const minutes = Math.min(left, officeMinutes);
    left -= minutes;
    return minutes === 0 ? [] : [{ reason: 'first-day', minutes, date: dateOf(epochDay) }];
  });
}

function isStandstill(kind: ClockSpan['kind']): kind is StopGround {
  return kind !== 'term' && kind !== 'extended' && kind !== 'overdue';
}

/** Of calendar days only the first is left out, and at the end the way from a day off to the next working day (Civil Code 2015 Art. 147–148). */
function ofCalendarDays(days: readonly DayShare[], { term }: ClockSpan): Skip[] {
  const { firstDay, lastDay = Number.POSITIVE_INFINITY } = term ?? {};
  return days.flatMap((day): Skip[] => {
    if (day.epochDay === firstDay) return [{ reason: 'first-day', minutes: day.elapsedMinutes, date: dateOf(day.epochDay) }];
    if (day.epochDay <= lastDay) return [];
    return [day.off === undefined ? { reason: 'roll-to-working-day', minutes: day.elapsedMinutes, date: dateOf(day.epochDay) } : { ...day.off, minutes: day.elapsedMinutes }];
  });
}

function voided(entry: LedgerEntry): LedgerEntry {
  if (entry.countedMinutes === 0) return entry;
  return { ...entry, countedMinutes: 0, skipped: [...entry.skipped, { reason: 'restart-after-supplement', minutes: entry.countedMinutes }] };
}

function totalsOf(entries: readonly LedgerEntry[]): Ledger['totals'] {
  const skippedMinutes: Partial<Record<RuleWord, number>> = {};
  for (const { reason, minutes } of entries.flatMap(({ skipped }) => skipped)) skippedMinutes[reason] = (skippedMinutes[reason] ?? 0) + minutes;
  return {
    elapsedMinutes: entries.reduce((sum, entry) => sum + entry.elapsedMinutes, 0),
    countedMinutes: entries.reduce((sum, entry) => sum + entry.countedMinutes, 0),
    skippedMinutes,
  };
}
