import { z } from 'zod';
import { asIs, BIRTH, eventually, type Preparation } from './example-preparation.ts';
import type { Scenario } from './start-scenario.ts';

const SYSTEM = 'system-h99.101';
const WRITTEN = { subscription: 'sub-0123456789abcdef01234567', delivery: '0-17', url: 'https://hooks.so-tu-phap.example/mot-cua' } as const;

const made = z.looseObject({ id: z.string() });
const deliveries = z.object({ rows: z.array(z.looseObject({ id: z.string() })) });

/** Answers at once, that there is no such address: nobody asks the name servers for an agency that is not there. */
const endpointOf = ({ cell }: Scenario): string => `${cell.apiUrl}/v1/no-endpoint`;

async function subscribe(scenario: Scenario): Promise<string> {
  const order = { url: endpointOf(scenario), filter: { types: ['vn.motcua.dossier.step-opened.v1'] }, description: 'Phần mềm hộ tịch' };
  return made.parse(await scenario.as(SYSTEM).post('/v1/subscriptions', order)).id;
}

const shared = new WeakMap<Scenario, Promise<string>>();
/** The one that most examples are about: an audience has room for few. */
function subscriptionOf(scenario: Scenario): Promise<string> {
  const id = shared.get(scenario) ?? subscribe(scenario);
  shared.set(scenario, id);
  return id;
}

const onShared: Preparation = async (scenario) => ({ who: SYSTEM, inPlaceOf: { [WRITTEN.subscription]: await subscriptionOf(scenario) } });
const onItsOwn: Preparation = async (scenario) => ({ who: SYSTEM, inPlaceOf: { [WRITTEN.subscription]: await subscribe(scenario) } });

/** One that was tried: a birth that the ward has to register. */
const onDelivery: Preparation = async (scenario) => {
  const subscription = await subscriptionOf(scenario);
  const { id } = await scenario.accepted('citizen-lan', { procedureCode: BIRTH });
  await scenario.untilOpen(id, 'birth-registration');
  const told = async () => deliveries.parse(await scenario.as(SYSTEM).get(`/v1/subscriptions/${subscription}/deliveries`)).rows;
  await eventually('the agency was told of its step', async () => (await told()).length > 0);
  return { who: SYSTEM, inPlaceOf: { [WRITTEN.subscription]: subscription, [WRITTEN.delivery]: (await told())[0]?.id ?? '' } };
};

/** The operations of subscriptions and of the feed. */
export const SUBSCRIPTION_PREPARATIONS: Readonly<Record<string, Preparation>> = {
  readFeed: asIs(SYSTEM),
  listSubscriptions: asIs(SYSTEM),
  createSubscription: (scenario) => ({ who: SYSTEM, inPlaceOf: { [WRITTEN.url]: endpointOf(scenario) } }),
  readSubscription: onShared,
  changeSubscription: onItsOwn,
  deleteSubscription: onItsOwn,
  listDeliveries: onShared,
  readDelivery: onDelivery,
  requestReplay: onShared,
  rotateSecret: onShared,
  sendTestEvent: onShared,
};
