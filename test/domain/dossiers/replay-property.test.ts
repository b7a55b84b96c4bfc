import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { calendarBook, type CalendarFacts } from '#domain/deadlines/calendar-book';
import { changedDays, daysConcerning } from '#domain/deadlines/calendar-changes';
import type { CalendarYear } from '#domain/deadlines/calendars';
import type { DateMove } from '#domain/dossiers/parts';
import { DomainError } from '#domain/kernel/domain-error';
import { Temporal } from '#domain/kernel/temporal';
import { happenings, type Happening } from './model/wishes.ts';
import { procedures } from './model/procedures.ts';
import { agencyOf, DESK, Story } from './story.ts';

const SATURDAY = 6;
const SOURCE = 'Công văn 1/CV ngày 1/10/2026';

/** Days of the two months around the stories that change sides: a working day off, a rest day worked; for all or for one agency. */
const changes = fc.uniqueArray(fc.record({ day: fc.nat({ max: 60 }), agency: fc.constantFrom(undefined, undefined, DESK, agencyOf('construction-authority'), 'H26') }), { selector: ({ day }) => day, minLength: 3, maxLength: 12 });
type Change = { readonly day: number; readonly agency: string | undefined };

/** An edition above the one in force in which these days count the other way round. */
function changed(before: CalendarFacts, days: readonly Change[]): CalendarFacts {
  const dated = days.map(({ day, agency }) => ({ agency, date: Temporal.PlainDate.from('2026-09-20').add({ days: day }) }));
  const national = dated.filter(({ agency }) => agency === undefined).map(({ date }) => nationalDay(date));
  const others = new Map<string, Temporal.PlainDate[]>();
  for (const { agency, date } of dated) if (agency !== undefined) others.set(agency, [...(others.get(agency) ?? []), date]);
  const years = before.years.map((year) => ({ ...year, revision: year.revision + 1, days: [...year.days.filter(({ date }) => !national.some((day) => day.date === date)), ...national.filter(({ date }) => date.startsWith(String(year.year)))] }));
  const agencies = [...others].map(([agency, own]) => ({ agency, revision: 1, days: own.map((date) => ({ date: date.toString(), kind: localKind(date), status: 'decided' as const, source: SOURCE })) }));
  return { ...before, edition: before.edition + 1, years, agencies };
}

function nationalDay(date: Temporal.PlainDate): CalendarYear['days'][number] {
  return { date: date.toString(), kind: date.dayOfWeek >= SATURDAY ? 'make-up' : 'holiday', status: 'decided', source: SOURCE };
}

function localKind(date: Temporal.PlainDate) {
  return date.dayOfWeek >= SATURDAY ? ('local-working-day' as const) : ('local-day-off' as const);
}

/** Handed in at some minute of a week and brought some way by whatever happens. */
function live(procedure: number, minutes: number, all: readonly Happening[]): Story {
  const definition = procedures[procedure % procedures.length];
  if (definition === undefined) throw new Error(`no procedure ${String(procedure)}`);
  const story = new Story(definition, '2026-10-05 00:00');
  story.now = story.now.add({ minutes });
  story.create({ choices: Object.fromEntries(definition.options.map(({ id, values }) => [id, values[0]?.value ?? ''])) }).grant().submit();
  if (minutes % 4 > 0) story.accept().advance();
  for (const happening of all) happen(story, happening);
  return story;
}

function happen(story: Story, happening: Happening): void {
  if (happening.kind === 'time') {
    story.now = story.now.add({ milliseconds: Math.round(happening.hours * 3_600_000) });
    story.advance();
    return;
  }
  try {
    story.ask(happening.wish(story));
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
  }
}

const lives = fc.record({ procedure: fc.nat({ max: 100 }), minutes: fc.nat({ max: 7 * 24 * 60 }), all: happenings.map((each) => each.slice(0, 6)), days: changes });

function recounted(story: Story): DateMove[] {
  return story.happened('DatesRecounted').slice(-1).flatMap(({ moves }) => moves);
}

function agencyAsked(story: Story, { what, id = '' }: DateMove): string {
  const stepId = what === 'consultation' ? (story.dossier.consultations[id]?.stepId ?? '') : id;
  return what === 'step' || what === 'consultation' ? (story.dossier.steps[stepId]?.agency ?? DESK) : DESK;
}

test('a replay that comes by twice moves nothing the second time, and back again everything is as it was', () => {
  fc.assert(
    fc.property(lives, ({ procedure, minutes, all, days }) => {
      const story = live(procedure, minutes, all);
      const [before, stored] = [story.calendars, story.dossier];
      const facts = changed(before.facts, days);
      const differ = changedDays(before.facts, facts);
      story.calendars = calendarBook(facts);
      const moves = story.ask({ type: 'recount', changedDays: differ }).flatMap((event) => (event.type === 'DatesRecounted' ? event.moves : []));
      expect(story.ask({ type: 'recount', changedDays: differ })).toEqual([]);
      story.calendars = before;
      story.ask({ type: 'recount', changedDays: differ });
      const back = new Map(recounted(story).map(({ what, id, to }) => [`${what} ${id ?? ''}`, to]));
      if (moves.length > 0) for (const { what, id, from } of moves) expect(back.get(`${what} ${id ?? ''}`)).toBe(from);
      else expect(story.dossier).toBe(stored);
    }),
    { numRuns: 300 },
  );
});

test('every date that moves names at least one changed day that concerns the agency it runs for', () => {
  let moved = 0;
  fc.assert(
    fc.property(lives, ({ procedure, minutes, all, days }) => {
      const story = live(procedure, minutes, all);
      const before = story.calendars.facts;
      const facts = changed(before, days);
      const differ = changedDays(before, facts);
      story.calendars = calendarBook(facts);
      const [event] = story.ask({ type: 'recount', changedDays: differ });
      const moves = event?.type === 'DatesRecounted' ? event.moves : [];
      for (const move of moves) {
        moved += 1;
        const own = daysConcerning(differ, { from: '2026-01-01', to: '2027-12-31', agency: agencyAsked(story, move) }).map(({ date }) => date);
        expect(move.because.length).toBeGreaterThan(0);
        for (const { date, source } of move.because) expect({ date, source, isItsOwn: own.includes(date) }).toEqual({ date, source, isItsOwn: true });
      }
    }),
    { numRuns: 300 },
  );
  expect(moved).toBeGreaterThan(100);
});
