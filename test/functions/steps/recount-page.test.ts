import '../platform/quiet.ts';
import { describe, expect, it } from '@jest/globals';
import { calendarBook } from '#domain/deadlines/calendar-book';
import { approve, previewed, putInForce, reject } from '#domain/deadlines/calendar-proposal';
import type { ReplayMode } from '#domain/deadlines/calendar-register';
import { CENSUS_SHARDS } from '#domain/dossiers/dossier-store';
import type { Dossier } from '#domain/dossiers/dossier';
import { isOver, wakeAt } from '#domain/dossiers/wake';
import { Temporal } from '#domain/kernel/temporal';
import { recountPage, type RecountPageTools } from '#functions/steps/recount-page/recount-page';
import { smallProcedure } from '#test/domain/dossiers/catalogue-procedure';
import { Story } from '#test/domain/dossiers/story';
import { aProposal, aYear, LATE_SWAP, someFacts } from '#test/support/builders/calendar-builders';
import { aChange } from '#test/support/builders/change-builders';
import { aDossierCode, aDossierId } from '#test/support/builders/dossier-builders';
import { InMemoryCalendarRegister } from '#test/support/fakes/in-memory-calendar-register';
import { InMemoryDossierStore } from '#test/support/fakes/in-memory-dossier-store';
import { InMemoryProcedureStore } from '#test/support/fakes/in-memory-procedure-store';

const NOW = Temporal.Instant.from('2025-12-30T02:00:00Z');
const BEFORE = someFacts(0, aYear(2026, { without: LATE_SWAP.map(({ date }) => date) }));
const SWAPPED = someFacts(1, aYear(2026));
const procedure = smallProcedure();
const counts = { dossiersLookedAt: 0, dossiersMoving: 0, datesMoving: 0, dossiersNotCounted: 0 };

/** Accepted some days before the New Year of 2026, counted by the calendar before the swap. */
function working(local: string): Dossier {
  const story = new Story(procedure, local);
  story.calendars = calendarBook(BEFORE);
  const { dossier } = story.begun();
  return dossier.status === 'draft' ? dossier : { ...dossier, id: aDossierId(), code: aDossierCode() };
}

/** The fake's shards go by the sum of an id's bytes. */
function aDossierIdOfShard(shard: number): string {
  for (;;) {
    const id = aDossierId();
    if (Buffer.from(id).reduce((sum, byte) => sum + byte, 0) % CENSUS_SHARDS === shard) return id;
  }
}

/** A cell whose calendar before the swap stands for the shipped one. */
class OlderRegister extends InMemoryCalendarRegister {
  override async facts(edition: number) {
    return edition === 0 ? BEFORE : super.facts(edition);
  }
}

async function cellWith(dossiers: readonly Dossier[]) {
  const store = new InMemoryDossierStore();
  const register = new OlderRegister();
  for (const dossier of dossiers) await store.commit(aChange(undefined, dossier));
  await register.propose({ proposal: aProposal(), facts: SWAPPED, scope: 'scope', requestHash: 'hash' });
  const tools: RecountPageTools = { store, register, procedures: new InMemoryProcedureStore([procedure]), now: () => NOW, known: new Map() };
  const pages = async (mode: ReplayMode) => {
    let asked = 0;
    for (let shard = 0; shard < CENSUS_SHARDS; shard += 1) {
      do asked += 1;
      while ((await recountPage(tools, { edition: 1, mode, shard })).word === 'more');
    }
    return asked;
  };
  const applying = async () => {
    const yes = approve(previewed(aProposal(), counts, '2025-12-30T02:00:00.000Z').after, { by: 'sub-administrator-2', at: '2025-12-30T02:00:00.000Z', needsSecondPerson: true });
    for (const change of [previewed(aProposal(), counts, '2025-12-30T02:00:00.000Z'), yes, putInForce(yes.after, '2025-12-30T02:00:00.000Z')]) await register.commit(change);
  };
  const recounts = async (id: string) => (await store.events(id, { afterSeq: 0, limit: 100 })).filter(({ event }) => event.type === 'DatesRecounted');
  return { store, register, tools, pages, applying, recounts };
}

const totals = (progress: readonly { readonly counts: typeof counts }[]) =>
  progress.reduce((sum, { counts: each }) => ({ looked: sum.looked + each.dossiersLookedAt, moving: sum.moving + each.dossiersMoving, dates: sum.dates + each.datesMoving, not: sum.not + each.dossiersNotCounted }), { looked: 0, moving: 0, dates: 0, not: 0 });

