import fc from 'fast-check';
import { shippedOfficeHours, shippedYears, type AgencyHours, type CalendarYear, type OfficeHours } from '#domain/deadlines/calendars';
import { stopGrounds, type ClockFact, type StopGround } from '#domain/deadlines/clock-fact';
import type { RuleWord } from '#domain/deadlines/rules';
import type { CutOff, Term } from '#domain/procedures/procedure';
import { dateOf, type RawCalendar } from './raw-calendar.ts';

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const FIRST_DAY = Date.UTC(2024, 0, 1) / 86_400_000;
const LAST_DAY = Date.UTC(2027, 11, 31) / 86_400_000;

const anyDay = fc.integer({ min: FIRST_DAY, max: LAST_DAY });
const status = fc.constantFrom('decided' as const, 'derived' as const, 'unverified' as const);

/** Holidays, swaps and make-up days beyond those we ship; a weekday can be taken, a Saturday or Sunday given. */
const furtherDays = fc.uniqueArray(fc.record({ day: anyDay, isSwap: fc.boolean(), status }), { maxLength: 60, selector: ({ day }) => day });

function withFurtherDays(further: readonly { day: number; isSwap: boolean; status: 'decided' | 'derived' | 'unverified' }[]): CalendarYear[] {
  return shippedYears().map((year) => {
    const known = new Set(year.days.map(({ date }) => date));
    const added = further
      .map(({ day, isSwap, status: sure }) => ({ date: dateOf(day), kind: kindOn(day, isSwap), status: sure, source: 'drawn at random for the oracle' }))
      .filter(({ date }) => date.startsWith(`${year.year}-`) && !known.has(date));
    return { ...year, days: [...year.days, ...added] };
  });
}

function kindOn(day: number, isSwap: boolean): CalendarYear['days'][number]['kind'] {
  const isWeekend = day % 7 === 2 || day % 7 === 3;
  if (!isSwap) return 'holiday';
  return isWeekend ? 'make-up' : 'swapped-off';
}

/** One to three half-days at any minute, of three hours at least: a day of minutes would take every term past the last calendar. */
const spells = fc
  .uniqueArray(fc.integer({ min: 6 * 60, max: 20 * 60 }), { minLength: 6, maxLength: 6 })
  .chain((times) => fc.constantFrom(2, 4, 6).map((count) => times.slice(0, count).toSorted((a, b) => a - b)))
  .filter((times) => times.reduce((sum, minute, index) => sum + (index % 2 === 0 ? -minute : minute), 0) >= 180)
  .map((times) => times.map((minute) => `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`))
  .map((times) => times.flatMap((opens, index) => (index % 2 === 0 ? [{ opens, closes: times[index + 1] ?? '' }] : [])));

const knownSpells: fc.Arbitrary<OfficeHours['spells']> = fc.constantFrom(
  [{ opens: '08:00', closes: '12:00' }, { opens: '13:30', closes: '17:00' }],
  [{ opens: '07:00', closes: '11:30' }, { opens: '13:30', closes: '17:00' }],
);

const ownHours: fc.Arbitrary<OfficeHours> = fc.oneof(knownSpells, spells).map((own) => ({ source: 'drawn at random', confidence: 'unverified', spells: own }));

const localDays = fc.uniqueArray(fc.record({ day: anyDay, kind: fc.constantFrom('local-day-off' as const, 'local-working-day' as const), status }), { maxLength: 80, selector: ({ day }) => day });

const agency: fc.Arbitrary<AgencyHours> = fc
  .record({ officeHours: fc.option(ownHours, { nil: undefined }), days: localDays })
  .map(({ officeHours, days }) => ({
    agency: 'H26.16',
    revision: 1,
    ...(officeHours && { officeHours }),
    days: days.map(({ day, kind, status: sure }) => ({ date: dateOf(day), kind, status: sure, source: 'drawn at random' })),
  }));

export const anyCalendar: fc.Arbitrary<RawCalendar> = fc
  .record({ further: fc.option(furtherDays, { nil: [] }), local: fc.option(agency, { nil: undefined }) })
  .map(({ further, local }) => ({ years: withFurtherDays(further), hours: shippedOfficeHours(), ...(local && { local }) }));

const localTime = fc.integer({ min: 0, max: 96 * 15 - 1 }).map((minute) => `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`);
const shiftTo = fc.constantFrom('NEXT_WORKING_DAY' as const, 'NEXT_HALF_DAY' as const);

