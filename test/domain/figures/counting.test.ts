import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Dossier } from '#domain/dossiers/dossier';
import { changeFor, intoTransactions, MAX_WRITES, rowChanges, type CountChange } from '#domain/figures/counting';
import { dossierFacts } from '#domain/figures/dossier-facts';
import { aDraft, anInProgress, aReturned, aSettled, aSubmitted, aWithdrawn } from '#test/support/builders/dossier-builders';
import { aConsultation, aStep, byId } from '#test/support/builders/part-builders';
import { InMemoryFigureStore } from '#test/support/fakes/in-memory-figure-store';
import { lives } from './lives.ts';

const anyLife = fc.nat().map((index) => lives[index % lives.length] ?? []);

async function countAll(store: InMemoryFigureStore, dossiers: readonly Dossier[]): Promise<void> {
  for (const dossier of dossiers) {
    const change = changeFor(dossier, (await store.counted(1, [dossier.id])).get(dossier.id));
    for (const transaction of change === undefined ? [] : intoTransactions([change])) await store.count(1, transaction);
  }
}

describe('the figures', () => {
  test('are the same whether a dossier was counted at every version, at some, twice, or in the wrong order', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyLife, { minLength: 1, maxLength: 4 }), fc.infiniteStream(fc.nat()), async (chosen, chance) => {
        const own = chosen.map((life, index) => life.map((dossier) => ({ ...dossier, id: `${dossier.id}${String(index)}` })));
        const [once, often] = [new InMemoryFigureStore(), new InMemoryFigureStore()];
        const last = own.flatMap((life) => life.slice(-1));
        await countAll(once, last);
        const told = own.flat().flatMap((dossier) => (draw(chance) % 3 === 0 ? [] : draw(chance) % 3 === 0 ? [dossier, dossier] : [dossier]));
        const shuffled = told.map((dossier) => ({ dossier, place: draw(chance) % 20 })).toSorted((one, other) => one.place - other.place);
        await countAll(often, [...shuffled.map(({ dossier }) => dossier), ...last, ...last]);
        expect(often.everything(1)).toEqual(once.everything(1));
      }),
      { numRuns: 60 },
    );
  });

  test('of a place never fall below nothing, and as many dossiers are open, settled or ended as were received', async () => {
    const store = new InMemoryFigureStore();
    await countAll(store, lives.flatMap((life) => life.slice(-1)));
    const months = Object.entries(store.everything(1)).filter(([row]) => row.includes('"month"') && !row.includes('procedureCode'));
    const total = (...names: string[]) => months.reduce((sum, [, counts]) => sum + names.reduce((part, name) => part + (counts[name] ?? 0), 0), 0);
    const { openInTime = 0, openLate = 0 } = await store.openWork('H26');
    expect(total('received')).toBe(lives.filter((life) => life.at(-1)?.status !== 'draft').length);
    expect(total('settledEarly', 'settledOnTime', 'lateWithApology', 'lateWithoutApology', 'endedOtherwise') + openInTime + openLate).toBe(total('received'));
    expect(Object.values(store.everything(1)).flatMap((counts) => Object.values(counts)).filter((amount) => amount < 0)).toEqual([]);
  });
});

test('the lives these tests are about come to every kind of fact', () => {
  const known = lives.flatMap((life) => life.flatMap(dossierFacts)).map((each) => ('state' in each ? `${each.what} ${each.state}` : each.what));
  expect([...new Set(known)].toSorted()).toEqual([
    'awaiting-hand-over', 'consultation-open', 'ended-otherwise', 'open in-time', 'open late', 'promise broken', 'promise kept', 'received',
    'settled', 'step-answered', 'step-open at-risk', 'step-open in-time', 'step-open late', 'step-received',
  ]);
});

function draw(chance: Iterator<number>): number {
  return Number(chance.next().value);
}