describe('looking at open dossiers', () => {
  it('finds which of them a swap eight days ahead moves, and why, and changes none', async () => {
    const [touched, untouched] = [working('2025-12-31 09:00'), working('2025-11-03 09:00')];
    const { store, register, pages } = await cellWith([touched, untouched]);
    await pages('preview');
    const { rows } = await register.moves(1, { limit: 10 });
    expect(rows).toMatchObject([{ dossierId: touched.id, procedureCode: procedure.code }]);
    const because = [{ date: '2026-01-02', change: 'now-off', source: expect.stringContaining('10/1/2026') }];
    expect(rows[0]?.moves).toMatchObject([{ what: 'settlement', because }, { what: 'step', id: 'appraise', because }]);
    expect(await store.load(touched.id)).toEqual(touched);
    expect(totals(await register.progress(1, 'preview'))).toEqual({ looked: 2, moving: 1, dates: 2, not: 0 });
  });

  it('goes through as many pages as a shard needs, and comes by each dossier once', async () => {
    const dossier = working('2025-12-31 09:00');
    const crowd = Array.from({ length: 130 }, () => ({ ...dossier, id: aDossierIdOfShard(5), ...(dossier.status === 'draft' ? {} : { code: aDossierCode() }) }));
    const { register, pages } = await cellWith(crowd);
    expect(await pages('preview')).toBe(CENSUS_SHARDS + 1);
    const progress = (await register.progress(1, 'preview')).find(({ shard }) => shard === 5);
    expect(progress).toMatchObject({ pages: 2, isDone: true, counts: { dossiersLookedAt: 130, dossiersMoving: 130 } });
    expect((await register.moves(1, { limit: 1000 })).rows).toHaveLength(130);
  });

  it('reports a dossier whose procedure the register lost, or that no calendar reaches, and goes on with the others', async () => {
    const [good, lost, beyond] = [working('2025-12-31 09:00'), working('2025-12-31 09:00'), working('2025-12-31 09:00')];
    const far = beyond.status === 'in-progress' ? { ...beyond, clock: beyond.clock.map((fact) => ({ ...fact, at: '2027-12-31T03:00:00.000Z' })) } : beyond;
    const { register, pages } = await cellWith([good, { ...lost, procedure: { code: '9.999999', version: 1 } }, far]);
    await pages('preview');
    const { rows } = await register.moves(1, { limit: 10 });
    expect(new Map(rows.map(({ dossierId, problem }) => [dossierId, problem]))).toEqual(new Map([[good.id, undefined], [lost.id, 'procedure-not-found'], [far.id, 'no-calendar']]));
    expect(totals(await register.progress(1, 'preview'))).toMatchObject({ looked: 3, moving: 1, not: 2 });
  });

  it('has nothing to do once somebody has said no', async () => {
    const { register, tools } = await cellWith([working('2025-12-31 09:00')]);
    await register.commit(reject(aProposal(), { by: 'sub', at: '2025-12-30T02:00:00.000Z', reason: 'Chưa có công văn' }));
    expect(await recountPage(tools, { edition: 1, mode: 'preview', shard: 0 })).toEqual({ word: 'done' });
    expect(await recountPage(tools, { edition: 1, mode: 'apply', shard: 0 })).toEqual({ word: 'done' });
    expect(await register.progress(1, 'preview')).toEqual([]);
  });
});

describe('counting open dossiers again', () => {
  it('moves each once, however often a page is asked for or a run starts anew', async () => {
    const dossiers = Array.from({ length: 12 }, () => working('2025-12-31 09:00'));
    const first = await cellWith(dossiers);
    await first.applying();
    await first.pages('apply');
    // Another run that knows of no page done: as if every note had been lost with the run.
    first.register.progress = async () => [];
    await first.pages('apply');
    for (const { id } of dossiers) {
      const [event, ...more] = await first.recounts(id);
      expect(more).toEqual([]);
      expect(event).toMatchObject({ by: { kind: 'system', id: 'calendar-replay' }, at: '2025-12-30T02:00:00.000Z', event: { edition: 1, moves: [{ what: 'settlement' }, { what: 'step' }] } });
    }
    expect(totals(await first.register.progress(1, 'apply'))).toEqual({ looked: 0, moving: 0, dates: 0, not: 0 });
  });

  it('schedules the machine of the dossier by the new date', async () => {
    const dossier = working('2025-12-31 09:00');
    const { store, applying, pages } = await cellWith([dossier]);
    await applying();
    const before = dossier.steps['appraise']?.atRiskAt ?? '';
    await pages('apply');
    const after = await store.load(dossier.id);
    expect((after?.steps['appraise']?.atRiskAt ?? '') > before).toBe(true);
    if (after === undefined) throw new Error('The dossier is gone.');
    const next = wakeAt(after, { now: NOW, calendars: calendarBook(SWAPPED), procedure });
    expect(next).not.toBe(wakeAt(dossier, { now: NOW, calendars: calendarBook(BEFORE), procedure }));
    expect((await store.signal(dossier.id))?.wakeAt).toBe(next);
  });

  it('counts anew what somebody changed in the same moment', async () => {
    const dossier = working('2025-12-31 09:00');
    const { store, applying, pages, recounts, tools } = await cellWith([dossier]);
    await applying();
    const load = store.load.bind(store);
    let meddled = false;
    tools.store.load = async (reference) => {
      const loaded = await load(reference);
      if (loaded !== undefined && !meddled) {
        meddled = true;
        await store.commit(aChange(loaded, { ...loaded, version: loaded.version + 1 }));
      }
      return loaded;
    };
    await pages('apply');
    expect(await recounts(dossier.id)).toHaveLength(1);
    expect((await load(dossier.id))?.version).toBe(dossier.version + 2);
  });

  it('does not come by dossiers that are over', async () => {
    const story = new Story(procedure, '2025-12-31 09:00');
    story.calendars = calendarBook(BEFORE);
    story.begun().ask({ type: 'withdraw', reason: 'Nộp nhầm thủ tục' });
    expect(isOver(story.dossier)).toBe(true);
    const { applying, pages, register } = await cellWith([story.dossier]);
    await applying();
    await pages('apply');
    expect(totals(await register.progress(1, 'apply')).looked).toBe(0);
  });
});