const anyCutOff: fc.Arbitrary<CutOff> = fc.oneof(
  fc.constant({ kind: 'NONE' as const }),
  fc.record({ kind: fc.constant('AT_TIME' as const), localTime: fc.oneof(fc.constantFrom('15:00', '17:00', '09:30', '15:30'), localTime), shiftTo }),
  fc.record({ kind: fc.constant('LAST_N_MINUTES' as const), minutes: fc.oneof(fc.constantFrom(60, 90, 120), fc.integer({ min: 1, max: 600 })), shiftTo }),
);

/** Weeks mostly, months now and then; fractions of every kind. */
const anyTerm: fc.Arbitrary<Term> = fc.oneof(
  { weight: 6, arbitrary: fc.integer({ min: 1, max: 60 }).map((quarters): Term => ({ amount: quarters / 4, unit: 'working-day' })) },
  { weight: 2, arbitrary: fc.integer({ min: 1, max: 80 }).map((tenths): Term => ({ amount: tenths / 10, unit: 'working-day' })) },
  { weight: 4, arbitrary: fc.integer({ min: 1, max: 30 }).map((amount): Term => ({ amount, unit: 'calendar-day' })) },
  { weight: 4, arbitrary: fc.integer({ min: 1, max: 160 }).map((quarters): Term => ({ amount: quarters / 4, unit: 'working-hour' })) },
  { weight: 1, arbitrary: fc.integer({ min: 16, max: 60 }).map((amount): Term => ({ amount, unit: 'working-day' })) },
);

const gapSeconds = fc.oneof(
  { weight: 1, arbitrary: fc.constantFrom(0, 1, 59, MINUTE) },
  { weight: 3, arbitrary: fc.integer({ min: 0, max: 8 * HOUR }) },
  { weight: 5, arbitrary: fc.integer({ min: 0, max: 4 * DAY }) },
  { weight: 1, arbitrary: fc.integer({ min: 0, max: 30 * DAY }) },
);

const kind = fc.constantFrom('stopped' as const, 'stopped' as const, 'stopped' as const, 'resumed' as const, 'resumed' as const, 'restarted' as const, 'extended' as const, 'extended' as const, 'started' as const, 'ended' as const);

interface Move {
  readonly kind: ClockFact['kind'];
  readonly gapSeconds: number;
  readonly ground: StopGround;
  readonly isGroundNamed: boolean;
  readonly untilSeconds: number;
}

const move: fc.Arbitrary<Move> = fc.record({ kind, gapSeconds, ground: fc.constantFrom(...stopGrounds), isGroundNamed: fc.boolean(), untilSeconds: fc.integer({ min: -2 * DAY, max: 20 * DAY }) });

/** A dossier's clock from receipt on; each move, and `now`, is told by the time since the one before. */
export interface RandomHistory {
  readonly receivedAt: string;
  readonly cutOff: CutOff;
  readonly term: Term;
  readonly moves: readonly Move[];
  readonly sinceSeconds: number;
}

const receivedAt = fc.integer({ min: FIRST_DAY * DAY - 7 * HOUR, max: (LAST_DAY + 1) * DAY - 7 * HOUR }).map(toRecord);

export const anyHistory: fc.Arbitrary<RandomHistory> = fc.record({ receivedAt, cutOff: anyCutOff, term: anyTerm, moves: fc.array(move, { maxLength: 8 }), sinceSeconds: gapSeconds });

interface Told {
  readonly facts: readonly ClockFact[];
  readonly now: string;
  readonly received?: { readonly at: string; readonly rule: RuleWord } | undefined;
}

/** The facts of a history whose clock starts then, in the order they were recorded: moves made while the start was still to come stay. */
export function factsOf({ receivedAt: at, cutOff, moves, sinceSeconds }: RandomHistory, start: string): Told {
  let seconds = Date.parse(at) / 1000;
  const facts: ClockFact[] = [{ kind: 'started', at: start }];
  for (const each of moves) {
    seconds += each.gapSeconds;
    facts.push(factOf(each, seconds));
  }
  return { facts, now: toRecord(seconds + sinceSeconds), ...(start > at && { received: { at, rule: waitRules[cutOff.kind] } }) };
}

const waitRules = { NONE: 'next-opening', AT_TIME: 'cut-off-at-time', LAST_N_MINUTES: 'cut-off-last-minutes' } as const;

function factOf({ kind: what, ground, isGroundNamed, untilSeconds }: Move, seconds: number): ClockFact {
  const at = toRecord(seconds);
  switch (what) {
    case 'stopped':
      return { kind: what, at, ground };
    case 'resumed':
    case 'restarted':
      return { kind: what, at, ...(isGroundNamed && { ground }) };
    case 'extended':
      return { kind: what, at, until: toRecord(seconds + untilSeconds) };
    case 'started':
    case 'ended':
      return { kind: what, at };
  }
}

function toRecord(seconds: number): string {
  return new Date(seconds * 1000).toISOString();
}
