import '#test/functions/platform/quiet';
import { describe, expect, it } from '@jest/globals';
import { FAILURES_TO_OPEN, UNREACHABLE_AFTER_HOURS } from '#domain/notifications/breaker';
import { deliverFeed } from '#functions/platform/deliveries/deliver-feed';
import { delivers, DeliveryWorld, isDown, lineOf } from '#test/functions/platform/deliveries/delivery-world';

const HOUR = 3600;

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
    expect((await world.deliveries.list(lineOf(subscription), { state: 'waiting', limit: 10 })).deliveries).toEqual([]);
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
