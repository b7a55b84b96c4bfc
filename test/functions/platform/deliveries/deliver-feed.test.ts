import '#test/functions/platform/quiet';
import { describe, expect, it } from '@jest/globals';
import { deliverFeed } from '#functions/platform/deliveries/deliver-feed';
import { aNewEvent } from '#test/support/builders/notification-builders';
import { AGENCY, DeliveryWorld, lineOf, refusing } from '#test/functions/platform/deliveries/delivery-world';

const HOUR = 3600;

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
    expect((await world.deliveries.peek(lineOf(none)))?.progress.cursor).toBe(2);
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
    expect((await world.deliveries.peek(lineOf(subscription)))?.progress.troubledLanes).toBe(0);
  });

  it('gives way after three tries, so that one poisoned message does not stop a dossier for days', async () => {
    const world = new DeliveryWorld();
    const subscription = await world.subscribe();
    world.behaviour = refusing(['ds-a-1']);
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
    world.behaviour = refusing(['ds-a-1']);
    await world.tell('ds-a', [1, 2]);
    await world.pass(HOUR);
    await world.deliveries.askReplay(lineOf(subscription), { kind: 'range', id: 'r-1', askedAt: world.now, next: 2, until: 2 });
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
