import type { SectionReport } from '../report/bar.ts';
import { markdownTable } from '../report/markdown-table.ts';
import { percentile } from '../report/percentile.ts';
import type { ThroughputMeasurement } from './measure-throughput.ts';

/** The system shall reach this share of what its store allows. */
const SHARE_OF_CEILING = 0.8;
const CALLS = ['create', 'attach', 'check', 'submit', 'accept', 'answer', 'read'] as const;

/** Dossiers a second and the percentiles of each call, beside what the store alone allows. */
export function reportThroughput({ runs, ceilings, storeCallsPerDossier }: ThroughputMeasurement): SectionReport {
  const rates = runs.map(({ clients, dossiers, elapsedSeconds }) => ({ clients, perSecond: dossiers / elapsedSeconds }));
  const shareAt = (clients: number, perSecond: number): number => perSecond / (ceilings.find((each) => each.clients === clients)?.dossiersPerSecond ?? Infinity);
  const rows = runs.map((run, index) => {
    const perSecond = rates[index]?.perSecond ?? 0;
    const ceiling = ceilings.find(({ clients }) => clients === run.clients);
    return [run.clients, run.dossiers, perSecond, ceiling?.dossiersPerSecond ?? 0, ceiling?.transactionsPerSecond ?? 0, inPercent(shareAt(run.clients, perSecond)), run.cpuMillisecondsPerDossier, run.invocationsPerDossier, run.tooEarly, run.load];
  });
  const calls = runs.flatMap(({ clients, latencies }) =>
    CALLS.map((call) => [clients, call, latencies[call].length, percentile(latencies[call], 0.5), percentile(latencies[call], 0.95), percentile(latencies[call], 0.99)]),
  );
  const best = Math.max(0, ...rates.map(({ clients, perSecond }) => shareAt(clients, perSecond)));
  const unlike = ceilings.reduce((sum, each) => sum + each.unlikeTheRecording, 0);
  const body = [
    `Create, attach one 100 kB paper, submit, accept, six step answers in four stages, two reads. Clients run in a thread beside the cell, on the same cores; the store's ceiling is the same ${String(storeCallsPerDossier)} store calls of a dossier made again with no functions beside them (${String(unlike)} answered otherwise than recorded).`,
    markdownTable(['clients', 'dossiers', 'dossiers/s', 'store alone, dossiers/s', 'store alone, transactions/s', 'share', 'CPU ms of our code/dossier', 'invocations/dossier', 'answers too early', 'load'], rows),
    markdownTable(['clients', 'call', 'times', 'p50 ms', 'p95 ms', 'p99 ms'], calls),
  ];
  return {
    title: 'Throughput',
    body: body.join('\n\n'),
    bars: [{ what: "local throughput beside the store's own", bar: '≥ 80 %', measured: inPercent(best), isMet: best >= SHARE_OF_CEILING }],
  };
}

function inPercent(share: number): string {
  return `${(share * 100).toFixed(0)} %`;
}
