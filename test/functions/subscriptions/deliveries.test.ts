import '../platform/quiet.ts';
import { describe, expect, it } from '@jest/globals';
import * as z from 'zod';
import type { Audience } from '#domain/notifications/audience';
import { CLOSED } from '#domain/notifications/breaker';
import { type Delivery } from '#domain/notifications/delivery';
import { listDeliveries } from '#functions/subscriptions/list-deliveries/list-deliveries';
import { readDelivery } from '#functions/subscriptions/read-delivery/read-delivery';
import { feedQuery } from '#functions/subscriptions/read-feed/contract';
import { readFeed } from '#functions/subscriptions/read-feed/read-feed';
import { readSubscription } from '#functions/subscriptions/read-subscription/read-subscription';
import { requestReplay } from '#functions/subscriptions/request-replay/request-replay';
import { aDelivery, aNewEvent } from '#test/support/builders/notification-builders';
import { ADMINISTRATOR, OFFICER, PARTNER, STRANGERS, subscriptionOffice, SYSTEM } from './subscription-office.ts';

const AGENCY: Audience = { kind: 'agency', id: 'H99.101' };
const edge = (code: string) => ({ code });
const page = z.object({ rows: z.array(z.looseObject({ id: z.string() })), cursor: z.string().optional() });
const feedPage = z.object({ events: z.array(z.looseObject({ id: z.string() })), next: z.string(), hasMore: z.boolean() });
const at = (minute: number) => `2026-11-26T01:${String(minute).padStart(2, '0')}:00.000Z`;

/** An office whose agency was told three events since it subscribed: the second was given up, the third waits. */
async function office() {
  const { subscribed, ...rest } = subscriptionOffice();
  const { tools, feed } = rest;
  const { subscriptionId } = await subscribed();
  for (const seq of [1, 2, 3]) await feed.append(AGENCY, 'ds-1', [aNewEvent('ds-1', seq, { time: at(10 * seq) })]);
  const line = { subscriptionId, partition: 0 };
  const failed: Partial<Delivery> = { state: 'failed', failedAt: at(40), tries: [{ at: at(40), outcome: 'refused', status: 400, latencyMilliseconds: 31, answer: 'no such step' }] };
  await keep([
    aDelivery({ ...line, position: 1, eventId: 'ds-1-1' }),
    aDelivery({ ...line, position: 2, eventId: 'ds-1-2', ...failed }),
    aDelivery({ ...line, position: 3, eventId: 'ds-1-3', state: 'waiting', nextTryAt: at(50) }),
  ]);
  return { ...rest, subscriptionId, line, keep };

  async function keep(rows: readonly Delivery[]): Promise<void> {
    const leased = await tools.deliveries.lease(line, { owner: 'test', now: at(0), until: at(1) });
    if (leased.kind !== 'leased') throw new Error(leased.kind);
    const progress = { ...leased.state.progress, cursor: 2, breaker: { ...CLOSED, failuresInARow: 5, failingSince: at(30), probeAt: at(55) } };
    await tools.deliveries.settle(leased.lease, { rows: rows.map((after) => ({ after })), lanes: [], replays: [], progress, dueAt: at(55), release: true });
  }
}

