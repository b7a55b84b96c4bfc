import { expect, it } from '@jest/globals';
import { ATTENTION_SHARDS, type AttentionRow } from '#domain/dossiers/dossier-store';
import { aChange } from '#test/support/builders/change-builders';
import { aDossierId, anInProgress, aSubmitted, aWithdrawn } from '#test/support/builders/dossier-builders';
import { aConsultation, aDocument, aPaper, byId, aWatch } from '#test/support/builders/part-builders';
import type { DossierStoreHarness } from '#test/support/contracts/dossier-store-harness';

const aWait = {
  token: 'AQCEAAAAKgAAAAMA',
  until: '2026-11-24T00:00:00.000Z',
  executionArn: 'arn:aws:states:ap-southeast-1:000000000000:execution:DossierLifecycle:H26.001.02-261123-0001-2',
  for: 'agencies',
};

export function wakesMachines(harness: () => DossierStoreHarness): void {
  it('knows of no signal where there is no record', async () => {
    const { store } = harness();
    const dossier = anInProgress();
    await store.commit(aChange(undefined, dossier));
    expect(await store.signal(aDossierId())).toBeUndefined();
    expect(await store.signal(dossier.id, { kind: 'consultation', id: 'none' })).toBeUndefined();
  });

  it('keeps the token of the waiting machine through later moves, and tells the machine\'s epoch', async () => {
    const { store, leaveWait } = harness();
    const before = anInProgress();
    const wakeAt = '2026-11-24T03:00:00.000Z';
    await store.commit(aChange(undefined, before, { wakeAt }));
    expect(await store.signal(before.id)).toEqual({ version: 5, ended: false, wakeAt });
    expect(await leaveWait({ dossierId: before.id, guard: 5 }, aWait)).toBe(true);
    await store.commit(aChange(before, { ...before, version: 6, watch: aWatch({ told: ['due'] }) }));
    expect(await store.signal(before.id)).toEqual({ version: 6, ended: false, wait: aWait, machineEpoch: 2 });
    expect(await leaveWait({ dossierId: before.id, guard: 5 }, { ...aWait, token: 'too late' })).toBe(false);
    expect(await store.load(before.id)).toEqual({ ...before, version: 6, watch: aWatch({ told: ['due'] }) });
  });

  it('keeps the token of a consultation\'s machine, guarded by the revision', async () => {
    const { store, leaveWait } = harness();
    const consultation = aConsultation();
    const before = anInProgress({ consultations: byId(consultation) });
    await store.commit(aChange(undefined, before));
    const place = { dossierId: before.id, part: { kind: 'consultation' as const, id: consultation.id } };
    expect(await store.signal(before.id, { kind: 'consultation', id: consultation.id })).toEqual({ version: 1, ended: false, wakeAt: consultation.dueAt });
    expect(await leaveWait({ ...place, guard: 1 }, aWait)).toBe(true);
    const closed = { ...consultation, revision: 2, state: 'closed' as const };
    const after = { ...before, version: 6, consultations: byId(closed) };
    await store.commit(aChange(before, after));
    expect(await store.signal(before.id, { kind: 'consultation', id: consultation.id })).toEqual({ version: 2, ended: true, wait: aWait, machineEpoch: 2 });
    expect(await leaveWait({ ...place, guard: 1 }, aWait)).toBe(false);
    expect(await store.load(before.id)).toEqual(after);
  });

  it('keeps the token of a document\'s machine through a signature, and says when the next signer is to be reminded', async () => {
    const { store, leaveWait } = harness();
    const document = aDocument();
    const before = anInProgress({ documents: byId(document) });
    await store.commit(aChange(undefined, before));
    const part = { kind: 'document', id: document.id } as const;
    expect(await store.signal(before.id, part)).toEqual({ version: 1, ended: false, wakeAt: document.remindAt });
    expect(await leaveWait({ dossierId: before.id, part, guard: 1 }, aWait)).toBe(true);
    const after = { ...before, version: 6, documents: byId({ ...document, revision: 2, remindedAt: document.remindAt }) };
    await store.commit(aChange(before, after));
    expect(await store.signal(before.id, part)).toEqual({ version: 2, ended: false, wakeAt: document.dueAt, wait: aWait, machineEpoch: 2 });
    expect(await leaveWait({ dossierId: before.id, part, guard: 1 }, aWait)).toBe(false);
    expect(await store.load(before.id)).toEqual(after);
    const issued = { ...after, version: 7, documents: byId(aDocument({ revision: 3, state: 'issued', issuedAt: document.dueAt })) };
    await store.commit(aChange(after, issued));
    expect(await store.signal(before.id, part)).toEqual({ version: 3, ended: true, wait: aWait, machineEpoch: 2 });
  });

  it('says that the machines are to end when the dossier has', async () => {
    const { store } = harness();
    const consultation = aConsultation();
    const before = anInProgress({ consultations: byId(consultation) });
    const { id, code, steps, consultations } = before;
    await store.commit(aChange(undefined, before));
    await store.commit(aChange(before, aWithdrawn({ id, code, steps, consultations, version: 6 })));
    expect(await store.signal(id)).toEqual({ version: 6, ended: true });
    expect(await store.signal(id, { kind: 'consultation', id: consultation.id })).toEqual({ version: 1, ended: true });
  });
}

