import { writeFileSync } from 'node:fs';
import { priceAlerting } from './alerting/alerting-price.ts';
import { measureAlerting } from './alerting/measure-alerting.ts';
import { reportAlerting } from './alerting/report-alerting.ts';
import { measureBulk } from './bulk/measure-bulk.ts';
import { reportBulk } from './bulk/report-bulk.ts';
import { measureBundles } from './bundles/measure-bundles.ts';
import { reportBundles } from './bundles/report-bundles.ts';
import { readBenchAssembly } from './cell/read-bench-assembly.ts';
import { synthesize } from '#local/start/synthesize';
import { BENCH_ASSEMBLY } from './cell/open-bench-cell.ts';
import { measureDeadlines } from './deadlines/measure-deadlines.ts';
import { reportDeadlines } from './deadlines/report-deadlines.ts';
import { measureFigures } from './figures/measure-figures.ts';
import { reportFigures } from './figures/report-figures.ts';
import { measureForms } from './forms/measure-forms.ts';
import { reportForms } from './forms/report-forms.ts';
import { measureLists } from './lists/measure-lists.ts';
import { reportLists } from './lists/report-lists.ts';
import { measureLog } from './log/measure-log.ts';
import { reportLog } from './log/report-log.ts';
import { readOptions, type BenchOptions, type Section } from './options.ts';
import { measurePapers } from './papers/measure-papers.ts';
import { reportPapers } from './papers/report-papers.ts';
import { measureReference } from './reference/measure-reference.ts';
import { reportReference } from './reference/report-reference.ts';
import { measureReplay } from './replay/measure-replay.ts';
import { reportReplay } from './replay/report-replay.ts';
import type { SectionReport } from './report/bar.ts';
import { describeMachine } from './report/machine.ts';
import { writeReport } from './report/write-report.ts';
import { measureSigning } from './signing/measure-signing.ts';
import { reportSigning } from './signing/report-signing.ts';
import { measureThroughput } from './throughput/measure-throughput.ts';
import { reportThroughput } from './throughput/report-throughput.ts';
import { measureVerifying } from './verifying/measure-verifying.ts';
import { reportVerifying } from './verifying/report-verifying.ts';
import { measureWebhooks } from './webhooks/measure-webhooks.ts';
import { reportWebhooks } from './webhooks/report-webhooks.ts';

const MEASUREMENTS = new URL('../docs/measurements.md', import.meta.url);

const measure: Readonly<Record<Section, (options: BenchOptions) => Promise<SectionReport>>> = {
  throughput: async ({ quick }) =>
    reportThroughput(await measureThroughput(quick ? { clients: [1, 4], secondsEach: 2, ceilingSeconds: 1 } : { clients: [1, 8, 32], secondsEach: 15, ceilingSeconds: 8 })),
  reference: async () =>
    reportReference(await measureReference(), { functions: readBenchAssembly().functions, alertingUsdPerMonth: priceAlerting(measureAlerting()).ofAllCells }),
  bundles: async ({ quick }) => {
    const tries = quick ? 1 : 5;
    return reportBundles(await measureBundles(tries), tries);
  },
  deadlines: ({ quick }) => Promise.resolve(reportDeadlines(quick ? measureDeadlines(50_000, 5_000) : measureDeadlines(1_000_000, 100_000))),
  replay: async ({ quick, large }) => reportReplay(await measureReplay(quick ? 200 : large ? 100_000 : 1000)),
  alerting: () => Promise.resolve(reportAlerting(measureAlerting())),
  figures: async ({ quick, large }) => reportFigures(await measureFigures(quick ? [200, 1000] : [1000, large ? 100_000 : 10_000])),
  webhooks: async ({ quick }) => reportWebhooks(await measureWebhooks(quick ? { dossiers: 3, events: 100, perSecond: 10, outageEvents: 60 } : { dossiers: 20, events: 1000, perSecond: 20, outageEvents: 300 })),
  bulk: async ({ quick }) => reportBulk(await measureBulk(quick ? 500 : 10_000)),
  signing: async ({ quick }) => reportSigning(await measureSigning(quick ? 20 : 200)),
  verifying: async ({ quick }) => reportVerifying(await measureVerifying(quick ? 10 : 200)),
  log: ({ quick }) => Promise.resolve(reportLog(quick ? measureLog(2_000, 5_000) : measureLog(100_000, 100_000))),
  forms: async ({ quick }) => reportForms(await measureForms(quick ? 10 : 200)),
  papers: async ({ quick }) => reportPapers(quick ? await measurePapers([100_000], 1) : await measurePapers([100_000, 5_000_000, 50_000_000], 5)),
  lists: async ({ quick, large }) => reportLists(await measureLists(quick ? [100, 1000] : [1000, large ? 100_000 : 10_000], [1, 20, 170])),
};

const words = process.argv.slice(2);
const options = readOptions(words);
const machine = describeMachine(new Date());
console.log(`${machine}\n`);
await synthesize(BENCH_ASSEMBLY);
const reports: SectionReport[] = [];
for (const section of options.sections) {
  const report = await measure[section](options);
  reports.push(report);
  console.log(`## ${report.title}\n\n${report.body}\n`);
}
const text = writeReport(reports, { command: ['npm run bench --', ...words].join(' '), machine });
console.log(text.bars);
if (options.write) writeFileSync(MEASUREMENTS, text.document);
// Threads of functions that are ending must not keep the command waiting.
process.exit(0);
