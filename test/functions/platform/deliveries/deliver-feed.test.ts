import '#test/functions/platform/quiet';
import { describe, expect, it } from '@jest/globals';
import { FAILURES_TO_OPEN, UNREACHABLE_AFTER_HOURS } from '#domain/notifications/breaker';
import { RETRY_SECONDS } from '#domain/notifications/retry-schedule';
import { deliverFeed } from '#functions/platform/deliveries/deliver-feed';
import { aNewEvent } from '#test/support/builders/notification-builders';
import { AGENCY, type Behaviour, delivers, DeliveryWorld, isDown } from '#test/functions/platform/deliveries/delivery-world';

const HOUR = 3600;
const LINE = ({ id }: { readonly id: string }) => ({ subscriptionId: id, partition: 0 });
/** Refuses some events, and takes all others. */
const failing = (ids: readonly string[], answer: ReturnType<Behaviour> = { outcome: 'refused', status: 500 }): Behaviour => (event, nth, subscription) =>
  ids.includes(event.event.id) ? answer : delivers(event, nth, subscription);

describe('what an agency is told', () => {
  it('is sent at once, in order, each event once, and then nothing waits', async () => {
    const world = new DeliveryWorld();
    const subscription = await world.subscribe();
    await world.tell('ds-a', [1, 2]);
    await world.tell('ds-b', [3]);
    await world.work();
    expect(world.taken(subscription).filter((id) => id.startsWith('ds-a'))).toEqual(['ds-a-1', 'ds-a-2']);
    expect(world.taken(subscription)).toHaveLength(3);
    expect((await world.rows(subscription)).map(({ state, triesCount }) => [state, triesCount])).toEqual([['delivered', 1], ['delivered', 1], ['delivered', 1]]);
    await world.pass(HOUR);
    expect(world.arrivals).toHaveLength(3);
    expect(world.queued).toEqual([]);
  });

  it('begins with what comes after the subscription, and skips what its filter leaves out', async () => {
    const world = new DeliveryWorld();
    await world.tell('ds-a', [1]);
    const all = await world.subscribe();
    const none = await world.subscribe({ filter: { types: ['vn.motcua.dossier.settled.v1'], procedures: [], agencies: [], places: [] } });
    await world.tell('ds-a', [2]);
    await world.work();
    expect(world.taken(all)).toEqual(['ds-a-2']);
    expect(world.taken(none)).toEqual([]);
    expect((await world.deliveries.peek(LINE(none)))?.progress.cursor).toBe(2);
  });

  it('is worked off however much it is, page after page and run after run', async () => {
    const world = new DeliveryWorld();
    const subscription = await world.subscribe();
    for (let dossier = 0; dossier < 30; dossier += 1) await world.tell(`ds-${dossier}`, [1, 2, 3]);
    world.behaviour = () => ({ outcome: 'delivered', takesSeconds: 1 });
    await world.work();
    expect(world.taken(subscription)).toHaveLength(90);
    expect(new Set(world.taken(subscription)).size).toBe(90);
  });
});

