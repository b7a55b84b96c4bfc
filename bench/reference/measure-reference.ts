import { readFileSync } from 'node:fs';
import { z } from 'zod';
import type { InvocationReport } from '#local/lambda/invocation';
import { REFERENCE, REFERENCE_SINGLY } from '../cell/bench-procedures.ts';
import { openBenchCell, type BenchCell } from '../cell/open-bench-cell.ts';
import { createMeter } from '../meter/start-meter.ts';
import { readExecutions, type ExecutionStory } from './read-executions.ts';
import { readLying } from './read-lying.ts';
import { REFERENCE_AGENCIES, runReferenceDossier } from './reference-run.ts';
import { addUsage, nothingUsed, type Usage } from './usage.ts';
import { openWebhookEar } from './webhook-ear.ts';

export interface ReferenceMeasurement {
  /** As our procedures with many papers are: all papers of a hand-in scanned as one object. */
  readonly bundled: ReferenceDossier;
  /** The same dossier, each paper scanned by itself. */
  readonly singly: ReferenceDossier;
}

interface ReferenceDossier {
  /** What each act used with everything it set in motion, in order. */
  readonly acts: readonly { readonly act: string; readonly usage: Usage }[];
  readonly total: Usage;
  readonly executions: readonly ExecutionStory[];
  readonly webhooks: number;
}

/** Runs the reference dossier in a cell behind a meter: first to warm every function, then metered, in both ways of scanning. */
export async function measureReference(): Promise<ReferenceMeasurement> {
  const meter = createMeter();
  const ear = await openWebhookEar();
  let invocations: InvocationReport[] = [];
  let logBytes = 0;
  const bench = await openBenchCell({
    interpose: (urls) => meter.interpose(urls),
    onReport: (report) => invocations.push(report),
    // Lambda's own lines are counted as Lambda writes them, not as the local cell does.
    onLogLine: (_name, line) => (logBytes += line.startsWith('REPORT ') ? 0 : Buffer.byteLength(line) + 1),
  });
  let timestampsBefore = 0;
  const taken = (): Usage => {
    const usage = { ...nothingUsed, calls: meter.take(), invocations, logBytes, timestamps: bench.timestamps() - timestampsBefore };
    invocations = [];
    logBytes = 0;
    timestampsBefore = bench.timestamps();
    return usage;
  };
  try {
    await prepare(bench, ear.url);
    for (const procedureCode of [REFERENCE, REFERENCE_SINGLY]) await runReferenceDossier({ cell: bench, procedureCode, name: `warm-${procedureCode}`, settled: () => bench.cell.settled() });
    await bench.cell.settled();
    taken();
    const metering = { bench, taken, heard: () => ear.heard() };
    const bundled = await meterOne(metering, REFERENCE);
    return { bundled, singly: await meterOne(metering, REFERENCE_SINGLY) };
  } finally {
    await bench.stop();
    await Promise.all([meter.stop(), ear.stop()]);
  }
}

interface Metering {
  readonly bench: BenchCell;
  /** What was used since this was last asked. */
  readonly taken: () => Usage;
  readonly heard: () => number;
}

async function meterOne({ bench, taken, heard }: Metering, procedureCode: string): Promise<ReferenceDossier> {
  const heardBefore = heard();
  const acts: { act: string; usage: Usage }[] = [];
  const settled = async (act: string) => {
    await bench.cell.settled();
    acts.push({ act, usage: taken() });
  };
  const { id, code, apiCalls } = await runReferenceDossier({ cell: bench, procedureCode, name: `metered-${procedureCode}`, settled });
  const executions = await readExecutions(bench, code, machinesOf(bench));
  const lying = await readLying(bench, id);
  taken();
  const counted = executions.reduce((sum, { transitions, historyEvents }) => addUsage(sum, { ...nothingUsed, transitions, historyEvents }), { ...nothingUsed, apiCalls, lying });
  return { acts, executions, webhooks: heard() - heardBefore, total: acts.reduce((sum, { usage }) => addUsage(sum, usage), counted) };
}

/** The second procedure, whoever signs, and whoever listens. */
async function prepare(bench: BenchCell, url: string): Promise<void> {
  const definition = z.looseObject({}).parse(JSON.parse(readFileSync(new URL('../procedures/reference.json', import.meta.url), 'utf8')));
  await bench.as('administrator').post('/v1/procedures', { ...definition, code: REFERENCE_SINGLY, scan: 'paper' }, 'bench-reference-singly');
  await bench.seedSigners();
  await registerEndpoints(bench, url);
}

async function registerEndpoints(bench: BenchCell, url: string): Promise<void> {
  const administrator = bench.as('administrator');
  for (const agency of REFERENCE_AGENCIES) await administrator.post('/v1/subscriptions', { audience: { kind: 'agency', id: agency }, url: `${url}${agency}` }, `bench-subscription-${agency}`);
}

function machinesOf({ cell }: BenchCell): string[] {
  return cell.stepFunctions.machines.listStateMachines({}).stateMachines.map(({ stateMachineArn }) => stateMachineArn);
}
