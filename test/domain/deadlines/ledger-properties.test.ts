import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { addTerm } from '#domain/deadlines/add-term';
import { shippedOfficeHours, shippedYears } from '#domain/deadlines/calendars';
import { stopGrounds, type ClockFact } from '#domain/deadlines/clock-fact';
import { clockStart } from '#domain/deadlines/clock-start';
import { ledgerOf, type Ledger } from '#domain/deadlines/ledger';
import { deadlineRules } from '#domain/deadlines/rules';
import { settleClock } from '#domain/deadlines/settle-clock';
import { buildCalendar, type WorkingCalendar } from '#domain/deadlines/working-calendar';
import { workingMinutesBetween } from '#domain/deadlines/working-minutes';
import { DomainError } from '#domain/kernel/domain-error';
import { toIso } from '#domain/kernel/instant';
import { Temporal, VIETNAM_TIME_ZONE } from '#domain/kernel/temporal';
import type { Term } from '#domain/procedures/procedure';
import { instantOfKnownYears, laterTerm, termOfLaw } from './arbitraries.ts';
import { calendar } from './clock-story.ts';
import { anyCalendar, anyHistory, factsOf, type RandomHistory } from './oracle/random-history.ts';
import type { RawCalendar } from './oracle/raw-calendar.ts';

const built = (raw: RawCalendar) => buildCalendar({ name: 'drawn', ...raw });
const officeTerm = termOfLaw.filter(({ unit }) => unit !== 'calendar-day');
const minuteOf = (at: Temporal.Instant) => at.round({ smallestUnit: 'minute', roundingMode: 'floor' });
const hours = (max: number) => fc.integer({ min: 0, max: max * 60 });

/** The ledger of a random history; undefined where the calendar ends. */
function ledgerIn(history: RandomHistory, on: WorkingCalendar, later = 0): Ledger | undefined {
  try {
    const start = clockStart(Temporal.Instant.from(history.receivedAt), history.cutOff, on);
    const { facts, now, received } = factsOf(history, toIso(start));
    return ledgerOf({ facts, term: history.term, calendar: on, now: Temporal.Instant.from(now).add({ minutes: later }), ...(received && { received }) });
  } catch (error) {
    if (error instanceof DomainError && error.details.code === 'no-calendar') return undefined;
    throw error;
  }
}

function startedAt(from: Temporal.Instant): ClockFact {
  return { kind: 'started', at: toIso(from) };
}

function dueAfter(facts: readonly ClockFact[], term: Term): Temporal.Instant {
  return Temporal.Instant.from(settleClock({ facts, term, calendar }).dueAt ?? '');
}

describe('whatever happens to a clock', () => {
  test('its entries follow each other from receipt without gap or overlap', () => {
    fc.assert(
      fc.property(anyHistory, anyCalendar, (history, raw) => {
        const ledger = ledgerIn(history, built(raw));
        const first = ledger?.entries[0];
        if (ledger === undefined || first === undefined) return;
        expect([Math.floor(Date.parse(history.receivedAt) / 60_000) * 60_000, Date.parse(ledger.startedAt ?? '')]).toContain(Date.parse(first.from));
        ledger.entries.slice(1).forEach((entry, index) => expect(entry.from).toBe(ledger.entries[index]?.to));
        for (const { from, to } of ledger.entries) expect(from < to).toBe(true);
        if (ledger.endedAt !== undefined) expect(ledger.entries.at(-1)?.to).toBe(ledger.endedAt);
        if (ledger.state === 'running') expect(ledger.entries.at(-1)?.to).toBe(ledger.dueAt);
      }),
    );
  });

  test('counted and skipped are elapsed, in whole minutes, in each entry and in all', () => {
    fc.assert(
      fc.property(anyHistory, anyCalendar, (history, raw) => {
        const ledger = ledgerIn(history, built(raw));
        for (const { from, to, elapsedMinutes, countedMinutes, skipped } of ledger?.entries ?? []) {
          expect(elapsedMinutes).toBe((Date.parse(to) - Date.parse(from)) / 60_000);
          expect(countedMinutes + skipped.reduce((sum, { minutes }) => sum + minutes, 0)).toBe(elapsedMinutes);
          for (const minutes of [countedMinutes, ...skipped.map((skip) => skip.minutes)]) expect(Number.isInteger(minutes) && minutes >= 0).toBe(true);
          expect(skipped.every(({ minutes }) => minutes > 0)).toBe(true);
        }
        if (ledger === undefined) return;
        const { elapsedMinutes, countedMinutes, skippedMinutes } = ledger.totals;
        expect(countedMinutes + Object.values(skippedMinutes).reduce((sum, minutes) => sum + minutes, 0)).toBe(elapsedMinutes);
        expect(elapsedMinutes).toBe(ledger.entries.reduce((sum, entry) => sum + entry.elapsedMinutes, 0));
      }),
    );
  });

  test('every word of its account has a rule', () => {
    fc.assert(
      fc.property(anyHistory, anyCalendar, (history, raw) => {
        for (const { rule, skipped } of ledgerIn(history, built(raw))?.entries ?? []) {
          for (const word of [rule, ...skipped.map(({ reason }) => reason)]) expect(word in deadlineRules).toBe(true);
        }
      }),
    );
  });

  test('while it runs, its account is the same whenever it is asked for', () => {
    fc.assert(
      fc.property(anyHistory, hours(500), (history, later) => {
        const [now, then] = [ledgerIn(history, calendar), ledgerIn(history, calendar, later)];
        fc.pre(now?.state === 'running' && then?.state === 'running');
        expect(then).toEqual(now);
      }),
    );
  });

  test('a full dossier makes it forget all that was before: it is due as if it began then', () => {
    fc.assert(
      fc.property(anyHistory, (history) => {
        const facts = factsOf({ ...history, moves: history.moves.filter(({ kind }) => kind !== 'ended') }, history.receivedAt).facts;
        const at = facts.map((fact) => fact.at).toSorted().at(-1) ?? '';
        fc.pre(at < '2027-06');
        const anew = stopGrounds.map((ground): ClockFact => ({ kind: 'restarted', at, ground }));
        const fresh = settleClock({ facts: [{ kind: 'started', at }], term: history.term, calendar });
        const settled = settleClock({ facts: [...facts, ...anew], term: history.term, calendar });
        expect([settled.state, settled.dueAt, settled.legalDueAt]).toEqual(['running', fresh.dueAt, fresh.dueAt]);
        const counted = settled.spans.filter(({ kind, isVoided }) => kind === 'term' && !isVoided);
        expect(counted.map(({ from, to }) => [from.toString(), to.toString()])).toEqual(fresh.spans.map(({ from, to }) => [from.toString(), to.toString()]));
      }),
    );
  });
});

