import type { FunctionDefinition } from '#local/lambda/function-definition';
import { z } from 'zod';
import pricesJson from '../prices.json' with { type: 'json' };
import { PAPER_BYTES, PAPERS } from './reference-run.ts';
import { sum, unitsOf, type Usage } from './usage.ts';

const price = z.object({ usd: z.number().positive(), says: z.string(), source: z.string() });
const prices = z.object({ region: z.string(), source: z.string(), perUnit: z.record(z.string(), price) });
export const PRICES = prices.parse(pricesJson);

export interface CostLine {
  readonly what: string;
  readonly amount: number;
  /** What one unit costs, in words. */
  readonly price: string;
  readonly microDollars: number;
  /** Counted in this run, or assumed as aws-numbers.md §3 does. */
  readonly basis: 'metered' | 'assumed';
  readonly isScanOrEgress: boolean;
}

const GIGABYTE = 1e9;
/** `quarantineDays` of stage production, which a test holds this to. */
export const QUARANTINE_DAYS = 180;
const QUARANTINE_MONTHS = QUARANTINE_DAYS / 30;
/** So long a scanned bundle stays. */
const BUNDLE_DAYS = 2;
/** §3: 25 KB are kept two months; 5 % of the traces; the answers of the API weigh some 2 KB. */
const ASSUMED = { tableBytes: 25_000, tableMonths: 2, traceShare: 0.05, answerBytes: 2000 };
/** What the platform adds to the functions' own lines: START, END and REPORT; the access line; a line for each event of a machine. */
const PLATFORM_LOG = { invocationBytes: 330, accessBytes: 350, historyEventBytes: 400 };

/** aws-numbers.md §3 and §8: of the whole nation, all cells together. */
const DOSSIERS_A_MONTH = 100e6 / 12;

export interface CostSurroundings {
  readonly functions: readonly FunctionDefinition[];
  /** What metrics, alarms and boards of all cells cost a month, in US dollars. */
  readonly alertingUsdPerMonth: number;
}

/** Turns what one reference dossier used into list-price cost, line by line. */
export function costOf(usage: Usage, { functions, alertingUsdPerMonth }: CostSurroundings): CostLine[] {
  const { read, write } = unitsOf(usage.calls);
  const memory = new Map(functions.map(({ name, memoryMegabytes }) => [name, memoryMegabytes]));
  const gbSeconds = sum(usage.invocations, (each) => (Math.ceil(each.durationMilliseconds) / 1000) * ((memory.get(each.functionName) ?? 512) / 1024));
  const sent = sum(usage.calls.filter(({ service, operation }) => service === 'sqs' && operation.startsWith('SendMessage')), (call) => call.entries);
  const functionLogBytes = usage.logBytes + usage.invocations.length * PLATFORM_LOG.invocationBytes + usage.apiCalls * PLATFORM_LOG.accessBytes;
  const paperGb = (PAPERS * PAPER_BYTES) / GIGABYTE;
  return [
    metered('API Gateway requests', 'httpApiRequest', usage.apiCalls),
    assumed('WAF inspections', 'wafRequest', usage.apiCalls),
    metered('Lambda invocations', 'lambdaRequest', usage.invocations.length),
    metered('Lambda GB-seconds (local wall clock)', 'lambdaGbSecond', gbSeconds),
    metered('Step Functions transitions', 'stateTransition', usage.transitions),
    metered('DynamoDB write units', 'writeUnit', write),
    metered('DynamoDB read units', 'readUnit', read),
    assumed('DynamoDB storage and recovery, GB-months', 'tableGbMonth', (ASSUMED.tableBytes * ASSUMED.tableMonths) / GIGABYTE),
    // Each message is sent (counted), then received and deleted by Lambda's own poller, here without any batching.
    metered('SQS requests', 'sqsRequest', count(usage, 'sqs', /./) + 2 * sent),
    metered('S3 PUT and POST', 's3Put', count(usage, 's3', /^(PUT|POST)/)),
    metered('S3 GET and HEAD', 's3Get', count(usage, 's3', /^(GET|HEAD)/)),
    assumed(`S3 storage of the vault for a month, GB-months: ${heapOf(usage.lying.vault)}`, 's3GbMonth', usage.lying.vault.bytes / GIGABYTE),
    assumed(`S3 storage of the quarantine, GB-months: what is still there for ${String(QUARANTINE_MONTHS)} months, a bundle for two days`, 's3GbMonth', quarantineGbMonths(usage)),
    metered('Logs of functions and of the API, GB', 'logGb', functionLogBytes / GIGABYTE),
    metered('Logs of the machines (level ALL), GB', 'logGb', (usage.historyEvents * PLATFORM_LOG.historyEventBytes) / GIGABYTE),
    assumed('Traces kept', 'trace', usage.invocations.length * ASSUMED.traceShare),
    metered('KMS: statements and documents signed, public keys read', 'signature', count(usage, 'kms', /^(Sign|GetPublicKey)$/)),
    metered('KMS: secrets sealed and opened', 'secret', count(usage, 'kms', /^(Encrypt|Decrypt)$/)),
    timestamps(usage.timestamps),
    shareOfAlerting(alertingUsdPerMonth),
    { ...metered('Malware scan, objects', 'scanObject', usage.lying.scanned.objects), isScanOrEgress: true },
    { ...metered('Malware scan, GB', 'scanGb', usage.lying.scanned.bytes / GIGABYTE), isScanOrEgress: true },
    scanOrEgress('Egress, GB (papers read once, answers)', 'egressGb', paperGb + (usage.apiCalls * ASSUMED.answerBytes) / GIGABYTE),
  ];
}

