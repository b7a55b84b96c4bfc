import { expect, it } from '@jest/globals';
import { aChange } from '#test/support/builders/change-builders';
import { aDossierCode, aDossierId, aDraft, anInProgress, aReturned, aSettled, aSubmitted } from '#test/support/builders/dossier-builders';
import { aConsultation, aPaper, aStep, byId } from '#test/support/builders/part-builders';
import type { DossierStoreHarness } from '#test/support/contracts/dossier-store-harness';

export function keepsDossiers(harness: () => DossierStoreHarness): void {
  it('gives back every state of a dossier as it was committed', async () => {
    const { store } = harness();
    const id = aDossierId();
    const code = aDossierCode();
    const consultations = byId(aConsultation({ opinions: { 'H26.014': { state: 'given', verdict: 'agree', at: '2026-11-23T05:00:00.000Z' } } }));
    const states = [
      aDraft({ id }),
      aSubmitted({ id, code }),
      anInProgress({ id, code, consultations }),
      aSettled({ id, code, consultations }),
      aReturned({ id, code, consultations }),
    ];
    for (const [index, after] of states.entries()) {
      expect(await store.commit(aChange(states[index - 1], after))).toEqual({ kind: 'committed' });
      expect(await store.load(id)).toEqual(after);
    }
  });

  it('forgets what a later state no longer has', async () => {
    const { store } = harness();
    const before = anInProgress();
    const { dueAt: _promise, ...standingStill } = before;
    const after = { ...standingStill, version: before.version + 1 };
    await store.commit(aChange(undefined, before));
    await store.commit(aChange(before, after));
    expect(await store.load(before.id)).toEqual(after);
  });

  it('finds a dossier by its code as soon as it has one', async () => {
    const { store } = harness();
    const draft = aDraft();
    const submitted = aSubmitted({ id: draft.id, version: 2 });
    await store.commit(aChange(undefined, draft));
    expect(await store.load(submitted.code)).toBeUndefined();
    await store.commit(aChange(draft, submitted));
    expect(await store.load(submitted.code)).toEqual(submitted);
  });

  it('knows no dossier under an id or a code that was never given', async () => {
    const { store } = harness();
    expect(await store.load(aDossierId())).toBeUndefined();
    expect(await store.load('H26.001.02-261123-9999')).toBeUndefined();
  });

  it('gives one code to one dossier only', async () => {
    const { store } = harness();
    const first = aSubmitted({ version: 1 });
    const second = aSubmitted({ version: 1, code: first.code });
    await store.commit(aChange(undefined, first));
    expect(await store.commit(aChange(undefined, second))).toEqual({ kind: 'conflict' });
    expect(await store.load(first.code)).toEqual(first);
    expect(await store.load(second.id)).toBeUndefined();
  });

  it('keeps papers, steps and opinions that come one after the other', async () => {
    const { store } = harness();
    const before = anInProgress();
    const steps = byId(aStep({ state: 'answered' }), aStep({ id: 'issue-card', agency: 'H26.014' }));
    const after = { ...before, version: 6, steps, papers: { ...before.papers, ...byId(aPaper({ id: 'paper-2' })) } };
    const later = { ...after, version: 7, consultations: byId(aConsultation()) };
    await store.commit(aChange(undefined, before));
    await store.commit(aChange(before, after));
    await store.commit(aChange(after, later));
    expect(await store.load(before.id)).toEqual(later);
  });

  it('reads events in order, from anywhere, as many as asked', async () => {
    const { store } = harness();
    const before = aSubmitted();
    const change = aChange(undefined, before);
    await store.commit(change);
    await store.commit(aChange(before, { ...before, version: 5 }));
    const all = await store.events(before.id, { afterSeq: 0, limit: 10 });
    expect(all.map((event) => event.seq)).toEqual([1, 2, 3, 4, 5]);
    expect(all.slice(0, 3)).toEqual(change.events);
    expect((await store.events(before.id, { afterSeq: 2, limit: 2 })).map((event) => event.seq)).toEqual([3, 4]);
    expect(await store.events(before.id, { afterSeq: 5, limit: 10 })).toEqual([]);
    expect(await store.events(aDossierId(), { afterSeq: 0, limit: 10 })).toEqual([]);
  });
}
