import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { CallLimits } from '#domain/access/call-limits';

export type StageName = 'local' | 'dev' | 'staging' | 'production';

/** What differs between two deployments of the same cell (D13); everything else is the same code. */
export interface Stage {
  readonly name: StageName;
  /** The place this cell serves, by its code in the register of places. */
  readonly province: { readonly code: string; readonly name: string };
  /** Who signs the access tokens; the two CfnParameters of the API stack default to these; they reach every function that asks who calls. */
  readonly oidc: { readonly issuer: string; readonly audience: string };
  /** What callers call the API by, where a domain of its own or CloudFront stands before it. @default the API's own address */
  readonly publicOrigin?: string;
  /** Limits that differ from the usual ones. @default CALLS_PER_MINUTE of domain/access/call-limits.ts */
  readonly callsPerMinute?: Partial<CallLimits>;
  /** Web pages that may call the API and post papers from a browser. */
  readonly portalOrigins: readonly string[];
  readonly logRetention: RetentionDays;
  readonly logLevel: 'DEBUG' | 'INFO';
  /** How long a paper that was refused, or never handed in, is kept; an accepted one lies in the vault by then. */
  readonly quarantineDays: number;
  /** Whether tables, buckets and keys outlive a deleted stack and refuse deletion. */
  readonly protectsData: boolean;
  readonly throttling: { readonly requestsPerSecond: number; readonly burst: number };
  /** The share of new traces X-Ray keeps, 0 to 1. */
  readonly traceShare: number;
  /** How many executions the account may have open at once. @default 1,000,000, the quota of a new account for Standard machines */
  readonly openExecutionQuota?: number;
  /** Who is told of an alarm; without any, the topic still exists for other subscribers. */
  readonly alarmEmails?: readonly string[];
  /** Lets webhooks go to 127.0.0.1, where the local cell's sandbox agency listens. */
  readonly allowsLoopbackWebhooks: boolean;
  /** How the cell speaks to the national portal: by which files of its wire, as whom (`madonvi`), and to whom (`dstcode`). */
  readonly nationalPortal: { readonly wire: string; readonly unit: string; readonly destination: string };
  /** Whether a new calendar needs the approval of another administrator than the one who proposed it. */
  readonly calendarNeedsSecondPerson: boolean;
  /** How the bundles of ended dossiers are locked: COMPLIANCE cannot be lifted by anybody before its day, so it is for production alone. */
  readonly bundleLock: 'GOVERNANCE' | 'COMPLIANCE';
  /** For how many days the papers of an ended dossier are still to be had one by one beside its bundle. */
  readonly singlesGraceDays: number;
  /** Key in the vault of the PEM file with the roots that signatures of PDFs may lead to. Nothing in the vault is overwritten: other roots are another file. @default trust/roots-1.pem */
  readonly trustedRoots?: string;
  /** Whether a signature counts when nobody says that its certificate was not revoked; authorities' lists are laid into the vault by an operator. @default when-present */
  readonly revocation?: 'when-present' | 'demanded';
  /** Where timestamps (RFC 3161) are asked for; the CfnParameter of the data stack defaults to it. @default none: signatures are B-B */
  readonly timestampAuthorityUrl?: string;
  /** What is done when that authority does not answer: the signature is put without a timestamp (B-B), or not at all. @default sign-without */
  readonly withoutTimestamp?: 'sign-without' | 'refuse';
  readonly tags: Readonly<Record<string, string>>;
}

const hanoi = { code: 'H26', name: 'Thành phố Hà Nội' };
/** Placeholders: both names are given by the portal when a cell is connected. */
const hanoiToPortal = { wire: 'v1', unit: '000.00.00.H26', destination: 'to-be-agreed' };
/** The made-up province of local/seed/province.json, so that local alarms watch what local functions count. */
const sampleProvince = { code: 'H99', name: 'Tỉnh Mẫu' };

export const stages: Readonly<Record<StageName, Stage>> = {
  local: {
    name: 'local',
    province: sampleProvince,
    oidc: { issuer: 'http://127.0.0.1:8400', audience: 'mot-cua' },
    portalOrigins: ['http://127.0.0.1:8080', 'http://localhost:8080'],
    logRetention: RetentionDays.ONE_DAY,
    logLevel: 'INFO',
    quarantineDays: 7,
    protectsData: false,
    throttling: { requestsPerSecond: 10_000, burst: 5_000 },
    // Tests and the bench stand for a whole province.
    callsPerMinute: { nobody: 1_000_000, citizen: 1_000_000, officer: 1_000_000, auditor: 1_000_000, administrator: 1_000_000, partner: 1_000_000, 'agency-system': 1_000_000 },
    traceShare: 0,
    allowsLoopbackWebhooks: true,
    nationalPortal: { wire: 'v1', unit: 'H99', destination: 'local-stub' },
    calendarNeedsSecondPerson: false,
    bundleLock: 'GOVERNANCE',
    singlesGraceDays: 30,
    tags: { product: 'mot-cua', stage: 'local' },
  },
  dev: {
    name: 'dev',
    province: hanoi,
    oidc: { issuer: 'https://login.dev.motcua.example', audience: 'mot-cua' },
    portalOrigins: ['https://dev.motcua.example'],
    logRetention: RetentionDays.TWO_WEEKS,
    logLevel: 'DEBUG',
    quarantineDays: 30,
    protectsData: false,
    throttling: { requestsPerSecond: 200, burst: 100 },
    traceShare: 1,
    allowsLoopbackWebhooks: false,
    nationalPortal: hanoiToPortal,
    calendarNeedsSecondPerson: true,
    bundleLock: 'GOVERNANCE',
    singlesGraceDays: 30,
    tags: { product: 'mot-cua', stage: 'dev' },
  },
  staging: {
    name: 'staging',
    province: hanoi,
    oidc: { issuer: 'https://login.staging.motcua.example', audience: 'mot-cua' },
    portalOrigins: ['https://staging.motcua.example'],
    logRetention: RetentionDays.ONE_MONTH,
    logLevel: 'INFO',
    quarantineDays: 30,
    protectsData: false,
    throttling: { requestsPerSecond: 2_000, burst: 1_000 },
    traceShare: 0.25,
    allowsLoopbackWebhooks: false,
    nationalPortal: hanoiToPortal,
    calendarNeedsSecondPerson: true,
    bundleLock: 'GOVERNANCE',
    singlesGraceDays: 30,
    tags: { product: 'mot-cua', stage: 'staging' },
  },
  production: {
    name: 'production',
    province: hanoi,
    oidc: { issuer: 'https://login.motcua.example', audience: 'mot-cua' },
    portalOrigins: ['https://motcua.example'],
    logRetention: RetentionDays.THIRTEEN_MONTHS,
    logLevel: 'INFO',
    quarantineDays: 180,
    protectsData: true,
    throttling: { requestsPerSecond: 8_000, burst: 4_000 },
    traceShare: 0.05,
    allowsLoopbackWebhooks: false,
    nationalPortal: hanoiToPortal,
    calendarNeedsSecondPerson: true,
    bundleLock: 'COMPLIANCE',
    singlesGraceDays: 30,
    tags: { product: 'mot-cua', stage: 'production' },
  },
};

/** Finds the stage a command named, e.g. `cdk synth -c stage=production`; without a name it is `dev`. */
export function stageNamed(name: unknown): Stage {
  const found = Object.values(stages).find((stage) => stage.name === (name ?? 'dev'));
  if (found === undefined) throw new Error(`There is no stage "${String(name)}"; there are ${Object.keys(stages).join(', ')}.`);
  return found;
}
