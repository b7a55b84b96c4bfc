import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { refusedPapers } from '#domain/dossiers/checked-papers';
import { waitsFor, isOver } from '#domain/dossiers/wake';
import { DomainError } from '#domain/kernel/domain-error';
import { Temporal } from '#domain/kernel/temporal';
import type { Choices } from '#domain/procedures/procedure';
import { inVietnamTime } from '#test/domain/deadlines/at-vietnam-time';
import { catalogue } from './catalogue-procedure.ts';
import { untold } from './documented-moves.ts';
import { expectAtRest, expectLawfulChange, expectSoundRecord } from './model/invariants.ts';
import { procedures } from './model/procedures.ts';
import { happenings, type Happening } from './model/wishes.ts';
import { paperFor, Story } from './story.ts';

interface Request {
  /** Its place in the list: a counterexample that prints seven procedures helps nobody. */
  readonly procedure: number;
  readonly choices: Choices;
}

/** The crowded ones go more ways than the seven shipped, so they are drawn more often. */
const crowdedOnes = [...procedures.entries()].slice(catalogue.length);

/** A procedure with one choice of each of its options. */
const asked: fc.Arbitrary<Request> = fc.constantFrom(...procedures.entries(), ...crowdedOnes, ...crowdedOnes).chain(([procedure, { options }]) =>
  fc.record(Object.fromEntries(options.map(({ id, values }) => [id, fc.constantFrom(...values.map(({ value }) => value))]))).map((choices: Choices) => ({ procedure, choices })),
);
/** Handed in at any minute of two weeks, nights and Sundays included. */
const minutes = fc.nat({ max: 14 * 24 * 60 });

function begin({ procedure: index, choices }: Request, later: number): Story {
  const procedure = procedures[index];
  if (procedure === undefined) throw new Error(`no procedure ${String(index)}`);
  const story = new Story(procedure, '2026-10-05 00:00');
  story.now = story.now.add({ minutes: later });
  story.create({ choices });
  const depth = later % 5;
  if (depth === 0) return story;
  return depth === 1 ? story.grant().submit() : story.grant().submit().accept().advance();
}

function happen(story: Story, happening: Happening): void {
  if (happening.kind === 'wish') return tryTo(story, happening);
  const then = story.now.add({ milliseconds: Math.round(happening.hours * 3_600_000) });
  if (happening.awake) story.waitUntil(inVietnamTime(then));
  else story.now = then;
}

/** Granted or refused by the domain; a refusal leaves no trace, and any other error is a fault. */
function tryTo(story: Story, { wish }: Extract<Happening, { kind: 'wish' }>): void {
  const [before, seen] = [story.dossier, story.recorded.length];
  try {
    story.ask(wish(story));
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    expect(story.dossier).toBe(before);
    expect(story.recorded).toHaveLength(seen);
  }
}

/** The applicant brings another paper for each that was refused; it is looked into and found good. */
function replaceRefused(story: Story): Story {
  const slots = [...new Set(refusedPapers(story.dossier.papers).map(({ slot }) => slot))];
  story.now = story.now.add({ minutes: 1 });
  const typeOf = (slot: string) => story.procedure.papers.find((paper) => paper.slot === slot)?.contentTypes[0] ?? 'application/pdf';
  story.grant(slots.map((slot) => paperFor(slot, { id: `pp-${slot}-for-refused`, contentType: typeOf(slot) })));
  for (const slot of slots) story.check('accepted', `pp-${slot}-for-refused`);
  return story;
}

/** Everybody at last does what is asked of them. */
function finish(story: Story): void {
  for (let round = 0; round < 30 && !isOver(story.dossier); round += 1) {
    if ('suspension' in story.dossier && story.dossier.suspension !== undefined) story.ask({ type: 'lift-suspension', reason: 'Hết căn cứ' });
    const word = waitsFor(story.dossier);
    if (word === 'desk') replaceRefused(story).accept();
    if (word === 'citizen' && story.dossier.status === 'draft') story.grant(story.requiredPapers().map((paper) => ({ ...paper, id: `${paper.id}-last` }))).submit();
    else if (word === 'citizen') replaceRefused(story).supplement();
    if (word === 'agencies' || word === 'payment') {
      story.now = story.now.add({ hours: 14 * 24 });
      for (const step of story.advance().openSteps()) story.answer(step);
    }
    story.advance();
  }
}

const RUNS = { numRuns: 150 };

test('whatever happens in whatever order, the record stays sound and every dossier comes to its end', () => {
  fc.assert(
    fc.property(asked, minutes, happenings, (request, later, all) => {
      const story = begin(request, later);
      for (const happening of all) {
        const before = story.dossier;
        happen(story, happening);
        expectLawfulChange(before, story.dossier, story);
      }
      expectAtRest(story.advance());
      expectSoundRecord(story);
      finish(story);
      expect(isOver(story.dossier)).toBe(true);
      expect(story.moves.flatMap(untold)).toEqual([]);
      expectSoundRecord(story);
    }),
    RUNS,
  );
});

test('a machine that slept through everything does as much as one that woke at every checkpoint', () => {
  fc.assert(
    fc.property(asked, minutes, fc.integer({ min: 1, max: 90 }), (request, later, days) => {
      const [awake, asleep] = [begin(request, later), begin(request, later)];
      const end = awake.now.add(Temporal.Duration.from({ hours: 24 * days }));
      awake.waitUntil(inVietnamTime(end));
      asleep.now = awake.now;
      asleep.advance();
      expect(asleep.types().toSorted()).toEqual(awake.types().toSorted());
      expect(asleep.dossier.status).toBe(awake.dossier.status);
    }),
    { numRuns: 60 },
  );
});