/** In micro-dollars; without scan and egress when asked so. */
export function totalOf(lines: readonly CostLine[], includes: 'all' | 'without-scan-and-egress'): number {
  return sum(includes === 'all' ? lines : lines.filter(({ isScanOrEgress }) => !isScanOrEgress), ({ microDollars }) => microDollars);
}

function metered(what: string, unit: string, amount: number): CostLine {
  const found = PRICES.perUnit[unit];
  if (found === undefined) throw new Error(`There is no price for ${unit}`);
  return { what, amount, price: found.says, microDollars: amount * found.usd * 1e6, basis: 'metered', isScanOrEgress: false };
}

function assumed(what: string, unit: string, amount: number): CostLine {
  return { ...metered(what, unit, amount), basis: 'assumed' };
}

function scanOrEgress(what: string, unit: string, amount: number): CostLine {
  return { ...assumed(what, unit, amount), isScanOrEgress: true };
}

/** Whoever runs a timestamp authority sets its price; ours has none. */
function timestamps(amount: number): CostLine {
  return { what: 'Timestamps asked of the authority, one for each signature of a document', amount, price: "the authority's own, not known and not in the total", microDollars: 0, basis: 'metered', isScanOrEgress: false };
}

function heapOf({ objects, bytes }: Usage['lying']['vault']): string {
  return `${String(objects)} objects, ${(bytes / 1e6).toFixed(2)} MB`;
}

/** Papers that were not accepted lie there as long as the stage says; of a bundle only the verdict is wanted. */
function quarantineGbMonths({ lying: { quarantine, bundles } }: Usage): number {
  return (quarantine.bytes * QUARANTINE_MONTHS + (bundles.bytes * BUNDLE_DAYS) / 30) / GIGABYTE;
}

function shareOfAlerting(usdPerMonth: number): CostLine {
  return {
    what: 'Metrics, alarms and boards of all cells, a share',
    amount: 1 / DOSSIERS_A_MONTH,
    price: `$${usdPerMonth.toFixed(0)} a month, counted in the template, over 100 M dossiers a year`,
    microDollars: (usdPerMonth / DOSSIERS_A_MONTH) * 1e6,
    basis: 'assumed',
    isScanOrEgress: false,
  };
}

function count({ calls }: Usage, service: string, operation: RegExp): number {
  return calls.filter((call) => call.service === service && operation.test(call.operation)).length;
}