export function asksForAttention(harness: () => DossierStoreHarness): void {
  const attentionOf = async (dossierId: string, before = '2027-01-01T00:00:00.000Z'): Promise<AttentionRow | undefined> => {
    const shards = Array.from({ length: ATTENTION_SHARDS }, (_none, shard) => harness().store.needingAttention(shard, before, 1000));
    return (await Promise.all(shards)).flat().find((row) => row.dossierId === dossierId);
  };

  it('asks from the moment of the move until the move is relayed, then at the next instant the machine should act', async () => {
    const { store } = harness();
    const dossier = anInProgress();
    const wakeAt = '2026-11-25T00:00:00.000Z';
    await store.commit(aChange(undefined, dossier, { at: '2026-11-23T06:00:00.000Z', wakeAt }));
    expect(await attentionOf(dossier.id)).toEqual({ dossierId: dossier.id, attentionAt: '2026-11-23T06:00:00.000Z' });
    expect(await attentionOf(dossier.id, '2026-11-23T06:00:00.000Z')).toBeUndefined();
    await store.markRelayed(dossier.id, dossier.version);
    expect(await attentionOf(dossier.id)).toEqual({ dossierId: dossier.id, attentionAt: wakeAt });
    expect(await store.signal(dossier.id)).toMatchObject({ relayedVersion: dossier.version });
  });

  it('asks no longer when all is relayed and nothing is scheduled', async () => {
    const { store } = harness();
    const dossier = aWithdrawn();
    await store.commit(aChange(undefined, dossier));
    expect(await attentionOf(dossier.id)).toBeDefined();
    await store.markRelayed(dossier.id, dossier.version);
    await store.markRelayed(dossier.id, dossier.version);
    expect(await attentionOf(dossier.id)).toBeUndefined();
  });

  it('goes on asking when only an older move was relayed', async () => {
    const { store } = harness();
    const before = anInProgress();
    await store.commit(aChange(undefined, before));
    await store.commit(aChange(before, { ...before, version: 6 }, { at: '2026-11-23T07:00:00.000Z' }));
    await store.markRelayed(before.id, 5);
    expect(await attentionOf(before.id)).toEqual({ dossierId: before.id, attentionAt: '2026-11-23T07:00:00.000Z' });
  });

  it('asks again after the next move, at once when the machine should have acted before', async () => {
    const { store } = harness();
    const before = anInProgress();
    await store.commit(aChange(undefined, before));
    await store.markRelayed(before.id, 5);
    await store.commit(aChange(before, { ...before, version: 6 }, { at: '2026-11-23T07:00:00.000Z', wakeAt: '2026-11-23T06:00:00.000Z' }));
    expect(await attentionOf(before.id)).toEqual({ dossierId: before.id, attentionAt: '2026-11-23T06:00:00.000Z' });
  });

  it('does nothing for a dossier that does not exist', async () => {
    await expect(harness().store.markRelayed(aDossierId(), 1)).resolves.toBeUndefined();
  });

  it('tells of papers that came in and that nobody has looked into, until somebody has', async () => {
    const { store } = harness();
    const unchecked = async (dossierId: string, before: string) => {
      const shards = Array.from({ length: ATTENTION_SHARDS }, (_none, shard) => store.uncheckedPapers(shard, before, 1000));
      return (await Promise.all(shards)).flat().filter((row) => row.dossierId === dossierId);
    };
    const received = aPaper({ state: 'received', receivedAt: '2026-11-23T02:05:00.000Z', objectVersion: 'v1' });
    const before = aSubmitted({ papers: byId(received, aPaper({ id: 'paper-2' })) });
    await store.commit(aChange(undefined, before));
    expect(await unchecked(before.id, '2026-11-23T02:05:00.000Z')).toEqual([]);
    expect(await unchecked(before.id, '2026-11-23T02:06:00.000Z')).toEqual([{ dossierId: before.id, paperId: 'paper-1', receivedAt: '2026-11-23T02:05:00.000Z' }]);
    const check = { outcome: 'accepted' as const, at: '2026-11-23T02:07:00.000Z', reasons: [], scanner: 'rules' };
    await store.commit(aChange(before, { ...before, version: before.version + 1, papers: byId({ ...received, check }, aPaper({ id: 'paper-2' })) }));
    expect(await unchecked(before.id, '2026-11-24T00:00:00.000Z')).toEqual([]);
  });

  it('gives the oldest first, and no more than asked', async () => {
    const { store } = harness();
    for (let minute = 10; minute < 30; minute += 1) await store.commit(aChange(undefined, anInProgress(), { at: `2025-01-01T00:${minute}:00.000Z` }));
    const rows = await Promise.all(Array.from({ length: ATTENTION_SHARDS }, (_none, shard) => store.needingAttention(shard, '2025-01-02T00:00:00.000Z', 2)));
    for (const shard of rows) {
      expect(shard.length).toBeLessThanOrEqual(2);
      expect(shard.map((row) => row.attentionAt)).toEqual(shard.map((row) => row.attentionAt).toSorted());
    }
    expect(rows.flat().length).toBeGreaterThan(0);
  });
}
