import type { SectionReport } from '../report/bar.ts';
import { loadNow } from '../report/machine.ts';
import { markdownTable } from '../report/markdown-table.ts';
import { costOf, type CostLine, PRICES, totalOf, type CostSurroundings } from './cost.ts';
import type { ReferenceMeasurement } from './measure-reference.ts';
import { countByKind, sum, unitsOf, type Usage } from './usage.ts';

const BARS = { transitions: 30, microDollars: 2000, microDollarsWithoutScanAndEgress: 1200 };

/** The reference dossier in tables: transitions, calls by act and by kind, cost by line. */
export function reportReference({ bundled, singly }: ReferenceMeasurement, surroundings: CostSurroundings): SectionReport {
  const { acts, total, executions, webhooks } = bundled;
  const lines = costOf(total, surroundings);
  const otherLines = costOf(singly.total, surroundings);
  const all = totalOf(lines, 'all');
  const without = totalOf(lines, 'without-scan-and-egress');
  const cpu = sum(total.invocations, ({ cpuMilliseconds }) => cpuMilliseconds);
  const story = executions.map(({ name, status, states, transitions }) => `- \`${name}\`, ${status}, ${String(transitions)} transitions: ${states.join(' → ')}`);
  const body = [
    `8 steps in 6 stages, three at once, one supplement pause; 3 papers of 1 MB, scanned as one bundle; the result a document signed by the head and the agency; ${String(total.apiCalls)} calls of the API; ${String(webhooks)} webhooks. Load average ${loadNow()}.`,
    '### Transitions',
    story.join('\n'),
    '### Calls by act, with all that the act set in motion',
    markdownTable(['act', 'reads', 'transactions', 'plain writes', 'other calls', 'invocations', 'read units', 'write units', 'CPU ms'], acts.map(({ act, usage }) => actRow(act, usage))),
    '### Calls by kind',
    markdownTable(['call', 'times'], [...countByKind(total.calls), ...invocationsByFunction(total)]),
    `### Cost at list prices (${PRICES.region})`,
    markdownTable(['line', 'amount', 'price', 'µ$', 'basis'], lines.map(({ what, amount, price, microDollars, basis }) => [what, shortNumber(amount), price, microDollars, basis])),
    `Total ${inDollars(all)}, without scan and egress ${inDollars(without)}. The same dossier with its papers scanned one by one, metered too: ${inDollars(totalOf(otherLines, 'all'))}. Our own code used ${cpu.toFixed(0)} ms of processor time in ${String(total.invocations.length)} invocations (the functions' own threads, warm).`,
    '### Papers scanned together or one by one: the lines that differ',
    markdownTable(['line', 'together', 'one by one', 'together µ$', 'one by one µ$'], differences(lines, otherLines)),
    'Processor and log times differ from run to run; what the way of scanning changes are the objects scanned, the requests of S3 and SQS, the writes of the record and what lies in quarantine.',
  ];
  return { title: 'Reference dossier', body: body.join('\n\n'), bars: bars(sum(executions, ({ transitions }) => transitions), { all, without }) };
}

/** Both runs have the same lines in the same order. */
function differences(lines: readonly CostLine[], others: readonly CostLine[]): (string | number)[][] {
  return lines.flatMap(({ what, amount, microDollars }, index) => {
    const other = others[index];
    return other === undefined || other.amount === amount ? [] : [[what, shortNumber(amount), shortNumber(other.amount), microDollars, other.microDollars]];
  });
}

function bars(transitions: number, { all, without }: { all: number; without: number }): SectionReport['bars'] {
  return [
    { what: 'transitions, reference dossier', bar: `≤ ${String(BARS.transitions)}`, measured: String(transitions), isMet: transitions <= BARS.transitions },
    { what: 'run cost, all in', bar: '≤ $0.0020', measured: inDollars(all), isMet: all <= BARS.microDollars },
    { what: 'run cost, without scan and egress', bar: '≤ $0.0012', measured: inDollars(without), isMet: without <= BARS.microDollarsWithoutScanAndEgress },
  ];
}

function actRow(act: string, { calls, invocations }: Usage): (string | number)[] {
  const dynamodb = calls.filter(({ service }) => service === 'dynamodb');
  const reads = dynamodb.filter(({ operation }) => /^(Get|Query|BatchGet)/.test(operation)).length;
  const transactions = dynamodb.filter(({ operation }) => operation === 'TransactWriteItems').length;
  const { read, write } = unitsOf(calls);
  const cpu = Math.round(sum(invocations, ({ cpuMilliseconds }) => cpuMilliseconds));
  return [act, reads, transactions, dynamodb.length - reads - transactions, calls.length - dynamodb.length, invocations.length, read, write, cpu];
}

function invocationsByFunction({ invocations }: Usage): [string, number][] {
  const counts = new Map<string, number>();
  for (const { functionName } of invocations) counts.set(functionName, (counts.get(functionName) ?? 0) + 1);
  return [...counts].toSorted(([, left], [, right]) => right - left).map(([name, times]) => [`invoke ${shortName(name)}`, times]);
}

/** `MotCua-local-Intake-CreateDossierFunction1A2B` tells its stack and its function. */
function shortName(functionName: string): string {
  return functionName.replace(/^MotCua-local-/, '').replace(/Function[0-9A-F].*$/, '');
}

function inDollars(microDollars: number): string {
  return `$${(microDollars / 1e6).toFixed(5)}`;
}

function shortNumber(amount: number): string {
  return amount >= 0.01 ? String(Math.round(amount * 100) / 100) : amount.toExponential(2);
}
