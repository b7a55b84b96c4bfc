import { describe, expect, it } from '@jest/globals';
import { Temporal } from '#domain/kernel/temporal';
import { rehydrate } from '#functions/platform/rehydrate';
import { aChange } from '#test/support/builders/change-builders';
import { anInProgress } from '#test/support/builders/dossier-builders';
import { aConsultation, byId } from '#test/support/builders/part-builders';
import { InMemoryDossierStore } from '#test/support/fakes/in-memory-dossier-store';
import { InMemoryFeedStore } from '#test/support/fakes/in-memory-feed-store';
import { InMemorySubscriptionStore } from '#test/support/fakes/in-memory-subscription-store';
import { RecordingKeepingQueue } from '#test/support/fakes/recording-keeping-queue';
import { RecordingScanQueue } from '#test/support/fakes/recording-scan-queue';
import { RecordingMachineSignals } from '#test/support/fakes/recording-machine-signals';

const now = Temporal.Instant.from('2026-11-23T06:00:00Z');
const EPOCH = now.epochMilliseconds / 60_000;

async function aRecord() {
  const store = new InMemoryDossierStore();
  const machines = new RecordingMachineSignals();
  const tools = { store, machines, feed: new InMemoryFeedStore(), subscriptions: new InMemorySubscriptionStore(), wakeQueues: {}, keeping: new RecordingKeepingQueue(), scans: new RecordingScanQueue() };
  const dossier = anInProgress({ consultations: byId(aConsultation()) });
  await store.commit(aChange(undefined, dossier));
  await store.markRelayed(dossier.id, dossier.version);
  const waits = (executionArn: string) => {
    machines.waits({ dossierId: dossier.id, executionArn, token: executionArn });
    store.leaveWait({ dossierId: dossier.id, guard: dossier.version }, { token: executionArn, until: '2026-12-01T00:00:00.000Z', executionArn });
  };
  return { dossier, machines, tools, waits };
}

describe('Bringing back the machines of a dossier', () => {
  it('puts no second machine beside the first, which may be on its way to wait', async () => {
    const { dossier, machines, tools } = await aRecord();
    const { id: dossierId, code } = dossier;
    await machines.startLifecycle({ dossierId, code, epoch: 1 });
    expect(await rehydrate(tools, dossierId, now)).toEqual({ started: true });
    expect(machines.lifecycles).toEqual([{ dossierId, code, epoch: 1 }]);
  });

  it('replaces a first machine that came to its end before it ever waited', async () => {
    const { dossier, machines, tools } = await aRecord();
    const { id: dossierId, code } = dossier;
    await machines.startLifecycle({ dossierId, code, epoch: 1 });
    machines.stops(`lifecycle:${code}-1`);
    await rehydrate(tools, dossierId, now);
    expect(machines.lifecycles.map(({ epoch }) => epoch)).toEqual([1, EPOCH]);
  });

  it('wakes the machine that waits, and looks after a lost consultation all the same', async () => {
    const { dossier, machines, tools, waits } = await aRecord();
    waits('lifecycle-1');
    expect(await rehydrate(tools, dossier.id, now)).toEqual({ started: false });
    expect(machines.woken).toEqual(['lifecycle-1']);
    expect(machines.lifecycles).toEqual([]);
    expect(machines.consultations).toHaveLength(1);
  });

  it('replaces a machine that waited and is no more', async () => {
    const { dossier, machines, tools, waits } = await aRecord();
    waits('lifecycle-1');
    machines.stops('lifecycle-1');
    expect(await rehydrate(tools, dossier.id, now)).toEqual({ started: true });
    expect(machines.lifecycles.map(({ epoch }) => epoch)).toEqual([EPOCH]);
  });
});