describe('the order within a dossier', () => {
  it('is kept while an event waits for its next try, and other dossiers do not wait', async () => {
    const world = new DeliveryWorld();
    const subscription = await world.subscribe();
    world.behaviour = (event, nth) => (event.event.id === 'ds-a-1' && nth < 3 ? { outcome: 'refused', status: 503 } : { outcome: 'delivered' });
    await world.tell('ds-a', [1, 2]);
    await world.tell('ds-b', [1]);
    await world.work();
    expect(world.taken(subscription)).toEqual(['ds-b-1']);
    await world.tell('ds-a', [3]);
    await world.work();
    expect((await world.rows(subscription)).map(({ eventId, state, nextTryAt }) => [eventId, state, nextTryAt !== undefined])).toEqual([
      ['ds-a-1', 'waiting', true], ['ds-a-2', 'waiting', false], ['ds-b-1', 'delivered', false], ['ds-a-3', 'waiting', false],
    ]);
    await world.pass(10 * 60);
    expect(world.taken(subscription)).toEqual(['ds-b-1', 'ds-a-1', 'ds-a-2', 'ds-a-3']);
    expect((await world.deliveries.peek(LINE(subscription)))?.progress.troubledLanes).toBe(0);
  });

  it('gives way after three tries, so that one poisoned message does not stop a dossier for days', async () => {
    const world = new DeliveryWorld();
    const subscription = await world.subscribe();
    world.behaviour = failing(['ds-a-1']);
    await world.tell('ds-a', [1, 2, 3]);
    await world.pass(4 * 60);
    expect(world.taken(subscription)).toEqual([]);
    await world.pass(4 * 60);
    expect(world.taken(subscription)).toEqual(['ds-a-2', 'ds-a-3']);
    expect(world.taken(subscription, 'all').filter((id) => id === 'ds-a-1')).toHaveLength(3);
  });

  it('is not promised to the sender any more once others may have gone before: after three tries, and when it was asked for again', async () => {
    const world = new DeliveryWorld();
    const subscription = await world.subscribe();
    world.behaviour = failing(['ds-a-1']);
    await world.tell('ds-a', [1, 2]);
    await world.pass(HOUR);
    await world.deliveries.askReplay(LINE(subscription), { kind: 'range', id: 'r-1', askedAt: world.now, next: 2, until: 2 });
    await world.pass(120);
    const told = (id: string) => world.arrivals.filter(({ event }) => event.event.id === id).map(({ mayBeOvertaken }) => mayBeOvertaken);
    expect([told('ds-a-1'), told('ds-a-2')]).toEqual([[false, false, false, true], [false, true]]);
  });

  it('is kept for a queue longer than one round', async () => {
    const world = new DeliveryWorld();
    const subscription = await world.subscribe();
    world.behaviour = (event, nth) => (event.event.id === 'ds-a-1' && nth === 1 ? { outcome: 'no-answer' } : { outcome: 'delivered' });
    const seqs = Array.from({ length: 70 }, (_none, index) => index + 1);
    await world.tell('ds-a', seqs);
    await world.work();
    expect(world.taken(subscription)).toEqual([]);
    await world.pass(6 * 60);
    expect(world.taken(subscription)).toEqual(seqs.map((seq) => `ds-a-${seq}`));
  });
});

describe('an event that is not taken', () => {
  it('is tried ten times over three days under one id, is then kept as failed, and both sides hear of it', async () => {
    const world = new DeliveryWorld();
    const subscription = await world.subscribe();
    world.behaviour = failing(['ds-a-1']);
    await world.tell('ds-a', [1]);
    // Other traffic keeps the endpoint known as alive.
    for (let hour = 0; hour < 80; hour += 1) {
      await world.tell(`ds-${hour}`, [1]);
      await world.pass(HOUR, HOUR);
    }
    const tries = world.arrivals.filter(({ event }) => event.event.id === 'ds-a-1').map(({ at }) => Date.parse(at) / 1000);
    expect(tries).toHaveLength(RETRY_SECONDS.length + 1);
    expect(tries.slice(1).map((at, index) => at - (tries[index] ?? 0) >= (RETRY_SECONDS[index] ?? 0))).not.toContain(false);
    expect(await world.rows(subscription)).toContainEqual(expect.objectContaining({ eventId: 'ds-a-1', state: 'failed', triesCount: 10 }));
    const [notice] = (await world.told()).filter(({ event }) => event.type === 'vn.motcua.subscription.delivery-failed.v1');
    expect(notice?.event.data).toMatchObject({ subscriptionId: subscription.id, eventId: 'ds-a-1', position: 1 });
    expect(world.taken(subscription)).toContain(notice?.event.id);
  });

  it('is kept as failed at once when it is refused for what it is, and the dossier goes on', async () => {
    const world = new DeliveryWorld();
    const subscription = await world.subscribe();
    world.behaviour = failing(['ds-a-1'], { outcome: 'refused', status: 422 });
    await world.tell('ds-a', [1, 2]);
    await world.pass(HOUR);
    expect(world.arrivals.filter(({ event }) => event.event.id === 'ds-a-1')).toHaveLength(1);
    expect(world.taken(subscription)).toContain('ds-a-2');
    expect((await world.deliveries.list(LINE(subscription), { state: 'failed', limit: 10 })).deliveries).toMatchObject([{ eventId: 'ds-a-1', failedAt: '2026-11-23T02:00:00.000Z' }]);
  });

  it('makes no notice of a notice that is not taken either', async () => {
    const world = new DeliveryWorld();
    await world.subscribe();
    world.behaviour = () => ({ outcome: 'refused', status: 400 });
    await world.tell('ds-a', [1]);
    await world.pass(HOUR);
    expect((await world.told()).map(({ event }) => event.type)).toEqual(['vn.motcua.dossier.step-opened.v1', 'vn.motcua.subscription.delivery-failed.v1']);
  });

  it('leaves the endpoint alone for as long as it asked to be', async () => {
    const world = new DeliveryWorld();
    const subscription = await world.subscribe();
    world.behaviour = (_event, nth) => (nth === 1 && world.arrivals.length === 0 ? { outcome: 'throttled', status: 429, retryAfterSeconds: 600 } : { outcome: 'delivered' });
    await world.tell('ds-a', [1]);
    await world.work();
    await world.tell('ds-b', [1]);
    await world.pass(590, 10);
    expect(world.arrivals).toHaveLength(1);
    await world.pass(30, 10);
    expect(world.taken(subscription).toSorted()).toEqual(['ds-a-1', 'ds-b-1']);
  });
});