describe('The deliveries of a subscription', () => {
  it('are listed newest first, and those that wait or failed by themselves', async () => {
    const { tools, reading, subscriptionId } = await office();
    const listed = async (query: { state?: 'waiting' | 'failed'; cursor?: string; limit: number }) => page.parse((await listDeliveries(tools, reading(SYSTEM, { subscriptionId }, query))).body);
    expect((await listed({ limit: 10 })).rows.map(({ id }) => id)).toEqual(['0-3', '0-2', '0-1']);
    expect(await listed({ limit: 10, state: 'failed' })).toEqual({
      rows: [expect.objectContaining({ id: '0-2', eventId: 'ds-1-2', state: 'failed', failedAt: at(40), lastTry: { at: at(40), outcome: 'refused', status: 400, latencyMilliseconds: 31 } })],
    });
    expect((await listed({ limit: 10, state: 'waiting' })).rows).toEqual([expect.objectContaining({ id: '0-3', nextTryAt: at(50) })]);
    const first = await listed({ limit: 2 });
    expect(page.parse(await listed({ limit: 2, ...(first.cursor !== undefined && { cursor: first.cursor }) })).rows.map(({ id }) => id)).toEqual(['0-1']);
    await expect(listed({ limit: 2, cursor: '1~' })).rejects.toMatchObject({ details: { code: 'cursor-malformed' } });
    await expect(listed({ limit: 2, cursor: 'made-up' })).rejects.toMatchObject({ details: { code: 'cursor-malformed' } });
  });

  it('of the whole cell are listed part after part, each once', async () => {
    const { tools, reading, creating } = subscriptionOffice();
    const { id: subscriptionId } = z.looseObject({ id: z.string() }).parse((await creating(ADMINISTRATOR)).body);
    for (const partition of [0, 3, 7]) {
      const leased = await tools.deliveries.lease({ subscriptionId, partition }, { owner: 'test', now: at(0), until: at(1) });
      if (leased.kind !== 'leased') throw new Error(leased.kind);
      const rows = [1, 2].map((position) => ({ after: aDelivery({ subscriptionId, partition, position }) }));
      await tools.deliveries.settle(leased.lease, { rows, lanes: [], replays: [], progress: leased.state.progress, dueAt: at(2), release: true });
    }
    const ids: string[] = [];
    let cursor: string | undefined;
    do {
      const read = page.parse((await listDeliveries(tools, reading(ADMINISTRATOR, { subscriptionId }, { limit: 2, ...(cursor !== undefined && { cursor }) }))).body);
      ids.push(...read.rows.map(({ id }) => id));
      ({ cursor } = read);
    } while (cursor !== undefined);
    expect(ids).toEqual(['0-2', '0-1', '3-2', '3-1', '7-2', '7-1']);
  });

  it('are shown one by one with every try and the very body that was sent', async () => {
    const { tools, reading, subscriptionId, feed } = await office();
    const read = (deliveryId: string, principal = SYSTEM) => readDelivery(tools, reading(principal, { subscriptionId, deliveryId }, undefined));
    const [told] = await feed.at(AGENCY, 0, [2]);
    expect((await read('0-2')).body).toMatchObject({
      id: '0-2',
      tries: [{ status: 400, answer: 'no such step', latencyMilliseconds: 31 }],
      request: { url: 'https://hooks.agency.example/mot-cua', sentHeaders: [{ name: 'content-type' }, { name: 'webhook-id', value: 'ds-1-2' }], body: JSON.stringify(told?.event) },
    });
    await expect(read('0-9')).rejects.toMatchObject(edge('delivery-not-found'));
    await expect(read('5-1')).rejects.toMatchObject(edge('delivery-not-found'));
    for (const [, stranger] of STRANGERS) {
      await expect(read('0-2', stranger)).rejects.toMatchObject(edge('subscription-not-found'));
      await expect(listDeliveries(tools, reading(stranger, { subscriptionId }, { limit: 5 }))).rejects.toMatchObject(edge('subscription-not-found'));
    }
  });

  it('tell in the health of the subscription since when the endpoint fails, when it is asked again and what is left', async () => {
    const { tools, reading, subscriptionId } = await office();
    expect((await readSubscription(tools, reading(SYSTEM, { subscriptionId }, undefined))).body).toMatchObject({
      health: { breaker: 'open', failingSince: at(30), nextProbeAt: at(55), hasWaiting: true, hasFailed: true, behind: 1, replaysWaiting: 0 },
    });
  });
});

describe('A replay', () => {
  it.each([
    ['of some deliveries asks for exactly those', { deliveries: ['0-3', '0-2'] }, { asksFor: 'deliveries', eventsAtMost: 2 }, [{ kind: 'range', next: 2, until: 3 }]],
    ['of a time asks for what happened then, wherever it stands in the feed', { range: { from: '2026-11-26T08:15:00+07:00', to: at(25) } }, { asksFor: 'range', eventsAtMost: 3 }, [{ kind: 'range', next: 1, until: 3, fromTime: at(15), untilTime: at(25) }]],
    ['of all that failed asks for what has failed by now', { allFailed: true as const }, { asksFor: 'all-failed' }, [{ kind: 'failed' }]],
  ])('%s', async (_title, order, told, asked) => {
    const { tools, writing, subscriptionId, line, woken } = await office();
    const ask = () => requestReplay(tools, writing(SYSTEM, { subscriptionId }, order, { key: 'replay-key-1' }));
    expect(await ask()).toMatchObject({ status: 202, body: told });
    expect((await tools.deliveries.peek(line))?.replays).toMatchObject(asked);
    expect((await ask()).headers).toEqual({ 'idempotency-replayed': 'true' });
    expect((await tools.deliveries.peek(line))?.replays).toHaveLength(asked.length);
    expect(woken).toEqual([{ ...line, channel: 'webhook' }]);
  });

  it('of a range of cursors asks for what lies between them; a cursor of another audience is none', async () => {
    const { tools, writing, reading, subscriptionId, line } = await office();
    const { next: after } = feedPage.parse((await readFeed(tools, reading(SYSTEM, undefined, feedQuery.parse({ limit: '1' })))).body);
    await requestReplay(tools, writing(SYSTEM, { subscriptionId }, { range: { after } }));
    expect((await tools.deliveries.peek(line))?.replays).toMatchObject([{ kind: 'range', next: 2, until: 3 }]);
    const { next: foreign } = feedPage.parse((await readFeed(tools, reading(PARTNER, undefined, feedQuery.parse({})))).body);
    await expect(requestReplay(tools, writing(SYSTEM, { subscriptionId }, { range: { after: foreign } }))).rejects.toMatchObject({ details: { code: 'cursor-malformed' } });
  });

  it('of a delivery that is not there points at it, and asks for nothing', async () => {
    const { tools, writing, subscriptionId, line } = await office();
    await expect(requestReplay(tools, writing(SYSTEM, { subscriptionId }, { deliveries: ['0-1', '0-8'] }))).rejects.toMatchObject({ code: 'delivery-not-found', fields: [{ pointer: '/deliveries/1' }] });
    expect((await tools.deliveries.peek(line))?.replays).toEqual([]);
  });

  it('is asked for by whoever keeps the subscription, and waits in line with no more than ten', async () => {
    const { tools, writing, subscriptionId } = await office();
    for (const [, stranger] of STRANGERS) {
      await expect(requestReplay(tools, writing(stranger, { subscriptionId }, { allFailed: true as const }))).rejects.toMatchObject(edge('subscription-not-found'));
    }
    for (let times = 0; times < 10; times += 1) await requestReplay(tools, writing(SYSTEM, { subscriptionId }, { allFailed: true as const }));
    await expect(requestReplay(tools, writing(SYSTEM, { subscriptionId }, { allFailed: true as const }))).rejects.toMatchObject({ details: { code: 'too-many-replays' } });
  });
});

