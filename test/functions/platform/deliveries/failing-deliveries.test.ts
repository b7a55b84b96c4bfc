import '#test/functions/platform/quiet';
import { describe, expect, it } from '@jest/globals';
import { RETRY_SECONDS } from '#domain/notifications/retry-schedule';
import { delivers, DeliveryWorld, lineOf, refusing } from '#test/functions/platform/deliveries/delivery-world';

const HOUR = 3600;

describe('an event that is not taken', () => {
  it('is tried ten times over three days under one id, is then kept as failed, and both sides hear of it', async () => {
    const world = new DeliveryWorld();
    const subscription = await world.subscribe();
    world.behaviour = refusing(['ds-a-1']);
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
    const notice = (await world.told()).find(({ event }) => event.type === 'vn.motcua.subscription.delivery-failed.v1');
    expect(notice?.event.data).toMatchObject({ subscriptionId: subscription.id, eventId: 'ds-a-1', position: 1 });
    expect(world.taken(subscription)).toContain(notice?.event.id);
  });

  it('is kept as failed at once when it is refused for what it is, and the dossier goes on', async () => {
    const world = new DeliveryWorld();
    const subscription = await world.subscribe();
    world.behaviour = refusing(['ds-a-1'], { outcome: 'refused', status: 422 });
    await world.tell('ds-a', [1, 2]);
    await world.pass(HOUR);
    expect(world.arrivals.filter(({ event }) => event.event.id === 'ds-a-1')).toHaveLength(1);
    expect(world.taken(subscription)).toContain('ds-a-2');
    expect((await world.deliveries.list(lineOf(subscription), { state: 'failed', limit: 10 })).deliveries).toMatchObject([{ eventId: 'ds-a-1', failedAt: '2026-11-23T02:00:00.000Z' }]);
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

describe('sending again', () => {
  it('sends a range once more under the same ids, counted as another round', async () => {
    const world = new DeliveryWorld();
    const subscription = await world.subscribe();
    for (let dossier = 1; dossier <= 40; dossier += 1) await world.tell(`ds-${dossier}`, [1]);
    await world.work();
    const asked = { kind: 'range' as const, id: 'r-1', askedAt: world.now, next: 3, until: 32 };
    await world.deliveries.askReplay(lineOf(subscription), asked);
    await world.pass(120);
    const twice = Map.groupBy(world.taken(subscription), (id) => id);
    expect([...twice].filter(([, all]) => all.length === 2).map(([id]) => id)).toEqual(Array.from({ length: 30 }, (_none, index) => `ds-${index + 3}-1`));
    expect((await world.rows(subscription)).map(({ round }) => round)).toEqual([...Array.from({ length: 2 }, () => 1), ...Array.from({ length: 30 }, () => 2), ...Array.from({ length: 8 }, () => 1)]);
    expect(await world.deliveries.askReplay(lineOf(subscription), asked)).toBe('asked');
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
    await world.deliveries.askReplay(lineOf(subscription), { kind: 'failed', id: 'r-1', askedAt: world.now });
    await world.pass(60);
    expect(world.taken(subscription)).toHaveLength(31);
    expect((await world.deliveries.list(lineOf(subscription), { state: 'failed', limit: 10 })).deliveries).toEqual([]);
    await world.deliveries.askReplay(lineOf(subscription), { kind: 'range', id: 'r-2', askedAt: world.now, next: 1, until: 100, fromTime: '2026-11-23T02:00:30.000Z' });
    await world.pass(60);
    expect(world.taken(subscription).slice(31)).toEqual(['ds-late-1']);
  });
});