describe('a dead endpoint', () => {
  it('costs one probe at a time, spends no tries, and gets everything in order when it is back', async () => {
    const world = new DeliveryWorld();
    const subscription = await world.subscribe();
    world.behaviour = isDown;
    for (let dossier = 0; dossier < 8; dossier += 1) await world.tell(`ds-${dossier}`, [1, 2]);
    await world.pass(5 * HOUR);
    // Those in flight when the breaker opened, then 30 s, 1, 2, 5, 10 and every 15 minutes.
    expect(world.arrivals.length).toBeLessThan(10 + 6 + 5 * 4);
    expect(Math.max(...(await world.rows(subscription)).map(({ triesInRound }) => triesInRound))).toBeLessThanOrEqual(FAILURES_TO_OPEN);
    world.behaviour = delivers;
    await world.pass(16 * 60);
    const taken = world.taken(subscription);
    expect(taken.toSorted()).toEqual(Array.from({ length: 8 }, (_none, dossier) => [`ds-${dossier}-1`, `ds-${dossier}-2`]).flat());
    for (let dossier = 0; dossier < 8; dossier += 1) expect(taken.indexOf(`ds-${dossier}-1`)).toBeLessThan(taken.indexOf(`ds-${dossier}-2`));
    expect((await world.deliveries.list(LINE(subscription), { state: 'waiting', limit: 10 })).deliveries).toEqual([]);
  });

  it('is handled on the patient queue, and its neighbours on the quick one', async () => {
    const world = new DeliveryWorld();
    const [dead, healthy] = [await world.subscribe({ url: 'https://dead.example/' }), await world.subscribe()];
    world.behaviour = (_event, _nth, { url }) => (url === dead.url ? { outcome: 'no-answer', latencyMilliseconds: 15_000 } : { outcome: 'delivered' });
    await world.tell('ds-a', [1]);
    await world.work();
    await world.tell('ds-b', [1]);
    expect(world.queued.filter(({ wake }) => wake.subscriptionId === healthy.id).map(({ isPatient }) => isPatient)).toEqual([false]);
    const wakes = world.queued.filter(({ wake, isPatient }) => wake.subscriptionId === dead.id && !isPatient);
    for (const { wake, isPatient } of wakes) await deliverFeed(world.tools, wake, isPatient);
    expect(world.queued.filter(({ wake, isPatient }) => wake.subscriptionId === dead.id && isPatient).length).toBeGreaterThan(0);
    expect(world.arrivals.filter(({ subscriptionId, event }) => subscriptionId === dead.id && event.event.id === 'ds-b-1')).toEqual([]);
  });

  it('is stopped after three days of nothing but failures, keeps its place, and goes on from there when resumed', async () => {
    const world = new DeliveryWorld();
    const subscription = await world.subscribe();
    world.behaviour = isDown;
    await world.tell('ds-a', [1, 2]);
    await world.pass((UNREACHABLE_AFTER_HOURS + 4) * HOUR, 15 * 60);
    const stopped = await world.subscriptions.find(subscription.id);
    expect(stopped?.subscription).toMatchObject({ state: 'stopped', stopReason: 'unreachable', version: 2 });
    expect((await world.told()).at(-1)?.event).toMatchObject({ type: 'vn.motcua.subscription.stopped.v1', data: { subscriptionId: subscription.id, reason: 'unreachable' } });
    const before = world.arrivals.length;
    await world.tell('ds-a', [3]);
    await world.pass(5 * HOUR, 15 * 60);
    expect(world.arrivals).toHaveLength(before);

    world.behaviour = delivers;
    const { stopReason: _reason, ...resumed } = { ...subscription, version: 3, state: 'active' as const, stopReason: undefined };
    await world.subscriptions.change(resumed, 2);
    // The wake of the route is lost; the sweeper finds it within the hour.
    await world.pass(HOUR + 60, 60);
    expect(world.taken(subscription).filter((id) => id.startsWith('ds-'))).toEqual(['ds-a-1', 'ds-a-2', 'ds-a-3']);
  });

  it('is stopped at once when it says that nobody listens there any more', async () => {
    const world = new DeliveryWorld();
    const subscription = await world.subscribe();
    world.behaviour = () => ({ outcome: 'gone', status: 410 });
    await world.tell('ds-a', [1, 2]);
    await world.pass(HOUR);
    expect(world.arrivals).toHaveLength(1);
    expect((await world.subscriptions.find(subscription.id))?.subscription).toMatchObject({ state: 'stopped', stopReason: 'gone' });
    expect((await world.told()).map(({ event }) => event.type)).toContain('vn.motcua.subscription.stopped.v1');
  });
});

