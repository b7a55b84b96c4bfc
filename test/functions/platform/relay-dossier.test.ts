import './quiet.ts';
import { describe, expect, it } from '@jest/globals';
import { relayDossier } from '#functions/platform/relay-dossier';
import { aChange } from '#test/support/builders/change-builders';
import { aDraft, anInProgress, aSubmitted } from '#test/support/builders/dossier-builders';
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

/** The store, which lets somebody else commit just before its call number `at`. */
function meddledWith(store: InMemoryDossierStore, at: number, meddle: () => Promise<unknown>) {
  let calls = 0;
  const before = <Rest extends unknown[], Answer>(call: (...rest: Rest) => Promise<Answer>) => async (...rest: Rest): Promise<Answer> => {
    calls += 1;
    if (calls === at) await meddle();
    return call.apply(store, rest);
  };
  return { store: Object.assign(Object.create(store), { load: before(store.load), events: before(store.events), signal: before(store.signal), markRelayed: before(store.markRelayed) }), calls: () => calls };
}

describe('A hand-in that comes while an event of its draft is relayed, and is followed by another event at once', () => {
  it.each([1, 2, 3, 4, 5])('is told and has its machine started, though it comes just before call %i of the record', async (at) => {
    const store = new InMemoryDossierStore();
    const handedIn = aSubmitted({ receivingAgency: DESK, version: 2 });
    const draft = aDraft({ id: handedIn.id, receivingAgency: DESK, version: 1 });
    await store.commit(aChange(undefined, draft, { event: { type: 'PapersChecked', checked: [] } }));
    const submitted = { type: 'DossierSubmitted' as const, code: handedIn.code, roles: {}, papers: [], receptionDueAt: '2026-11-25T02:00:00.000Z' };
    const { store: meddled, calls } = meddledWith(store, at, () => store.commit(aChange(draft, handedIn, { event: submitted })));
    const machines = new RecordingMachineSignals();
    const tools = { store: meddled, feed: new InMemoryFeedStore(), subscriptions: new InMemorySubscriptionStore(), wakeQueues: {}, keeping: new RecordingKeepingQueue(), scans: new RecordingScanQueue(), machines };
    await relayDossier(tools, draft.id, await store.events(draft.id, { afterSeq: 0, limit: 1 }));
    expect(calls()).toBeGreaterThanOrEqual(at);
    await store.commit(aChange(handedIn, { ...handedIn, version: 3 }, { event: breached('2026-11-26T03:00:00Z') }));
    for (const afterSeq of [1, 2]) await relayDossier(tools, draft.id, await store.events(draft.id, { afterSeq, limit: 1 }));
    expect(machines.lifecycles).toMatchObject([{ dossierId: draft.id, code: handedIn.code, epoch: 1 }]);
    const told = await tools.feed.after({ kind: 'agency', id: DESK }, { partition: 0, position: 0, limit: 10 });
    expect(told.map(({ event: { data } }) => ('seq' in data ? data.seq : 0)).slice(-2)).toEqual([2, 3]);
  });
});

describe('The machine that waits', () => {
  it.each([
    ['for the desk, and the desk has to act: is left alone', { for: 'desk' }, []],
    ['for the agencies, while the desk has to act: is woken, so that its console says so', { for: 'agencies' }, ['t-1']],
    ['and does not say for whom, as those from before: is left alone', {}, []],
  ])('%s', async (_what, word, woken) => {
    const store = new InMemoryDossierStore();
    const dossier = aSubmitted({ receivingAgency: DESK, version: 1 });
    await store.commit(aChange(undefined, dossier, { event: { type: 'PapersChecked', checked: [] } }));
    store.leaveWait({ dossierId: dossier.id, guard: 1 }, { token: 't-1', until: '2026-11-24T01:00:00.000Z', executionArn: 'lifecycle:1-1', ...word });
    const machines = new RecordingMachineSignals();
    const wake = machines.wake.bind(machines);
    const heard: string[] = [];
    machines.wake = async (token) => {
      heard.push(token);
      return wake(token);
    };
    const tools = { store, feed: new InMemoryFeedStore(), subscriptions: new InMemorySubscriptionStore(), wakeQueues: {}, keeping: new RecordingKeepingQueue(), scans: new RecordingScanQueue(), machines };
    await relayDossier(tools, dossier.id, await store.events(dossier.id, { afterSeq: 0, limit: 1 }));
    expect(heard).toEqual(woken);
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
