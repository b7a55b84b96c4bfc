import './quiet.ts';
import { describe, expect, it } from '@jest/globals';
import { relayDossier } from '#functions/platform/relay-dossier';
import { aChange } from '#test/support/builders/change-builders';
import { aSubmitted } from '#test/support/builders/dossier-builders';
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
