import '#test/functions/platform/quiet';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Subscription } from '#domain/notifications/subscription';
import type { DeliverFeedTools } from '#functions/platform/deliveries/line-run';
import { type Behaviour, DeliveryWorld } from '#test/functions/platform/deliveries/delivery-world';

class Crash extends Error {}

type Point = 'before' | 'after';

/** The tools of a worker that dies at its nth call to anything outside: the call is not made, or made and its answer lost. */
function dyingTools(tools: DeliverFeedTools, fatal: { readonly call: number; readonly point: Point }): { tools: DeliverFeedTools; calls: () => number } {
  let calls = 0;
  let isDead = false;
  const guarded = <Port extends object>(port: Port): Port =>
    new Proxy(port, {
      get: (target, name) => {
        const method: unknown = Reflect.get(target, name);
        if (typeof method !== 'function') return method;
        return async (...given: unknown[]) => {
          // A dead process makes no further call, not even to tidy up.
          if (isDead) throw new Crash();
          calls += 1;
          const isFatal = calls === fatal.call;
          if (isFatal && fatal.point === 'before') isDead = true;
          if (isDead) throw new Crash();
          const result: unknown = await Reflect.apply(method, target, given);
          if (isFatal) isDead = true;
          if (isDead) throw new Crash();
          return result;
        };
      },
    });
  const { subscriptions, feed, deliveries, sender, wakes, patientWakes } = tools;
  return {
    calls: () => calls,
    tools: { ...tools, subscriptions: guarded(subscriptions), feed: guarded(feed), deliveries: guarded(deliveries), sender: guarded(sender), wakes: guarded(wakes), patientWakes: guarded(patientWakes) },
  };
}

/** Three dossiers of three events each, of which some stumble, one is refused for good, and one set is asked for again. */
const stumbling: Behaviour = ({ event: { id } }, nth) => {
  if (id === 'ds-a-1' && nth <= 2) return { outcome: 'refused', status: 503 };
  if (id === 'ds-b-2') return { outcome: 'refused', status: 422 };
  return { outcome: 'delivered', status: 204 };
};

const DOSSIERS = ['ds-a', 'ds-b', 'ds-c'];
const TAKEN = DOSSIERS.flatMap((dossier) => [1, 2, 3].map((seq) => `${dossier}-${seq}`)).filter((id) => id !== 'ds-b-2');

async function prepared(): Promise<{ world: DeliveryWorld; subscription: Subscription }> {
  const world = new DeliveryWorld();
  const subscription = await world.subscribe();
  world.behaviour = stumbling;
  for (const dossier of DOSSIERS) await world.tell(dossier, [1, 2, 3]);
  return { world, subscription };
}

/** One working life: what is new, its retries, and a replay of what failed. */
async function live(world: DeliveryWorld, subscription: Subscription, tools: DeliverFeedTools): Promise<void> {
  await world.work(tools);
  world.moveClock(400);
  await world.deliveries.askReplay({ subscriptionId: subscription.id, partition: 0 }, { kind: 'range', id: 'r-1', askedAt: world.now, next: 7, until: 9 });
  await world.sweep();
  await world.work(tools);
}

/** Whatever died comes back: the queue brings the wake again, the lease runs out, the sweeper looks. */
async function recover(world: DeliveryWorld): Promise<void> {
  for (let round = 0; round < 2; round += 1) await world.pass(20 * 60, 600);
}

/** Nothing lost, nothing under two ids, the order of each dossier kept, and nothing left waiting. */
async function check(world: DeliveryWorld, subscription: Subscription): Promise<void> {
  const taken = world.taken(subscription).filter((id) => id.startsWith('ds-'));
  const firsts = [...new Set(taken)];
  expect(firsts.toSorted()).toEqual(TAKEN.toSorted());
  for (const dossier of DOSSIERS) {
    const own = firsts.filter((id) => id.startsWith(dossier));
    expect(own).toEqual(own.toSorted());
  }
  const idOf = new Map<number, string>();
  for (const { event } of world.arrivals) {
    expect(idOf.get(event.position) ?? event.event.id).toBe(event.event.id);
    idOf.set(event.position, event.event.id);
  }
  const line = { subscriptionId: subscription.id, partition: 0 };
  expect((await world.deliveries.list(line, { state: 'waiting', limit: 100 })).deliveries).toEqual([]);
  expect((await world.rows(subscription)).find(({ eventId }) => eventId === 'ds-b-2')?.state).toBe('failed');
  expect((await world.told()).filter(({ event }) => event.type.endsWith('delivery-failed.v1')).length).toBe(1);
  expect((await world.deliveries.peek(line))?.progress).toMatchObject({ troubledLanes: 0, replayed: ['r-1'] });
}

describe('a worker that dies', () => {
  it('at any call, before or after it is made, loses nothing and sends nothing under two ids', async () => {
    const { world, subscription } = await prepared();
    const whole = dyingTools(world.tools, { call: Number.POSITIVE_INFINITY, point: 'before' });
    await live(world, subscription, whole.tools);
    await recover(world);
    await check(world, subscription);
    expect(whole.calls()).toBeGreaterThan(30);
    for (let call = 1; call <= whole.calls(); call += 1) {
      for (const point of ['before', 'after'] as const) {
        const scene = await prepared();
        const dying = dyingTools(scene.world.tools, { call, point });
        await live(scene.world, scene.subscription, dying.tools).catch((error: unknown) => {
          if (!(error instanceof Crash)) throw error;
        });
        // It died somewhere in its life; what it had not come to is asked for by the same people again.
        await scene.world.deliveries.askReplay({ subscriptionId: scene.subscription.id, partition: 0 }, { kind: 'range', id: 'r-1', askedAt: scene.world.now, next: 7, until: 9 });
        await recover(scene.world);
        await check(scene.world, scene.subscription).catch((error: unknown) => {
          throw new Error(`died ${point} call ${call}`, { cause: error });
        });
      }
    }
  });

  it('again and again, with an endpoint that fails as it likes, still delivers everything in order', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.record({ call: fc.integer({ min: 1, max: 40 }), point: fc.constantFrom<Point>('before', 'after') }), { minLength: 1, maxLength: 6 }),
        fc.array(fc.constantFrom('refused' as const, 'no-answer' as const, 'throttled' as const), { maxLength: 12 }),
        async (deaths, failures) => {
          const world = new DeliveryWorld();
          const subscription = await world.subscribe();
          const left = [...failures];
          world.behaviour = () => {
            const outcome = left.pop();
            return outcome === undefined ? { outcome: 'delivered' } : { outcome, status: 503 };
          };
          for (const [index, death] of deaths.entries()) {
            for (const dossier of DOSSIERS) await world.tell(dossier, [index + 1]);
            await world.work(dyingTools(world.tools, death).tools).catch(() => undefined);
            world.moveClock(61);
            await world.sweep();
          }
          await world.pass(12 * 3600, 1800);
          const firsts = [...new Set(world.taken(subscription))];
          expect(firsts.toSorted()).toEqual(DOSSIERS.flatMap((dossier) => deaths.map((_each, index) => `${dossier}-${index + 1}`)).toSorted());
          expect((await world.deliveries.list({ subscriptionId: subscription.id, partition: 0 }, { state: 'waiting', limit: 100 })).deliveries).toEqual([]);
        },
      ),
      { numRuns: 20 },
    );
  });
});