describe('sending again', () => {
  it('sends a range once more under the same ids, counted as another round', async () => {
    const world = new DeliveryWorld();
    const subscription = await world.subscribe();
    for (let dossier = 1; dossier <= 40; dossier += 1) await world.tell(`ds-${dossier}`, [1]);
    await world.work();
    const asked = { kind: 'range' as const, id: 'r-1', askedAt: world.now, next: 3, until: 32 };
    await world.deliveries.askReplay(LINE(subscription), asked);
    await world.pass(120);
    const twice = Map.groupBy(world.taken(subscription), (id) => id);
    expect([...twice].filter(([, all]) => all.length === 2).map(([id]) => id)).toEqual(Array.from({ length: 30 }, (_none, index) => `ds-${index + 3}-1`));
    expect((await world.rows(subscription)).map(({ round }) => round)).toEqual([...Array.from({ length: 2 }, () => 1), ...Array.from({ length: 30 }, () => 2), ...Array.from({ length: 8 }, () => 1)]);
    expect(await world.deliveries.askReplay(LINE(subscription), asked)).toBe('asked');
    await world.pass(HOUR);
    expect(world.arrivals).toHaveLength(70);
  });

  it('sends everything that failed once more, and only of the time that was asked for when a time was', async () => {
    const world = new DeliveryWorld();
    const subscription = await world.subscribe({ filter: { types: ['vn.motcua.dossier.step-opened.v1'], procedures: [], agencies: [], places: [] } });
    world.behaviour = () => ({ outcome: 'refused', status: 404 });
    for (let dossier = 1; dossier <= 30; dossier += 1) await world.tell(`ds-${dossier}`, [1]);
    await world.work();
    world.behaviour = delivers;
    world.moveClock(60);
    await world.tell('ds-late', [1]);
    await world.deliveries.askReplay(LINE(subscription), { kind: 'failed', id: 'r-1', askedAt: world.now });
    await world.pass(60);
    expect(world.taken(subscription)).toHaveLength(31);
    expect((await world.deliveries.list(LINE(subscription), { state: 'failed', limit: 10 })).deliveries).toEqual([]);
    await world.deliveries.askReplay(LINE(subscription), { kind: 'range', id: 'r-2', askedAt: world.now, next: 1, until: 100, fromTime: '2026-11-23T02:00:30.000Z' });
    await world.pass(60);
    expect(world.taken(subscription).slice(31)).toEqual(['ds-late-1']);
  });
});

describe('a wake', () => {
  it('that comes while another works is left with him, and what it was for is sent', async () => {
    const world = new DeliveryWorld();
    const subscription = await world.subscribe();
    await world.tell('ds-a', [1]);
    let told = false;
    world.behaviour = () => {
      if (!told) {
        told = true;
        void world.tell('ds-b', [1]).then(() => Promise.all(world.queued.splice(0).map(({ wake }) => deliverFeed(world.tools, wake, false))));
      }
      return { outcome: 'delivered' };
    };
    await world.work();
    await world.pass(1);
    expect(world.taken(subscription)).toEqual(['ds-a-1', 'ds-b-1']);
  });

  it('that is lost is made up for within a quarter of an hour', async () => {
    const world = new DeliveryWorld();
    const subscription = await world.subscribe();
    await world.pass(60);
    await world.feed.append(AGENCY, 'ds-a', [aNewEvent('ds-a', 1)]);
    await world.pass(16 * 60);
    expect(world.taken(subscription)).toEqual(['ds-a-1']);
  });

  it('of a subscription that was removed, or is paused, sends nothing', async () => {
    const world = new DeliveryWorld();
    const [removed, paused] = [await world.subscribe(), await world.subscribe()];
    await world.tell('ds-a', [1]);
    await world.subscriptions.remove(removed.id, 1);
    await world.subscriptions.change({ ...paused, version: 2, state: 'paused' }, 1);
    await world.pass(2 * HOUR);
    expect(world.arrivals).toEqual([]);
    await world.subscriptions.change({ ...paused, version: 3, state: 'active' }, 2);
    await world.pass(HOUR + 60);
    expect(world.taken(paused)).toEqual(['ds-a-1']);
  });
});
