import { expect, it } from '@jest/globals';
import { aChange, anAnswer } from '#test/support/builders/change-builders';
import { aDossierCode, aDraft, anInProgress, aSubmitted } from '#test/support/builders/dossier-builders';
import { aPaper, aStep, byId, aWatch } from '#test/support/builders/part-builders';
import type { DossierStoreHarness } from '#test/support/contracts/dossier-store-harness';

export function keepsMovesApart(harness: () => DossierStoreHarness): void {
  it('refuses a move decided on a state that is no longer', async () => {
    const { store } = harness();
    const before = aSubmitted();
    await store.commit(aChange(undefined, before));
    const first = { ...before, version: 4, supplementRequests: 1 };
    await store.commit(aChange(before, first));
    expect(await store.commit(aChange(before, { ...before, version: 4, supplementRequests: 2 }))).toEqual({ kind: 'conflict' });
    expect(await store.load(before.id)).toEqual(first);
    expect(await store.events(before.id, { afterSeq: 0, limit: 10 })).toHaveLength(4);
  });

  it('starts a dossier once', async () => {
    const { store } = harness();
    const draft = aDraft();
    await store.commit(aChange(undefined, draft));
    expect(await store.commit(aChange(undefined, { ...draft, ownerId: 'sub-somebody-else' }))).toEqual({ kind: 'conflict' });
    expect(await store.load(draft.id)).toEqual(draft);
  });

  it('lets exactly one of fifty moves from the same state win', async () => {
    const { store } = harness();
    const before = anInProgress();
    await store.commit(aChange(undefined, before));
    const moves = Array.from({ length: 50 }, (_none, index) => ({ ...before, version: 6, watch: aWatch({ epoch: index + 1 }) }));
    const outcomes = await Promise.all(moves.map((after) => store.commit(aChange(before, after))));
    expect(outcomes.filter((outcome) => outcome.kind === 'committed')).toHaveLength(1);
    expect(outcomes.filter((outcome) => outcome.kind === 'conflict')).toHaveLength(49);
    const winner = outcomes.findIndex((outcome) => outcome.kind === 'committed');
    expect(await store.load(before.id)).toEqual(moves[winner]);
    expect(await store.events(before.id, { afterSeq: 5, limit: 100 })).toHaveLength(1);
  });

  it('shows a reader one state or the next, never a mixture, while moves follow each other', async () => {
    const { store } = harness();
    const start = anInProgress({ steps: byId(aStep({ round: 5 })), papers: byId(aPaper({ sizeBytes: 5 })) });
    await store.commit(aChange(undefined, start));
    const write = async () => {
      let before = start;
      for (let version = 6; version <= 25; version += 1) {
        const after = { ...before, version, steps: byId(aStep({ round: version })), papers: byId(aPaper({ sizeBytes: version })) };
        await store.commit(aChange(before, after));
        before = after;
      }
    };
    const read = async () => {
      const seen = [];
      for (let times = 0; times < 20; times += 1) seen.push(await store.load(start.id));
      return seen;
    };
    const [, ...seen] = await Promise.all([write(), read(), read()]);
    const facts = seen.flat().map((dossier) => [dossier?.version, dossier?.steps['register-birth']?.round, dossier?.papers['paper-1']?.sizeBytes]);
    expect(facts.filter(([version, round, size]) => version !== round || version !== size)).toEqual([]);
  });
}

export function answersOnce(harness: () => DossierStoreHarness): void {
  it('keeps the answer with the move', async () => {
    const { store } = harness();
    const answer = anAnswer();
    expect(await store.keptAnswer(answer.scope)).toBeUndefined();
    await store.commit(aChange(undefined, aDraft(), { answer }));
    expect(await store.keptAnswer(answer.scope)).toEqual(answer);
  });

  it('tells a repeated call what was answered, though the dossier has moved on', async () => {
    const { store } = harness();
    const draft = aDraft();
    const submitted = aSubmitted({ id: draft.id, version: 2 });
    const answer = anAnswer();
    await store.commit(aChange(undefined, draft));
    await store.commit(aChange(draft, submitted, { answer }));
    const repeated = aChange(draft, { ...submitted, code: aDossierCode() }, { answer: anAnswer({ scope: answer.scope, body: 'another' }) });
    expect(await store.commit(repeated)).toEqual({ kind: 'answered-before', answer });
    expect(await store.load(draft.id)).toEqual(submitted);
  });

  it('does a move once when the same call comes ten times at once', async () => {
    const { store } = harness();
    const draft = aDraft();
    const answer = anAnswer();
    const outcomes = await Promise.all(Array.from({ length: 10 }, () => store.commit(aChange(undefined, draft, { answer }))));
    expect(outcomes.filter((outcome) => outcome.kind === 'committed')).toHaveLength(1);
    expect(await store.commit(aChange(undefined, draft, { answer }))).toEqual({ kind: 'answered-before', answer });
  });

  it('keeps no answer of a move that was refused', async () => {
    const { store } = harness();
    const draft = aDraft();
    const answer = anAnswer();
    await store.commit(aChange(undefined, draft));
    expect(await store.commit(aChange(undefined, draft, { answer }))).toEqual({ kind: 'conflict' });
    expect(await store.keptAnswer(answer.scope)).toBeUndefined();
  });
}