describe('a clock that is not stopped', () => {
  test('counts exactly the minutes of its term, in working days and in working hours', () => {
    fc.assert(
      fc.property(instantOfKnownYears, officeTerm, anyCalendar, (from, term, raw) => {
        const on = built(raw);
        const { totals } = ledgerOf({ facts: [startedAt(from)], term, calendar: on, now: from });
        const perUnit = term.unit === 'working-hour' ? 60 : on.timeline.workedMsPerDay / 60_000;
        expect(totals.countedMinutes).toBe(Math.round(term.amount * perUnit));
      }),
    );
  });

  test('with a longer term never ends earlier, whatever the agency’s hours', () => {
    fc.assert(
      fc.property(instantOfKnownYears, termOfLaw, fc.integer({ min: 0, max: 40 }), anyCalendar, (from, term, quarters, raw) => {
        const on = built(raw);
        expect(Temporal.Instant.compare(addTerm(from, laterTerm(term, quarters), on), addTerm(from, term, on))).toBeGreaterThanOrEqual(0);
      }),
    );
  });

  test('never ends earlier because one more holiday was given', () => {
    const weekdays = fc.integer({ min: 0, max: 1460 }).map((index) => Temporal.PlainDate.from('2024-01-01').add({ days: index })).filter((date) => date.dayOfWeek < 6 && calendar.isWorkingDay(date));
    fc.assert(
      fc.property(instantOfKnownYears, termOfLaw, weekdays, fc.integer({ min: 0, max: 60 }), (from, term, anyDay, near) => {
        const soon = from.toZonedDateTimeISO(VIETNAM_TIME_ZONE).toPlainDate().add({ days: near });
        const date = (calendar.isWorkingDay(soon) && soon.dayOfWeek < 6 ? soon : anyDay).toString();
        const years = shippedYears().map((year) => {
          const days = date.startsWith(`${year.year}-`) ? [...year.days.filter((day) => day.date !== date), { date, kind: 'holiday' as const, status: 'decided' as const, source: 'one more' }] : year.days;
          return { ...year, days };
        });
        const given = buildCalendar({ name: 'given', years, hours: shippedOfficeHours() });
        expect(Temporal.Instant.compare(addTerm(from, term, given), addTerm(from, term, calendar))).toBeGreaterThanOrEqual(0);
      }),
    );
  });
});

describe('a clock that is stopped and resumed', () => {
  test('is due later by exactly the office minutes of the stop, and counts no more than its term', () => {
    fc.assert(
      fc.property(instantOfKnownYears, officeTerm, hours(300), hours(400), (from, term, toStop, toResume) => {
        const unbroken = dueAfter([startedAt(from)], term);
        const stop = from.add({ minutes: toStop });
        const resume = stop.add({ minutes: toResume });
        fc.pre(Temporal.Instant.compare(minuteOf(stop), unbroken) <= 0);
        const facts: ClockFact[] = [startedAt(from), { kind: 'stopped', at: toIso(stop), ground: 'financial-duty' }, { kind: 'resumed', at: toIso(resume), ground: 'financial-duty' }];
        expect(workingMinutesBetween(unbroken, dueAfter(facts, term), calendar)).toBe(workingMinutesBetween(minuteOf(stop), minuteOf(resume), calendar));
        const { totals } = ledgerOf({ facts, term, calendar, now: resume });
        expect(totals.countedMinutes).toBe(Math.round(term.amount * (term.unit === 'working-hour' ? 60 : 480)));
      }),
    );
  });
});
