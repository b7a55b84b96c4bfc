import { shippedCalendarBook } from '#domain/deadlines/calendar-book';
import type { ClockFact, StopGround } from '#domain/deadlines/clock-fact';
import { ledgerOf, type Ledger } from '#domain/deadlines/ledger';
import type { RuleWord } from '#domain/deadlines/rules';
import { settleClock, type SettledClock } from '#domain/deadlines/settle-clock';
import type { WorkingCalendar } from '#domain/deadlines/working-calendar';
import { toIso } from '#domain/kernel/instant';
import type { Term } from '#domain/procedures/procedure';
import { atVietnamTime, inVietnamTime } from './at-vietnam-time.ts';

export const calendar = shippedCalendarBook().national;
export const workingDays = (amount: number): Term => ({ amount, unit: 'working-day' });
export const calendarDays = (amount: number): Term => ({ amount, unit: 'calendar-day' });
export const workingHours = (amount: number): Term => ({ amount, unit: 'working-hour' });
export const threeDays = workingDays(3);

/** One thing that happened to a clock, in Vietnamese local time. */
export type Line =
  | [kind: 'started' | 'ended', local: string]
  | [kind: 'stopped' | 'resumed' | 'restarted', local: string, ground?: StopGround]
  | [kind: 'extended', local: string, until: string];

/** Monday 2 March 2026 and the fortnight after hold no day off but weekends. */
export const started: Line = ['started', '2026-03-02 10:00'];

function factsOf(lines: readonly Line[]): ClockFact[] {
  return lines.map(([kind, local, about]): ClockFact => {
    const at = toIso(atVietnamTime(local));
    switch (kind) {
      case 'stopped':
        return { kind, at, ground: about ?? 'supplement' };
      case 'resumed':
      case 'restarted':
        return { kind, at, ...(about && { ground: about }) };
      case 'extended':
        return { kind, at, until: toIso(atVietnamTime(about)) };
      case 'started':
      case 'ended':
        return { kind, at };
    }
  });
}

export function settle(lines: readonly Line[], term = threeDays): SettledClock {
  return settleClock({ facts: factsOf(lines), term, calendar });
}

/** When a settled clock is due, in Vietnamese local time. */
export function dueOf({ dueAt }: { readonly dueAt?: string }): string | undefined {
  return dueAt && inVietnamTime(dueAt);
}

interface Told {
  readonly lines: readonly Line[];
  readonly now?: string;
  readonly term?: Term;
  readonly on?: WorkingCalendar;
  readonly received?: { readonly at: string; readonly rule: RuleWord };
}

/** The ledger of a clock; unless told, `now` is the last thing that happened to it. */
export function tell({ lines, now = lines.at(-1)?.[1] ?? '', term = threeDays, on = calendar, received }: Told): Ledger {
  const facts = factsOf(lines);
  return ledgerOf({ facts, term, calendar: on, now: atVietnamTime(now), ...(received && { received: { at: toIso(atVietnamTime(received.at)), rule: received.rule } }) });
}

type Row = [from: string, to: string, rule: RuleWord, countedMinutes: number, skippedMinutes: Readonly<Partial<Record<RuleWord, number>>>];

/** A ledger's entries as a clerk would read them aloud. */
export function rowsOf({ entries }: Pick<Ledger, 'entries'>): Row[] {
  return entries.map(({ from, to, rule, countedMinutes, skipped }) => {
    const byReason: Partial<Record<RuleWord, number>> = {};
    for (const { reason, minutes } of skipped) byReason[reason] = (byReason[reason] ?? 0) + minutes;
    return [inVietnamTime(from), inVietnamTime(to), rule, countedMinutes, byReason];
  });
}
