import './quiet.ts';
import { describe, expect, it } from '@jest/globals';
import { relayDossier } from '#functions/platform/relay-dossier';
import { aChange } from '#test/support/builders/change-builders';
import { anInProgress, aSubmitted } from '#test/support/builders/dossier-builders';
import { InMemoryDossierStore } from '#test/support/fakes/in-memory-dossier-store';
import { InMemoryFeedStore } from '#test/support/fakes/in-memory-feed-store';
import { InMemorySubscriptionStore } from '#test/support/fakes/in-memory-subscription-store';
import { RecordingKeepingQueue } from '#test/support/fakes/recording-keeping-queue';
import { RecordingScanQueue } from '#test/support/fakes/recording-scan-queue';
import { RecordingMachineSignals } from '#test/support/fakes/recording-machine-signals';

const DESK = 'H99.101.01';
const breached = (dueAt: string) => ({ type: 'SlaBreached' as const, what: 'reception' as const, agency: DESK, dueAt, epoch: 1 });

async function recordOfThree() {
  const store = new InMemoryDossierStore();
  const first = aSubmitted({ receivingAgency: DESK, version: 1 });
  const second = { ...first, version: 2 };
  const third = { ...first, version: 3 };
  await store.commit(aChange(undefined, first, { event: breached('2026-11-26T01:00:00Z') }));
  await store.commit(aChange(first, second, { event: breached('2026-11-26T02:00:00Z') }));
  await store.commit(aChange(second, third, { event: breached('2026-11-26T03:00:00Z') }));
  const tools = { store, feed: new InMemoryFeedStore(), subscriptions: new InMemorySubscriptionStore(), wakeQueues: {}, keeping: new RecordingKeepingQueue(), scans: new RecordingScanQueue(), machines: new RecordingMachineSignals() };
  const told = async () => (await tools.feed.after({ kind: 'agency', id: DESK }, { partition: 0, position: 0, limit: 10 })).map(({ event }) => event.data);
  return { tools, dossierId: first.id, events: await store.events(first.id, { afterSeq: 0, limit: 10 }), told };
}

describe('Events of one dossier that the stream brings the wrong way round', () => {
  it('stand in the feed once each and in their order, whichever comes first', async () => {
    const { tools, dossierId, events, told } = await recordOfThree();
    for (const late of events.toReversed()) await relayDossier(tools, dossierId, [late]);
    expect(await told()).toMatchObject([{ seq: 1, previousSeq: 0 }, { seq: 2, previousSeq: 1 }, { seq: 3, previousSeq: 2 }]);
  });

  it('stand there in their order too when two workers have one of them each', async () => {
    const { tools, dossierId, events, told } = await recordOfThree();
    await Promise.all(events.map((each) => relayDossier(tools, dossierId, [each])));
    expect((await told()).map((data) => ('seq' in data ? data.seq : 0))).toEqual([1, 2, 3]);
  });
});

describe('An apology that was sent', () => {
  it('has its form 04 drafted and signed by the machine, once however often it is told', async () => {
    const store = new InMemoryDossierStore();
    const apology = { reason: 'Chưa đủ nhân lực', missedDueAt: '2026-11-24T08:00:00.000Z', newDueAt: '2026-11-26T08:00:00.000Z', at: '2026-11-23T04:29:00.000Z', inTime: true };
    const dossier = anInProgress({ receivingAgency: DESK, version: 1, apologies: [apology] });
    await store.commit(aChange(undefined, dossier, { event: { type: 'DossierReappointed', apology, facts: [] } }));
    const machines = new RecordingMachineSignals();
    const tools = { store, feed: new InMemoryFeedStore(), subscriptions: new InMemorySubscriptionStore(), wakeQueues: {}, keeping: new RecordingKeepingQueue(), scans: new RecordingScanQueue(), machines };
    const events = await store.events(dossier.id, { afterSeq: 0, limit: 10 });
    await relayDossier(tools, dossier.id, events);
    expect(machines.signings).toMatchObject([{ dossierId: dossier.id, documentId: 'doc-040000000000000000000001', epoch: 1 }]);
  });
});
