import '#test/functions/platform/quiet';
import { expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import type { DeliverFeedTools } from '#functions/platform/deliveries/line-run';
import { DeliveryWorld, refusing } from '#test/functions/platform/deliveries/delivery-world';

const WORKERS = 3;
const DOSSIERS = ['ds-a', 'ds-b', 'ds-c'];

/** The tools of a worker who goes on after each call when the scheduler lets him. */
function scheduled(tools: DeliverFeedTools, turn: () => Promise<void>): DeliverFeedTools {
  const slow = <Port extends object>(port: Port): Port =>
    new Proxy(port, {
      get: (target, name) => {
        const method: unknown = Reflect.get(target, name);
        if (typeof method !== 'function') return method;
        return async (...given: unknown[]): Promise<unknown> => {
          const result: unknown = await Reflect.apply(method, target, given);
          await turn();
          return result;
        };
      },
    });
  const { subscriptions, feed, deliveries, sender, wakes, patientWakes } = tools;
  return { ...tools, subscriptions: slow(subscriptions), feed: slow(feed), deliveries: slow(deliveries), sender: slow(sender), wakes: slow(wakes), patientWakes: slow(patientWakes) };
}

/** Tells of events one after the other while three workers take whatever wakes there are; the clock stands still, and nobody sweeps. */
async function run(scheduler: fc.Scheduler, told: readonly string[], refused: readonly string[]) {
  const world = new DeliveryWorld();
  const subscription = await world.subscribe();
  world.behaviour = refusing(refused, { outcome: 'refused', status: 422 });
  const turn = (): Promise<void> => scheduler.schedule(Promise.resolve());
  const telling = { isOver: false };
  const tell = async (): Promise<void> => {
    for (const [index, dossier] of told.entries()) {
      await turn();
      await world.tell(dossier, [told.slice(0, index + 1).filter((each) => each === dossier).length]);
    }
    telling.isOver = true;
  };
  const work = async (): Promise<void> => {
    const tools = scheduled(world.tools, turn);
    while (!telling.isOver || world.queued.length > 0) {
      await turn();
      await world.work(tools);
    }
  };
  await scheduler.waitFor(Promise.all([tell(), ...Array.from({ length: WORKERS }, work)]));
  return { world, subscription };
}

it('whoever comes first among those who tell and those who deliver, an endpoint that takes what it is sent has everything once and in order, before anybody sweeps', async () => {
  await fc.assert(
    fc.asyncProperty(fc.scheduler(), fc.array(fc.constantFrom(...DOSSIERS), { minLength: 1, maxLength: 6 }), fc.boolean(), async (scheduler, told, isOneRefused) => {
      const refused = isOneRefused ? [`${told[0] ?? ''}-1`] : [];
      const { world, subscription } = await run(scheduler, told, refused);
      const arrived = world.taken(subscription, 'all').filter((id) => id.startsWith('ds-'));
      for (const dossier of DOSSIERS) {
        const ids = told.filter((each) => each === dossier).map((_each, index) => `${dossier}-${String(index + 1)}`);
        expect(arrived.filter((id) => id.startsWith(dossier))).toEqual(ids);
      }
    }),
    { numRuns: 200 },
  );
});
