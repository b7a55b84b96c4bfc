import type { InvocationReport } from '#local/lambda/invocation';
import { openBenchCell, type BenchCell } from '../cell/open-bench-cell.ts';
import { createMeter } from '../meter/start-meter.ts';
import { readExecutions, type ExecutionStory } from './read-executions.ts';
import { REFERENCE_AGENCIES, runReferenceDossier } from './reference-run.ts';
import { addUsage, nothingUsed, type Usage } from './usage.ts';
import { openWebhookEar } from './webhook-ear.ts';

export interface ReferenceMeasurement {
  /** What each act used with everything it set in motion, in order. */
  readonly acts: readonly { readonly act: string; readonly usage: Usage }[];
  readonly total: Usage;
  readonly executions: readonly ExecutionStory[];
  readonly webhooks: number;
}

/** Runs the reference dossier in a cell behind a meter: first to warm every function, then metered. */
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
  const taken = (): Usage => {
    const usage = { ...nothingUsed, calls: meter.take(), invocations, logBytes };
    invocations = [];
    logBytes = 0;
    return usage;
  };
  try {
    await registerEndpoints(bench, ear.url);
    await runReferenceDossier({ cell: bench, name: 'warm', settled: () => bench.cell.settled() });
    await bench.cell.settled();
    taken();
    const heardBefore = ear.heard();
    const acts: { act: string; usage: Usage }[] = [];
    const settled = async (act: string) => {
      await bench.cell.settled();
      acts.push({ act, usage: taken() });
    };
    const { code, apiCalls } = await runReferenceDossier({ cell: bench, name: 'metered', settled });
    const executions = await readExecutions(bench, code, machinesOf(bench));
    const counted = executions.reduce((sum, { transitions, historyEvents }) => addUsage(sum, { ...nothingUsed, transitions, historyEvents }), { ...nothingUsed, apiCalls });
    return { acts, executions, webhooks: ear.heard() - heardBefore, total: acts.reduce((sum, { usage }) => addUsage(sum, usage), counted) };
  } finally {
    await bench.stop();
    await Promise.all([meter.stop(), ear.stop()]);
  }
}

async function registerEndpoints(bench: BenchCell, url: string): Promise<void> {
  const administrator = bench.as('administrator');
  for (const agency of REFERENCE_AGENCIES) await administrator.post('/v1/subscriptions', { audience: { kind: 'agency', id: agency }, url: `${url}${agency}` }, `bench-subscription-${agency}`);
}

function machinesOf({ cell }: BenchCell): string[] {
  return cell.stepFunctions.machines.listStateMachines({}).stateMachines.map(({ stateMachineArn }) => stateMachineArn);
}
