import { describe, expect, it } from '@jest/globals';
import { approve, previewed, putInForce } from '#domain/deadlines/calendar-proposal';
import { afterPage, beginningOf, dueChange, forgottenAt, modeOf, openShards, replayWord } from '#domain/deadlines/calendar-replay';
import { CALENDAR_KEPT_SECONDS } from '#domain/deadlines/calendar-store';
import { CENSUS_SHARDS } from '#domain/dossiers/dossier-store';
import { Temporal } from '#domain/kernel/temporal';
import { aProposal, someMoves } from '#test/support/builders/calendar-builders';

const now = Temporal.Instant.from('2025-12-25T03:00:00Z');
const at = '2025-12-25T03:00:00.000Z';
const page = { looked: 3, rows: [someMoves(), someMoves({ dossierId: 'ds-2', moves: [], problem: 'no-calendar' })] };
const through = Array.from({ length: CENSUS_SHARDS }, (_none, shard) => afterPage(beginningOf(shard), page));
const total = { dossiersLookedAt: 3 * CENSUS_SHARDS, dossiersMoving: CENSUS_SHARDS, datesMoving: CENSUS_SHARDS, dossiersNotCounted: CENSUS_SHARDS };
const awaiting = previewed(aProposal(), total, at).after;
const approved = approve(awaiting, { by: 'sub-2', at, needsSecondPerson: true }).after;
const applying = putInForce(approved, at).after;

describe('how a replay goes on', () => {
  it('goes through every shard of the census, page by page, and counts what it finds', () => {
    const first = afterPage(beginningOf(5), { ...page, cursor: 'next' });
    expect(first).toEqual({ shard: 5, pages: 1, isDone: false, cursor: 'next', counts: { dossiersLookedAt: 3, dossiersMoving: 1, datesMoving: 1, dossiersNotCounted: 1 } });
    const second = afterPage(first, page);
    expect(second).toMatchObject({ pages: 2, isDone: true, counts: { dossiersLookedAt: 6 } });
    expect(second).not.toHaveProperty('cursor');
    expect(openShards([first])).toHaveLength(CENSUS_SHARDS);
    expect(openShards([second])).not.toContain(5);
    expect(openShards(through)).toEqual([]);
  });

  it('waits for a person when all was looked at, and not before', () => {
    expect(dueChange(aProposal(), through.slice(1), now)).toBeUndefined();
    expect(dueChange(aProposal(), through, now)?.after).toMatchObject({ state: 'awaiting-approval', counts: total });
    expect(dueChange(awaiting, through, now)).toBeUndefined();
  });

  it('is in force at once when it is approved, and over when all was counted again', () => {
    expect(dueChange(approved, [], now)).toMatchObject({ after: { state: 'applying', inForceSince: at }, succession: 'publish' });
    expect(dueChange(applying, [], now)).toBeUndefined();
    expect(dueChange(applying, through, now)).toMatchObject({ after: { state: 'applied', applied: total }, succession: 'release' });
  });

  it('counts nothing again before everybody has forgotten the old calendar', () => {
    const forgotten = forgottenAt(applying);
    expect(forgotten.since(now).total('seconds')).toBeGreaterThan(CALENDAR_KEPT_SECONDS);
    expect(replayWord(applying, forgotten.subtract({ milliseconds: 1 }))).toBe('forget');
    expect(replayWord(applying, forgotten)).toBe('apply');
  });

  it('says one word for each stage, and which pages it is about', () => {
    const stages = [aProposal(), awaiting, approved, aProposal({ state: 'applied' }), aProposal({ state: 'rejected' })];
    expect(stages.map((each) => replayWord(each, now))).toEqual(['preview', 'approval', 'approval', 'ended', 'ended']);
    expect([...stages, applying].map(modeOf)).toEqual(['preview', undefined, undefined, undefined, undefined, 'apply']);
  });
});
