import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { intoTransactions } from '#domain/figures/counting';
import type { FigureStore } from '#domain/figures/figure-store';
import { monthOf } from '#domain/figures/time-buckets';
import { createDynamoFigureStore } from '#functions/adapters/dynamodb/dynamo-figure-store';
import { startDynamodb } from '#local/dynamodb/start-dynamodb';
import { readBenchAssembly } from '../cell/read-bench-assembly.ts';
import { percentile } from '../report/percentile.ts';
import { startCapacityMeter, type CapacityMeter } from './capacity-meter.ts';
import { agencyNumbered, dossierToCount, LAST_DAY, procedureNumbered } from './dossiers-to-count.ts';

export interface FigureCost {
  readonly question: string;
  readonly dossiers: number;
  readonly units: number;
  readonly medianMilliseconds: number;
}

export interface FigureCosts {
  readonly reads: readonly FigureCost[];
  /** Write units and dossiers a second at each size, counted 25 at a time as the stream does. */
  readonly writes: readonly { readonly dossiers: number; readonly unitsEach: number; readonly perSecond: number }[];
}

const AT_ONCE = 25;
const REPEATS = 15;
const PLACE = 'H99';

/** Counts so many dossiers into a table of their own and asks at each size what the scoreboards, the evaluator and "ready by" cost. */
export async function measureFigures(counts: readonly number[]): Promise<FigureCosts> {
  const table = readBenchAssembly().tables.find(({ name }) => name.includes('FiguresTable'));
  if (table === undefined) throw new Error('The assembly has no figures table.');
  const dataFolder = await mkdtemp(join(tmpdir(), 'mot-cua-figures-'));
  const store = await startDynamodb({ dataFolder, clock: { now: () => Date.now(), onMoved: () => undefined }, onError: () => undefined });
  const { TimeToLiveSpecification: _timeToLive, ...plain } = table;
  try {
    await store.createTables([plain]);
    const meter = startCapacityMeter(store.endpoint);
    const figures = createDynamoFigureStore({ client: meter.client, tableName: plain.name });
    return await measureAt(figures, meter, counts);
  } finally {
    await store.stop();
    await rm(dataFolder, { recursive: true, force: true });
  }
}

async function measureAt(figures: FigureStore, meter: CapacityMeter, counts: readonly number[]): Promise<FigureCosts> {
  const reads: FigureCost[] = [];
  const writes: FigureCosts['writes'][number][] = [];
  let counted = 0;
  for (const dossiers of counts) {
    const more = dossiers - counted;
    const startedAt = performance.now();
    meter.read();
    for (; counted < dossiers; counted += AT_ONCE) await count(figures, counted, Math.min(AT_ONCE, dossiers - counted));
    writes.push({ dossiers, unitsEach: meter.read() / more, perSecond: (1000 * more) / (performance.now() - startedAt) });
    for (const [question, ask] of questions(figures)) reads.push({ question, dossiers, ...(await costOf(ask, meter)) });
  }
  return { reads, writes };
}

async function count(figures: FigureStore, first: number, many: number): Promise<void> {
  const changes = Array.from({ length: many }, (_each, index) => dossierToCount(first + index));
  for (const transaction of intoTransactions(changes)) {
    if ((await figures.count(1, transaction)) === 'conflict') throw new Error('Nobody else counts here.');
  }
}

function questions(figures: FigureStore): readonly (readonly [string, () => Promise<unknown>])[] {
  const [place, month] = [PLACE, monthOf(LAST_DAY)];
  return [
    ['scoreboard of the place, a page of 25 agencies', () => figures.scoreboard({ place, by: 'agency', month, limit: 25 })],
    ['scoreboard of the place, 100 agencies', () => figures.scoreboard({ place, by: 'agency', month, limit: 100 })],
    ['scoreboard by procedure, a page of 25', () => figures.scoreboard({ place, by: 'procedure', month, limit: 25 })],
    ['scoreboard of one agency and those below', () => figures.scoreboard({ place, under: agencyNumbered(50), by: 'agency', month, limit: 25 })],
    ['ready by: 90 days of one procedure at one agency', () => figures.recentDurations(agencyNumbered(50), procedureNumbered(1), LAST_DAY)],
    ['evaluator: open work of the place', () => figures.openWork(place)],
    ['evaluator: on-time share of 28 days', () => figures.settlements(place, '2026-10-28', LAST_DAY)],
    ['evaluator: oldest step that waits', () => figures.oldestWaiting(place)],
    ['evaluator: promises of three days', () => figures.promises(place, '2026-11-20T00:00', '2026-11-23T23:55')],
  ];
}

async function costOf(ask: () => Promise<unknown>, meter: CapacityMeter): Promise<Pick<FigureCost, 'units' | 'medianMilliseconds'>> {
  const milliseconds: number[] = [];
  meter.read();
  for (let repeat = 0; repeat < REPEATS; repeat += 1) {
    const startedAt = performance.now();
    await ask();
    milliseconds.push(performance.now() - startedAt);
  }
  return { units: meter.read() / REPEATS, medianMilliseconds: percentile(milliseconds, 0.5) };
}