describe('The pull feed', () => {
  const reader = ({ tools, reading }: Pick<Awaited<ReturnType<typeof office>>, 'tools' | 'reading'>, principal = SYSTEM) => async (query: z.input<typeof feedQuery> = {}) =>
    feedPage.parse((await readFeed(tools, reading(principal, undefined, feedQuery.parse(query)))).body);

  it('gives every event once, in order, page by page, and an empty page with a cursor when nothing is new', async () => {
    const all = await office();
    const read = reader(all);
    const first = await read({ limit: '2' });
    expect([first.events.map(({ id }) => id), first.hasMore]).toEqual([['ds-1-1', 'ds-1-2'], true]);
    const second = await read({ limit: '2', after: first.next });
    expect([second.events.map(({ id }) => id), second.hasMore]).toEqual([['ds-1-3'], false]);
    const third = await read({ after: second.next });
    expect(third).toEqual({ events: [], next: second.next, hasMore: false });
    await all.feed.append(AGENCY, 'ds-2', [aNewEvent('ds-2', 4)]);
    expect((await read({ after: third.next })).events.map(({ id }) => id)).toEqual(['ds-2-4']);
  });

  it('begins at an instant, some minutes before rather than too late', async () => {
    const read = reader(await office());
    expect((await read({ from: at(30) })).events.map(({ id }) => id)).toEqual(['ds-1-2', 'ds-1-3']);
    expect((await read({ from: at(31) })).events.map(({ id }) => id)).toEqual(['ds-1-3']);
    expect((await read({ from: '2026-11-26T09:00:00+07:00' })).events).toEqual([]);
  });

  it('is the caller’s own: officers read their agency’s, others find nothing of it, and a citizen has none', async () => {
    const all = await office();
    const { next } = await reader(all)();
    expect((await reader(all, OFFICER)()).events).toHaveLength(3);
    expect((await reader(all, PARTNER)()).events).toEqual([]);
    expect((await reader(all, ADMINISTRATOR)()).events).toEqual([]);
    await expect(reader(all, PARTNER)({ after: next })).rejects.toMatchObject({ details: { code: 'cursor-malformed' } });
    await expect(reader(all, { kind: 'citizen', id: 'citizen-1', roles: [] })()).rejects.toMatchObject(edge('not-allowed'));
  });

  it('says so when events after the cursor are no longer kept, instead of passing over them', async () => {
    const all = await office();
    const { next } = await reader(all)({ limit: '1' });
    const expired = { ...all.feed, ends: () => all.feed.ends(AGENCY), append: all.feed.append, at: all.feed.at, after: (...[whose, from]: Parameters<typeof all.feed.after>) => all.feed.after(whose, { ...from, position: Math.max(from.position, 2) }) };
    const tools = { ...all.tools, feed: expired };
    await expect(reader({ ...all, tools: Object.assign(tools) })({ after: next })).rejects.toMatchObject(edge('feed-cursor-expired'));
    expect((await reader({ ...all, tools: Object.assign(tools) })()).events).toHaveLength(1);
  });
});
