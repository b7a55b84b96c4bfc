import { beforeEach, describe, expect, it } from '@jest/globals';
import { shippedCalendarBook } from '#domain/deadlines/calendar-book';
import { approve, finish, previewed, putInForce, reject, type CalendarProposal } from '#domain/deadlines/calendar-proposal';
import type { CalendarRegister } from '#domain/deadlines/calendar-register';
import type { CalendarStore } from '#domain/deadlines/calendar-store';
import { aProposal, aYear, someFacts, someMoves } from '#test/support/builders/calendar-builders';

export interface CalendarRegisterHarness {
  readonly register: CalendarRegister;
  /** The same editions, as everybody who counts sees them, without what he may have kept. */
  readonly calendars: () => CalendarStore;
  /** What the machine does when it waits; false when its guard did not hold. */
  leaveWait(proposal: Pick<CalendarProposal, 'edition' | 'version'>, token: string): Promise<boolean>;
}

const at = '2025-12-25T03:00:00.000Z';
const yes = { by: 'sub-administrator-2', at, needsSecondPerson: true };
const counts = { dossiersLookedAt: 3, dossiersMoving: 2, datesMoving: 4, dossiersNotCounted: 0 };

/** What every register of calendars does; each test has one of its own. */
export function calendarRegisterContract(name: string, newHarness: () => Promise<CalendarRegisterHarness>): void {
  describe(`${name} as a register of calendars`, () => {
    let harness: CalendarRegisterHarness;
    beforeEach(async () => {
      harness = await newHarness();
    });
    const facts = (edition: number) => someFacts(edition, aYear(2026, { without: ['2026-01-02', '2026-01-10'] }));
    const propose = async (overrides: Partial<CalendarProposal> = {}) => {
      const proposal = aProposal(overrides);
      await harness.register.propose({ proposal, facts: facts(proposal.edition), scope: `scope-${String(proposal.edition)}`, requestHash: 'a' });
      return proposal;
    };
    const approved = async (overrides: Partial<CalendarProposal> = {}) => {
      const looked = previewed(await propose(overrides), counts, at);
      await harness.register.commit(looked);
      return approve(looked.after, yes);
    };

    it('has the shipped calendar in force until another is published', async () => {
      expect(await harness.register.inForce()).toEqual({ edition: 0 });
      expect((await harness.calendars().inForce()).edition).toBe(0);
      expect(await harness.register.facts(0)).toEqual(shippedCalendarBook().facts);
      expect([await harness.register.facts(1), await harness.register.proposal(1), await harness.register.waitToken(1)]).toEqual([undefined, undefined, undefined]);
    });

    it('gives back a proposal and its facts as they were proposed, with nothing in force yet', async () => {
      const proposal = await propose();
      expect(await harness.register.proposal(1)).toEqual(proposal);
      expect(await harness.register.facts(1)).toEqual(facts(1));
      expect(await harness.register.inForce()).toEqual({ edition: 0 });
    });

    it('answers the same request with the edition it got before, and gives no edition twice', async () => {
      await propose();
      const again = { proposal: aProposal({ edition: 2 }), facts: facts(2), scope: 'scope-1', requestHash: 'b' };
      expect(await harness.register.propose(again)).toBe('answered-before');
      expect(await harness.register.answered('scope-1')).toEqual({ edition: 1, requestHash: 'a' });
      expect(await harness.register.answered('scope-2')).toBeUndefined();
      expect(await harness.register.proposal(2)).toBeUndefined();
      expect(await harness.register.propose({ ...again, proposal: aProposal(), scope: 'scope-2' })).toBe('edition-taken');
      expect(await harness.register.propose({ ...again, scope: 'scope-2' })).toBe('proposed');
    });

    it('puts an edition in force once it is approved, and lets go of it when it is applied', async () => {
      const yesToIt = await approved();
      expect(await harness.register.commit(yesToIt)).toBe('committed');
      expect(await harness.register.inForce()).toEqual({ edition: 0, succeededBy: 1 });
      const published = putInForce(yesToIt.after, at);
      expect(await harness.register.commit(published)).toBe('committed');
      expect(await harness.register.inForce()).toEqual({ edition: 1, succeededBy: 1 });
      expect((await harness.calendars().inForce()).facts).toEqual(facts(1));
      expect(await harness.register.commit(finish(published.after, counts, at))).toBe('committed');
      expect(await harness.register.inForce()).toEqual({ edition: 1 });
      expect(await harness.register.proposal(1)).toMatchObject({ state: 'applied', version: 5, applied: counts });
    });

    it('refuses a change of a proposal that others have changed', async () => {
      const proposal = await propose();
      expect(await harness.register.commit(previewed(proposal, counts, at))).toBe('committed');
      expect(await harness.register.commit(reject(proposal, { by: 'sub', at, reason: 'Chưa đúng' }))).toBe('conflict');
      expect(await harness.register.commit(previewed(aProposal({ edition: 9 }), counts, at))).toBe('conflict');
      expect(await harness.register.proposal(1)).toMatchObject({ state: 'awaiting-approval' });
    });

    it('lets one of two editions based on the same one be approved, however close they come', async () => {
      const both = [await approved(), await approved({ edition: 2 })];
      const outcomes = await Promise.all(both.map((change) => harness.register.commit(change)));
      expect(outcomes.toSorted()).toEqual(['committed', 'superseded']);
      const { succeededBy } = await harness.register.inForce();
      const lost = succeededBy === 1 ? 2 : 1;
      expect(await harness.register.proposal(lost)).toMatchObject({ state: 'awaiting-approval' });
    });

    it('lets the next edition be approved only when the one before is applied, and only on top of it', async () => {
      const first = await approved();
      await harness.register.commit(first);
      const published = putInForce(first.after, at);
      await harness.register.commit(published);
      const onTop = await approved({ edition: 2, basedOn: 1 });
      const beside = await approved({ edition: 3 });
      expect(await harness.register.commit(onTop)).toBe('superseded');
      await harness.register.commit(finish(published.after, counts, at));
      expect(await harness.register.commit(beside)).toBe('superseded');
      expect(await harness.register.commit(onTop)).toBe('committed');
    });

    it('keeps the token of the waiting machine through later changes, guarded by the version', async () => {
      const proposal = await propose();
      expect(await harness.leaveWait({ edition: 1, version: 2 }, 'too early')).toBe(false);
      expect(await harness.leaveWait(proposal, 'token')).toBe(true);
      await harness.register.commit(previewed(proposal, counts, at));
      expect(await harness.register.waitToken(1)).toBe('token');
    });

    it('lists proposals page by page, the newest first', async () => {
      for (const edition of [1, 2, 3]) await propose({ edition });
      const first = await harness.register.proposals({ limit: 2 });
      expect(first.rows.map(({ edition }) => edition)).toEqual([3, 2]);
      const last = await harness.register.proposals({ limit: 2, cursor: first.cursor ?? '' });
      expect(last.rows.map(({ edition }) => edition)).toEqual([1]);
      expect(last).not.toHaveProperty('cursor');
      await expect(harness.register.proposals({ limit: 2, cursor: 'no cursor' })).rejects.toMatchObject({ details: { code: 'cursor-malformed' } });
    });

    it('notes each page of a shard once, for each kind of replay by itself', async () => {
      const preview = { edition: 1, mode: 'preview' as const };
      const first = { shard: 7, cursor: 'abc', pages: 1, isDone: false, counts };
      await harness.register.noteProgress(preview, first);
      await harness.register.noteProgress(preview, { ...first, cursor: 'other' });
      expect(await harness.register.progress(1, 'preview')).toEqual([first]);
      expect(await harness.register.progress(1, 'apply')).toEqual([]);
      const { cursor: _over, ...rest } = first;
      const last = { ...rest, pages: 2, isDone: true };
      await harness.register.noteProgress(preview, last);
      await harness.register.noteProgress(preview, { ...first, pages: 2 });
      await harness.register.noteProgress(preview, { ...first, shard: 3 });
      expect(await harness.register.progress(1, 'preview')).toEqual([{ ...first, shard: 3 }, last]);
    });

    it('keeps which dossiers move, each once, and lists them page by page', async () => {
      const rows = [1, 2, 3].map((number) => someMoves({ dossierId: `ds-${String(number)}` }));
      await harness.register.keepMoves(1, rows);
      await harness.register.keepMoves(1, [someMoves({ dossierId: 'ds-2', moves: [], problem: 'no-calendar' })]);
      const first = await harness.register.moves(1, { limit: 2 });
      expect(first.rows).toEqual([rows[0], someMoves({ dossierId: 'ds-2', moves: [], problem: 'no-calendar' })]);
      expect(await harness.register.moves(1, { limit: 2, cursor: first.cursor ?? '' })).toEqual({ rows: [rows[2]] });
      expect(await harness.register.moves(2, { limit: 2 })).toEqual({ rows: [] });
      await expect(harness.register.moves(1, { limit: 2, cursor: 'no cursor' })).rejects.toMatchObject({ details: { code: 'cursor-malformed' } });
    });
  });
}
