import './quiet.ts';
import { expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import type { DossierEvent, RecordedEvent } from '#domain/dossiers/event';
import { relayDossier } from '#functions/platform/relay-dossier';
import { aChange } from '#test/support/builders/change-builders';
import { aDraft, aSubmitted } from '#test/support/builders/dossier-builders';
import { InMemoryDossierStore } from '#test/support/fakes/in-memory-dossier-store';
import { InMemoryFeedStore } from '#test/support/fakes/in-memory-feed-store';
import { InMemorySubscriptionStore } from '#test/support/fakes/in-memory-subscription-store';
import { RecordingKeepingQueue } from '#test/support/fakes/recording-keeping-queue';
import { RecordingMachineSignals } from '#test/support/fakes/recording-machine-signals';
import { Death, reborn, scheduled } from '#test/support/scheduled';
import { RecordingScanQueue } from '#test/support/fakes/recording-scan-queue';

const DESK = 'H99.101.01';
const filed = aSubmitted({ receivingAgency: DESK });
const draft = aDraft({ id: filed.id, receivingAgency: DESK });
const handIn: DossierEvent = { type: 'DossierSubmitted', code: filed.code, roles: {}, papers: [], receptionDueAt: '2026-11-25T02:00:00.000Z' };
const checked: DossierEvent = { type: 'PapersChecked', checked: [] };

interface Course {
  readonly ofDraft: number;
  readonly afterHandIn: number;
  /** The lane of the stream that brings each event: its order is kept within a lane only. */
  readonly lanes: readonly number[];
  /** Calls after which the worker dies, by their number. */
  readonly deaths: readonly number[];
}

const courses = fc.record({
  ofDraft: fc.integer({ min: 1, max: 3 }),
  afterHandIn: fc.integer({ min: 0, max: 3 }),
  lanes: fc.array(fc.nat(3), { minLength: 7, maxLength: 7 }),
  deaths: fc.uniqueArray(fc.nat(40), { maxLength: 4 }),
});

/** Commits one event after the other while the lanes of the stream relay what was committed; a worker that died is started again. */
async function run(scheduler: fc.Scheduler, { ofDraft, afterHandIn, lanes, deaths }: Course) {
  const [store, feed, machines] = [new InMemoryDossierStore(), new InMemoryFeedStore(), new RecordingMachineSignals()];
  let calls = 0;
  const turn = async (): Promise<void> => {
    const number = (calls += 1);
    await scheduler.schedule(Promise.resolve(), `call ${String(number)}`);
    if (deaths.includes(number)) throw new Death();
  };
  const tools = {
    store: scheduled(store, ['load', 'events', 'signal', 'markRelayed'], turn),
    feed: scheduled(feed, ['append'], turn),
    machines: scheduled(machines, ['startLifecycle', 'wake'], turn),
    subscriptions: new InMemorySubscriptionStore(),
    wakeQueues: {},
    keeping: new RecordingKeepingQueue(),
    scans: new RecordingScanQueue(),
  };
  const relay = (event: RecordedEvent) => reborn(() => relayDossier(tools, filed.id, [event]));
  const ends = new Map<number, Promise<unknown>>();
  const last = ofDraft + 1 + afterHandIn;
  const commitAll = async (): Promise<void> => {
    for (let version = 1; version <= last; version += 1) {
      const [before, after] = [version - 1, version].map((each) => ({ ...(each <= ofDraft ? draft : filed), version: each }));
      if (after === undefined) throw new Error('no state');
      await scheduler.schedule(Promise.resolve(), `commit ${String(version)}`);
      const change = aChange(version === 1 ? undefined : before, after, { event: version === ofDraft + 1 ? handIn : checked });
      await store.commit(change);
      const lane = lanes[version - 1] ?? 0;
      const [event] = change.events;
      if (event !== undefined) ends.set(lane, (ends.get(lane) ?? Promise.resolve()).then(() => relay(event)));
    }
  };
  await scheduler.waitFor(commitAll().then(() => Promise.all(ends.values())));
  const told = await feed.after({ kind: 'agency', id: DESK }, { partition: 0, position: 0, limit: 100 });
  return { told: told.map(({ event: { data } }) => ('seq' in data ? data.seq : 0)), machines, relayed: (await store.signal(filed.id))?.relayedVersion, last };
}

it('whatever the order in which events are committed, brought by the stream and relayed, and whenever a worker dies, the desk is told of each since the hand-in once and in order, and one machine is started', async () => {
  await fc.assert(
    fc.asyncProperty(fc.scheduler(), courses, async (scheduler, course) => {
      const { told, machines, relayed, last } = await run(scheduler, course);
      const sinceHandIn = Array.from({ length: course.afterHandIn + 1 }, (_none, index) => course.ofDraft + 1 + index);
      expect(told.filter((seq) => seq > course.ofDraft)).toEqual(sinceHandIn);
      expect(told).toEqual([...new Set(told)].toSorted((one, other) => one - other));
      expect(machines.lifecycles).toHaveLength(1);
      expect(relayed).toBe(last);
    }),
    { numRuns: 300 },
  );
});
