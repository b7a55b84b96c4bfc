import { setTimeout as pause } from 'node:timers/promises';
import { openBenchCell, type BenchCell } from '../cell/open-bench-cell.ts';
import { HOME, SIX_STEPS } from '../cell/bench-procedures.ts';
import { handIn } from '#local/api-client/hand-in';
import { loadNow } from '../report/machine.ts';
import { openEndpoints, type BenchEndpoint, type BenchEndpoints } from './bench-endpoints.ts';
import { openTeller, type Teller } from './tell-feeds.ts';

export interface WebhookOrder {
  /** Real dossiers, one after the other, whose events are timed from their commit to the endpoint. */
  readonly dossiers: number;
  /** Events of the noise runs, and how many a second. */
  readonly events: number;
  readonly perSecond: number;
  /** Events told while one subscriber is out. */
  readonly outageEvents: number;
}

export interface NoiseRun {
  readonly what: string;
  /** Milliseconds from the telling to each healthy endpoint. */
  readonly healthy: readonly number[];
  readonly expected: number;
  readonly load: string;
}

interface OutageRun {
  readonly events: number;
  readonly lost: number;
  /** Messages that were taken more than once, under the same id. */
  readonly repeated: number;
  /** Ids beyond one for each event. */
  readonly foreignIds: number;
  readonly outOfOrder: number;
  /** By the cell's clock, from the return of the endpoint to the first message it took. */
  readonly secondsToNotice: number;
  readonly drainSeconds: number;
  readonly triesWhileOut: number;
}

export interface WebhookMeasurement {
  readonly latencies: readonly number[];
  readonly noise: readonly NoiseRun[];
  readonly outage: OutageRun;
}

const PATIENCE_MILLISECONDS = 120_000;
const OUTAGE_SECONDS = 300;
const CLOCK_STEP_SECONDS = 10;
const BAD_OF_A_KIND = 5;
/** As many workers as the two queues of a channel may have at once (infra/constructs/event-channel.ts); the local cell's usual four would be taken by five slow endpoints alone. */
const WORKERS = 30;

/** Times the way of events to their endpoints in a running cell: alone, beside dead and slow ones, and after an outage. */
export async function measureWebhooks(order: WebhookOrder): Promise<WebhookMeasurement> {
  const bench = await openBenchCell({ maximumEnvironments: WORKERS });
  const agencies = bench.province.agencies.map(({ code }) => code).filter((code) => code !== 'H99').slice(0, 10);
  const endpoints = await openEndpoints(bench, { agencies, each: 5 });
  const teller = openTeller(bench);
  try {
    const latencies = await timeDossiers(bench, endpoints, order.dossiers);
    const noise = await runNoise({ bench, endpoints, teller }, agencies, order);
    const outage = await runOutage({ bench, endpoints, teller }, order.outageEvents);
    return { latencies, noise, outage };
  } finally {
    teller.stop();
    await endpoints.stop();
    await bench.stop();
  }
}

interface Parts {
  readonly bench: BenchCell;
  readonly endpoints: BenchEndpoints;
  readonly teller: Teller;
}

/** From the instant the record gave an event to the message at each endpoint of the agency that owes the first step. */
async function timeDossiers(bench: BenchCell, { all }: BenchEndpoints, dossiers: number): Promise<number[]> {
  const latencies: number[] = [];
  // The first one warms what it meets.
  for (let number = 0; number <= dossiers; number += 1) {
    for (const endpoint of all) endpoint.heard = [];
    const { id } = await handIn(bench.as('citizen-lan'), { ...HOME, procedureCode: SIX_STEPS, key: `webhooks-${String(number)}` });
    await bench.as('desk-an-hoa').post(`/v1/dossiers/${id}/acceptance`, undefined);
    const told = () => all.filter(({ agency }) => agency === 'H99.101').flatMap(({ heard }) => heard.filter((each) => each.dossierId === id));
    await until(() => told().length >= 5, 'the first step’s five messages');
    const offset = Date.now() - performance.now();
    if (number > 0) latencies.push(...told().map(({ time, at }) => at + offset - Date.parse(time)));
    await bench.cell.settled();
  }
  return latencies;
}

/** The same load twice: with every endpoint healthy, and with five dead and five slow ones among the fifty. */
async function runNoise(parts: Parts, agencies: readonly string[], order: WebhookOrder): Promise<NoiseRun[]> {
  const { sandbox, all } = parts.endpoints;
  const bad = agencies.map((agency) => `${agency}-1`);
  const healthy = all.filter(({ path }) => !bad.includes(path));
  // Not counted: workers start in it, which would make the quiet run look worse than it is.
  await loadFeeds(parts, { what: 'warming', healthy, agencies, first: 3000 }, { ...order, events: 100 });
  const quiet = await loadFeeds(parts, { what: 'all healthy', healthy, agencies, first: 0 }, order);
  for (const [index, path] of bad.entries()) sandbox.behave(path, index < BAD_OF_A_KIND ? { mode: 'disconnecting' } : { mode: 'slow', delayMilliseconds: 5000 });
  const noisy = await loadFeeds(parts, { what: '5 dead, 5 slow', healthy, agencies, first: 1000 }, order);
  for (const path of bad) sandbox.behave(path, { mode: 'healthy' });
  return [quiet, noisy];
}

