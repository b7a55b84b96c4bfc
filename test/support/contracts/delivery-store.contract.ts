import { describe, expect, it } from '@jest/globals';
import { CLOSED } from '#domain/notifications/breaker';
import { type DeliveryStore, type Lease, LeaseLost, MAX_REPLAYS, type Replay, type Settlement } from '#domain/notifications/delivery-store';
import { aDelivery, aSubscription } from '#test/support/builders/notification-builders';

const AT = (minute: number): string => `2026-11-23T02:${String(minute).padStart(2, '0')}:00.000Z`;
const PROGRESS = { cursor: 5, seenVersion: 1, breaker: CLOSED, troubledLanes: 0, paceMilliseconds: 0, replayed: [] };

/** What every keeper of deliveries does. */
export function deliveryStoreContract(name: string, store: () => DeliveryStore): void {
  const begun = async (subscription = aSubscription()) => {
    await store().begin(subscription, [5], AT(0));
    return { subscriptionId: subscription.id, partition: 0 };
  };
  const leased = async (line: { subscriptionId: string; partition: number }, owner = 'one') => {
    const outcome = await store().lease(line, { owner, now: AT(0), until: AT(1) });
    if (outcome.kind !== 'leased') throw new Error(outcome.kind);
    return outcome.lease;
  };
  const settle = (lease: Lease, change: Partial<Settlement>) => store().settle(lease, { rows: [], lanes: [], replays: [], progress: PROGRESS, dueAt: AT(15), release: false, ...change });

  describe(`${name} as a keeper of deliveries`, () => {
    it('begins a line once and where it was told to', async () => {
      const subscription = aSubscription();
      const line = await begun(subscription);
      await store().begin(subscription, [99], AT(9));
      expect(await store().peek(line)).toEqual({ ...line, channel: 'webhook', progress: PROGRESS, replays: [], dueAt: AT(0) });
      expect(await store().peek({ ...line, partition: 1 })).toBeUndefined();
      expect(await store().lease({ ...line, partition: 1 }, { owner: 'one', now: AT(0), until: AT(1) })).toEqual({ kind: 'missing' });
    });

    it('lets one work at a time, until his time is over', async () => {
      const line = await begun();
      const first = await leased(line);
      expect(await store().lease(line, { owner: 'two', now: AT(1), until: AT(2) })).toEqual({ kind: 'held' });
      expect(await store().lease(line, { owner: 'two', now: AT(2), until: AT(3) })).toMatchObject({ kind: 'leased', lease: { owner: 'two' } });
      await expect(settle(first, { rows: [{ after: aDelivery({ ...first, position: 6, state: 'waiting', nextTryAt: AT(3) }) }] })).rejects.toThrow(LeaseLost);
      await expect(settle(first, { release: true })).rejects.toThrow(LeaseLost);
      expect(await store().rows(line, [6])).toEqual([]);
    });

    it('does not let go while a wake came in, so that none is lost', async () => {
      const line = await begun();
      const lease = await leased(line);
      await store().lease(line, { owner: 'two', now: AT(0), until: AT(1) });
      const woken = await settle(lease, { progress: { ...PROGRESS, cursor: 6 }, release: true });
      expect(woken.kind).toBe('woken');
      expect((await store().peek(line))?.progress.cursor).toBe(6);
      expect(await settle(woken.lease, { release: true })).toMatchObject({ kind: 'released' });
      expect(await store().lease(line, { owner: 'two', now: AT(0), until: AT(1) })).toMatchObject({ kind: 'leased' });
    });

    it('keeps what was delivered at once, newest first, page by page', async () => {
      const line = await begun();
      const rows = Array.from({ length: 30 }, (_none, index) => aDelivery({ ...line, position: index + 6 }));
      await settle(await leased(line), { rows: rows.map((after) => ({ after })), progress: { ...PROGRESS, cursor: 35 }, release: true });
      const first = await store().list(line, { limit: 20 });
      expect(first.deliveries).toEqual(rows.toReversed().slice(0, 20));
      const second = await store().list(line, { limit: 20, ...(first.cursor !== undefined && { cursor: first.cursor }) });
      expect(second.deliveries.map(({ position }) => position)).toEqual([15, 14, 13, 12, 11, 10, 9, 8, 7, 6]);
      expect(second.cursor).toBeUndefined();
      expect(await store().waiting(line, { limit: 10 })).toEqual([]);
    });

    it('finds what is due in the order it is due, never what waits behind another, and each under its latest state only', async () => {
      const line = await begun();
      const lease = await leased(line);
      const row = (position: number, overrides: object) => aDelivery({ ...line, position, ...overrides });
      const [late, soon, behind, failed] = [
        row(6, { state: 'waiting', nextTryAt: AT(9) }), row(7, { state: 'waiting', nextTryAt: AT(3) }), row(8, { state: 'waiting' }), row(9, { state: 'failed', failedAt: AT(2) }),
      ];
      await settle(lease, { rows: [late, soon, behind, failed].map((after) => ({ after })), lanes: [{ lane: 'ds-1', queue: [7, 8] }] });
      expect(await store().waiting(line, { until: AT(3), limit: 10 })).toEqual([{ position: 7, nextTryAt: AT(3) }]);
      expect(await store().waiting(line, { limit: 10 })).toEqual([{ position: 7, nextTryAt: AT(3) }, { position: 6, nextTryAt: AT(9) }]);
      expect(await store().waiting(line, { limit: 1 })).toHaveLength(1);
      expect((await store().list(line, { state: 'waiting', limit: 10 })).deliveries).toEqual([soon, late, behind]);
      expect(await store().failed(line, { before: AT(3), limit: 10 })).toEqual([9]);
      expect(await store().failed(line, { before: AT(2), limit: 10 })).toEqual([]);
      expect(await store().queues(line, ['ds-1', 'ds-2', 'ds-1'])).toEqual(new Map([['ds-1', [7, 8]]]));

      await settle(lease, {
        rows: [{ before: soon, after: row(7, { state: 'delivered' }) }, { before: behind, after: row(8, { state: 'failed', failedAt: AT(4) }) }, { before: failed, after: row(9, { state: 'waiting', nextTryAt: AT(5), round: 2 }) }],
        lanes: [{ lane: 'ds-1', queue: [] }],
      });
      expect(await store().waiting(line, { limit: 10 })).toEqual([{ position: 9, nextTryAt: AT(5) }, { position: 6, nextTryAt: AT(9) }]);
      expect(await store().failed(line, { before: AT(9), limit: 10 })).toEqual([8]);
      expect(await store().queues(line, ['ds-1'])).toEqual(new Map());
      expect((await store().rows(line, [9, 7, 100])).map(({ position, state, round }) => [position, state, round])).toEqual([[7, 'delivered', 1], [9, 'waiting', 2]]);
    });

    it('takes a request to send again once, beside the work, and knows it when it is done', async () => {
      const line = await begun();
      const lease = await leased(line);
      const asked: Replay = { kind: 'range', id: 'r-1', askedAt: AT(0), next: 2, until: 4, fromTime: AT(0) };
      const failed: Replay = { kind: 'failed', id: 'r-2', askedAt: AT(1) };
      expect(await store().askReplay(line, asked)).toBe('asked');
      expect(await store().askReplay(line, { ...asked, until: 99 })).toBe('asked');
      expect(await store().askReplay(line, failed)).toBe('asked');
      expect((await store().peek(line))?.replays).toEqual([asked, failed]);
      await settle(lease, { replays: [{ id: 'r-1', after: { ...asked, next: 3 } }, { id: 'r-2', after: undefined }], progress: { ...PROGRESS, replayed: ['r-2'] } });
      expect((await store().peek(line))?.replays).toEqual([{ ...asked, next: 3 }]);
      expect(await store().askReplay(line, failed)).toBe('asked');
      expect((await store().peek(line))?.replays).toHaveLength(1);
      for (let index = 1; index < MAX_REPLAYS; index += 1) await store().askReplay(line, { ...failed, id: `more-${index}` });
      expect(await store().askReplay(line, { ...failed, id: 'too-many' })).toBe('too-many');
      expect(await store().askReplay({ ...line, partition: 3 }, failed)).toBe('missing');
    });

    it('names the lines that are overdue, until they are looked after or retired', async () => {
      const line = await begun();
      const due = async (before: string) => (await store().due('webhook', { before, limit: 1000 })).filter((each) => each.subscriptionId === line.subscriptionId);
      expect(await due(AT(0))).toEqual([]);
      expect(await due(AT(1))).toEqual([line]);
      await settle(await leased(line), { dueAt: AT(30), release: true });
      expect(await due(AT(20))).toEqual([]);
      expect(await store().due('national-portal', { before: AT(50), limit: 1000 })).not.toContainEqual(line);
      await store().retire(line);
      expect(await due(AT(50))).toEqual([]);
    });
  });
}