describe('what a dossier adds', () => {
  const words = (dossier: Dossier) => dossierFacts(dossier).map(({ what, ...rest }) => ('state' in rest ? `${what} ${rest.state}` : what));

  test('a draft adds nothing, a dossier that was handed in is open in time', () => {
    expect(words(aDraft())).toEqual([]);
    expect(words(aSubmitted())).toEqual(['received', 'open in-time']);
  });

  test('an open dossier past its promised instant is late, and so is its promise', () => {
    const { watch } = anInProgress();
    expect(words(anInProgress({ watch: { ...watch, told: ['due'] }, steps: {} }))).toEqual(['received', 'open late', 'promise broken']);
  });

  test('an open step is at risk once that was told, and late once it is due', () => {
    const { watch } = aStep();
    const told = (checkpoints: string[]) => words(anInProgress({ steps: byId(aStep({ watch: { ...watch, told: checkpoints } })) })).slice(2);
    expect(told([])).toEqual(['step-received', 'step-open in-time']);
    expect(told(['at-risk'])).toEqual(['step-received', 'step-open at-risk']);
    expect(told(['at-risk', 'due'])).toEqual(['step-received', 'step-open late', 'promise broken']);
  });

  test('a step whose clock stands still is open, but its agency lets nobody wait', () => {
    const clock = [...aStep().clock, { kind: 'stopped' as const, at: '2026-11-24T03:00:00.000Z', ground: 'financial-duty' as const }];
    const open = (step: ReturnType<typeof aStep>) => dossierFacts(anInProgress({ steps: byId(step) })).find(({ what }) => what === 'step-open');
    expect(open(aStep())).toHaveProperty('hour', '2026-11-23T03');
    expect(open(aStep({ clock }))).not.toHaveProperty('hour');
  });

  test('an open consultation counts until it is closed or the dossier is over', () => {
    const consultations = byId(aConsultation());
    expect(words(anInProgress({ steps: {}, consultations }))).toContain('consultation-open');
    expect(words(anInProgress({ steps: {}, consultations: byId(aConsultation({ state: 'closed' })) }))).not.toContain('consultation-open');
    expect(words(aWithdrawn({ consultations }))).not.toContain('consultation-open');
  });

  test('a settled dossier waits for its hand-over and counts as settled from then on', () => {
    const timing = { punctuality: 'early' as const, agencyMinutes: 900, applicantMinutes: 0, stoppedMinutes: 0 };
    expect(words(aSettled({ timing, steps: {} }))).toEqual(['received', 'awaiting-hand-over', 'settled', 'promise kept']);
    expect(words(aReturned({ timing, steps: {} }))).toEqual(['received', 'settled', 'promise kept']);
  });

  test('what was late counts as broken when it passed, and with an apology when the apology came, if that was sooner', () => {
    const timing = { punctuality: 'late-with-apology' as const, agencyMinutes: 900, applicantMinutes: 0, stoppedMinutes: 0 };
    const apology = { reason: 'Cần thêm thời gian', at: '2026-11-28T03:01:00.000Z', missedDueAt: '2026-11-30T10:00:00.000Z', newDueAt: '2026-12-02T10:00:00.000Z', inTime: true };
    const promise = (dossier: Dossier) => dossierFacts(dossier).find(({ what }) => what === 'promise');
    expect(promise(aSettled({ timing, steps: {}, apologies: [apology] }))).toMatchObject({ state: 'broken', from: '2026-11-28T03:00' });
    const { watch } = anInProgress();
    expect(promise(anInProgress({ steps: {}, watch: { ...watch, told: ['due'] } }))).toMatchObject({ state: 'broken', from: '2026-11-30T10:00' });
  });
});

describe('counting in transactions', () => {
  /** Sixty agencies, each with a step of the same dossier. */
  const crowded = anInProgress({ steps: byId(...Array.from({ length: 60 }, (_none, index) => aStep({ id: `step-${String(index)}`, agency: `H26.${String(100 + index)}` }))) });
  const changeOf = (dossier: Dossier): CountChange[] => [changeFor(dossier, undefined)].flatMap((change) => change ?? []);

  test('a dossier that sixty agencies work on is counted in parts, none larger than a transaction', () => {
    const transactions = intoTransactions(changeOf(crowded));
    expect(transactions.length).toBeGreaterThan(1);
    for (const each of transactions) expect(each.length + rowChanges(each).length).toBeLessThanOrEqual(MAX_WRITES);
    expect(transactions.at(-1)?.[0]?.after).toMatchObject({ version: crowded.version, facts: expect.arrayContaining(dossierFacts(crowded)) });
  });

  test('a count that stopped between two parts goes on where it stopped', async () => {
    const [whole, stopped] = [new InMemoryFigureStore(), new InMemoryFigureStore()];
    await countAll(whole, [crowded]);
    await stopped.count(1, intoTransactions(changeOf(crowded))[0] ?? []);
    expect(stopped.everything(1)).not.toEqual(whole.everything(1));
    await countAll(stopped, [crowded]);
    expect(stopped.everything(1)).toEqual(whole.everything(1));
  });

  test('dossiers of one desk go together, because they share their rows', () => {
    const many = Array.from({ length: 60 }, () => aSubmitted()).flatMap(changeOf);
    expect(intoTransactions(many)).toHaveLength(1);
    expect(rowChanges(many)).toHaveLength(4);
  });

  test('a dossier that was counted in this version or a later one is not counted again', () => {
    const dossier = anInProgress();
    const before = { revision: 4, version: dossier.version, facts: [] };
    expect(changeFor(dossier, before)).toBeUndefined();
    expect(changeFor({ ...dossier, version: dossier.version + 1 }, before)).toMatchObject({ after: { revision: 5 } });
  });
});