interface Load {
  readonly what: string;
  readonly healthy: readonly BenchEndpoint[];
  readonly agencies: readonly string[];
  /** Number of its first dossier. */
  readonly first: number;
}

const DOSSIERS_EACH = 20;

async function loadFeeds({ teller, endpoints }: Parts, { what, healthy, agencies, first }: Load, { events, perSecond }: WebhookOrder): Promise<NoiseRun> {
  for (const endpoint of endpoints.all) endpoint.heard = [];
  const startedAt = performance.now();
  const toldAt = new Map<string, number>();
  for (let number = 0; number < events; number += 1) {
    await pause(Math.max(0, startedAt + (1000 * number) / perSecond - performance.now()));
    const agency = agencies[number % agencies.length] ?? '';
    const before = performance.now();
    toldAt.set(await teller.tell(agency, first + (Math.floor(number / agencies.length) % DOSSIERS_EACH)), before);
  }
  const expected = (events / agencies.length) * healthy.length;
  const taken = () => healthy.reduce((sum, { heard }) => sum + heard.length, 0);
  await until(() => taken() >= expected, `${String(expected)} messages at the healthy endpoints`);
  return { what, healthy: healthy.flatMap(({ heard }) => heard.map(({ id, at }) => at - (toldAt.get(id) ?? at))), expected, load: loadNow() };
}

/** One subscriber hangs up for five minutes of the cell's time while its events go on. */
async function runOutage({ bench, endpoints, teller }: Parts, events: number): Promise<OutageRun> {
  const { sandbox, all } = endpoints;
  const [endpoint] = all.toReversed();
  if (endpoint === undefined) throw new Error('There is no endpoint.');
  await bench.cell.settled();
  endpoint.heard = [];
  sandbox.behave(endpoint.path, { mode: 'disconnecting' });
  const steps = OUTAGE_SECONDS / CLOCK_STEP_SECONDS;
  const told: string[] = [];
  for (let step = 0; step < steps; step += 1) {
    for (let number = 0; number < events / steps; number += 1) told.push(await teller.tell(endpoint.agency, 2000 + (told.length % DOSSIERS_EACH)));
    await bench.cell.settled();
    bench.cell.clock.advance(CLOCK_STEP_SECONDS * 1000);
  }
  await bench.cell.settled();
  const triesWhileOut = endpoint.heard.length;
  sandbox.behave(endpoint.path, { mode: 'healthy' });
  const backAt = bench.cell.clock.now();
  const taken = () => endpoint.heard.filter(({ status }) => status === 204);
  while (taken().length === 0) {
    bench.cell.clock.advance(CLOCK_STEP_SECONDS * 1000);
    await bench.cell.settled();
    if (bench.cell.clock.now() - backAt > 3_600_000) throw new Error('The endpoint was never asked again.');
  }
  const secondsToNotice = (bench.cell.clock.now() - backAt) / 1000;
  await until(() => new Set(taken().map(({ id }) => id)).size >= told.length, 'the rest of the outage');
  await bench.cell.settled();
  const [first, last] = [taken()[0]?.at ?? 0, taken().at(-1)?.at ?? 0];
  return { events: told.length, triesWhileOut, secondsToNotice, drainSeconds: (last - first) / 1000, ...judge(taken(), told) };
}

function judge(taken: BenchEndpoint['heard'], told: readonly string[]): Pick<OutageRun, 'lost' | 'repeated' | 'foreignIds' | 'outOfOrder'> {
  const ids = new Set(taken.map(({ id }) => id));
  const highest = new Map<string, number>();
  let outOfOrder = 0;
  for (const { dossierId, seq } of taken) {
    if (seq < (highest.get(dossierId) ?? 0)) outOfOrder += 1;
    highest.set(dossierId, Math.max(seq, highest.get(dossierId) ?? 0));
  }
  return { lost: told.filter((id) => !ids.has(id)).length, repeated: taken.length - ids.size, foreignIds: [...ids].filter((id) => !told.includes(id)).length, outOfOrder };
}

async function until(condition: () => boolean, what: string): Promise<void> {
  const giveUpAt = performance.now() + PATIENCE_MILLISECONDS;
  while (!condition()) {
    if (performance.now() > giveUpAt) throw new Error(`Waited in vain for ${what}`);
    await pause(5);
  }
}
