import type { InvocationReport } from '#local/lambda/invocation';
import { openBenchCell, type BenchCell } from '../cell/open-bench-cell.ts';
import { readBenchAssembly } from '../cell/read-bench-assembly.ts';
import { createMeter } from '../meter/start-meter.ts';
import { loadNow } from '../report/machine.ts';
import type { Advanced, ClientResult } from './client-messages.ts';
import { ACTORS, handThrough } from './hand-through.ts';
import { advancedDossier, runClients } from './run-clients.ts';
import { measureStoreCeiling, type DossierRecording, type StoreCeiling } from './store-ceiling.ts';

interface LoadRun extends ClientResult {
  readonly clients: number;
  readonly cpuMillisecondsPerDossier: number;
  readonly invocationsPerDossier: number;
  readonly load: string;
}

export interface ThroughputMeasurement {
  readonly runs: readonly LoadRun[];
  readonly ceilings: readonly StoreCeiling[];
  readonly storeCallsPerDossier: number;
}

interface ThroughputOrder {
  readonly clients: readonly number[];
  readonly secondsEach: number;
  readonly ceilingSeconds: number;
}

/** Loads a cell through its API with more and more clients, and then its store alone with the same calls. */
export async function measureThroughput(order: ThroughputOrder): Promise<ThroughputMeasurement> {
  const recording = await recordDossier();
  const runs = await loadCell(order);
  const ceilings = await measureStoreCeiling(recording, readBenchAssembly().tables, { clients: order.clients, seconds: order.ceilingSeconds });
  return { runs, ceilings, storeCallsPerDossier: recording.calls.length };
}

async function loadCell({ clients: levels, secondsEach }: ThroughputOrder): Promise<LoadRun[]> {
  let tell: (word: Advanced) => void = () => undefined;
  let reports: InvocationReport[] = [];
  const bench = await openBenchCell({
    onReport: (report) => reports.push(report),
    onLogLine: (name, line) => {
      const dossierId = advancedDossier(name, line);
      if (dossierId !== undefined) tell({ dossierId });
    },
  });
  try {
    const tokens = await tokensOf(bench);
    const run = (name: string, clients: number, seconds: number) => runClients({ apiUrl: bench.cell.apiUrl, tokens, name, clients, seconds }, (listener) => (tell = listener));
    await run('warm', Math.min(4, Math.max(...levels)), 1);
    await bench.cell.settled();
    const runs: LoadRun[] = [];
    for (const clients of levels) {
      reports = [];
      const result = await run(`load-${String(clients)}`, clients, secondsEach);
      await bench.cell.settled();
      const cpu = reports.reduce((sum, { cpuMilliseconds }) => sum + cpuMilliseconds, 0);
      const dossiers = Math.max(1, result.dossiers);
      runs.push({ ...result, clients, cpuMillisecondsPerDossier: cpu / dossiers, invocationsPerDossier: reports.length / dossiers, load: loadNow() });
    }
    return runs;
  } finally {
    await bench.stop();
  }
}

async function tokensOf({ identity }: BenchCell): Promise<Record<string, string>> {
  return Object.fromEntries(await Promise.all(ACTORS.map(async (actor) => [actor, await identity.tokenFor(actor)] as const)));
}

/** One dossier of the load in a cell behind the meter: every call it makes of the store, in order. */
async function recordDossier(): Promise<DossierRecording> {
  const meter = createMeter();
  const bench = await openBenchCell({ interpose: (urls) => meter.interpose(urls) });
  const way = { as: (principal: string) => bench.as(principal), note: () => undefined, tooEarly: () => undefined, movesOf: () => 0, advanced: () => bench.cell.settled() };
  try {
    // The first dossier warms the functions, so that what they read once is not in the recording.
    await handThrough({ ...way, key: 'unrecorded' });
    await bench.cell.settled();
    meter.take();
    const { id, code } = await handThrough({ ...way, key: 'recorded' });
    await bench.cell.settled();
    return { id, code, calls: meter.take().filter(({ service }) => service === 'dynamodb') };
  } finally {
    await bench.stop();
    await meter.stop();
  }
}
