import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { KMSClient } from '@aws-sdk/client-kms';
import { createApiClient, type ApiClient } from '#local/api-client/api-client';
import { openDevelopmentAuthority, type DevelopmentAuthority } from '#local/ca/development-authority';
import { CellError } from '#local/cell/cell-error';
import type { CellSettings } from '#local/cell/cell-settings';
import { startCell } from '#local/cell/start-cell';
import type { RunningCell } from '#local/cell/running-cell';
import { createLocalClock } from '#local/clock/local-clock';
import { startIdentity, type LocalIdentity } from '#local/identity/start-identity';
import { sampleProvince, sandboxClients, type SeededProvince } from '#local/seed/province';
import { seedSigners } from '#local/seed/seed-signers';
import { trustRoots } from '#local/seed/trust-roots';
import { createSystemClients, type SystemClients } from '#local/start/system-clients';
import { startTsa } from '#local/tsa/start-tsa';

const AUDIENCE = 'mot-cua-local';

export interface OpenProvince {
  readonly province: SeededProvince;
  readonly cell: RunningCell;
  readonly identity: LocalIdentity;
  /** A person of the province, a system such as `system-h99.101`, or nobody. */
  as(principal: string | undefined): ApiClient;
  /** A fresh access token of a person, or of a system by its own key. */
  tokenFor(principal: string): Promise<string>;
  readonly systems: SystemClients;
  /** Issues the certificates of this province's signers; its root is what verifies them. */
  readonly authority: DevelopmentAuthority;
  /** Where timestamps are asked for. */
  readonly tsaUrl: string;
  /** How many timestamps it has given. */
  timestamps(): number;
  /** Gives the agencies and officers of the province what they sign with; done twice it changes nothing. */
  seedSigners(): Promise<void>;
  stop(): Promise<void>;
}

type Settings = Pick<CellSettings, 'assemblyFolder' | 'dataFolder' | 'ports' | 'onLogLine' | 'onReport' | 'onNotification' | 'onScanner' | 'onError' | 'maximumEnvironments' | 'interpose'> & {
  /** How the API is called by those who sign in. @default Node's own */
  readonly fetch?: typeof fetch;
  /** Of the timestamp authority. @default any free one */
  readonly tsaPort?: number;
};

/**
 * A cell with somebody to sign in: the identity provider first, on the cell's own clock, then the assembly that
 * trusts it. Nothing is seeded yet.
 */
export async function openProvince(settings: Settings): Promise<OpenProvince> {
  makeFolder(settings.dataFolder);
  const province = sampleProvince();
  const clock = createLocalClock({ file: join(settings.dataFolder, 'clock.json') });
  const { identity: identityPort } = settings.ports ?? {};
  const identity = await startIdentity({
    clock,
    dataFolder: join(settings.dataFolder, 'identity'),
    people: province.people,
    clients: sandboxClients(province),
    audience: AUDIENCE,
    ...(identityPort === undefined ? {} : { port: identityPort }),
  });
  const trust = await openTrust(settings, clock).catch(async (error: unknown) => {
    await identity.stop();
    throw error;
  });
  try {
    const parameters = { OidcIssuer: identity.issuer, OidcAudience: AUDIENCE, TimestampAuthorityUrl: trust.tsa.url };
    const cell = await startCell({ ...settings, clock, issuer: identity.issuer, parameters });
    await trustRoots(cell, trust.authority.root);
    const administrator = createApiClient({ apiUrl: cell.apiUrl, token: renewed(() => identity.tokenFor('administrator'), clock) });
    const systems = createSystemClients({ apiUrl: cell.apiUrl, administrator, file: join(settings.dataFolder, 'systems.json'), clock });
    const tokenFor = (principal: string): Promise<string> => {
      const agency = agencyOfSystem(principal);
      return agency === undefined ? identity.tokenFor(principal) : systems.tokenFor(agency);
    };
    const as = (principal: string | undefined): ApiClient =>
      createApiClient({ apiUrl: cell.apiUrl, ...(settings.fetch && { fetch: settings.fetch }), ...(principal === undefined ? {} : { token: renewed(() => tokenFor(principal), clock) }) });
    const stop = async () => {
      await cell.stop();
      await trust.tsa.stop();
      await identity.stop();
    };
    const kms = new KMSClient({ endpoint: cell.urls.kms, region: cell.region, credentials: cell.credentials });
    return { province, cell, identity, as, tokenFor, systems, authority: trust.authority, tsaUrl: trust.tsa.url, timestamps: () => trust.tsa.given(), seedSigners: () => seedSigners({ administrator, province, kms, authority: trust.authority }), stop };
  } catch (error) {
    await trust.tsa.stop();
    await identity.stop();
    throw error;
  }
}

/** Who certifies and who timestamps: outside the cell, as for a deployment. */
async function openTrust({ dataFolder, tsaPort }: Settings, clock: { now(): number }) {
  const authority = await openDevelopmentAuthority({ dataFolder: join(dataFolder, 'ca'), clock });
  const tsa = await startTsa({ dataFolder: join(dataFolder, 'tsa'), clock, authority, ...(tsaPort !== undefined && { port: tsaPort }) });
  return { authority, tsa };
}

/** A token is asked for anew well before its hour is over, by the cell's clock, which may have been moved. */
const TOKEN_LIFE_MILLISECONDS = 30 * 60 * 1000;

function renewed(ask: () => Promise<string>, clock: { now(): number }): () => Promise<string> {
  let held: { readonly token: Promise<string>; readonly until: number } | undefined;
  return () => {
    if (held === undefined || held.until < clock.now()) held = { token: ask(), until: clock.now() + TOKEN_LIFE_MILLISECONDS };
    // What could not be had is asked for again.
    held.token.catch(() => (held = undefined));
    return held.token;
  };
}

/** `system-h99.012` speaks for `H99.012`. */
function agencyOfSystem(principal: string): string | undefined {
  return /^system-(.+)$/.exec(principal)?.[1]?.toUpperCase();
}

function makeFolder(folder: string): void {
  try {
    mkdirSync(join(folder, 'identity'), { recursive: true });
  } catch {
    throw new CellError(`The data folder ${folder} cannot be written; give another with MOT_CUA_DATA or mend its permissions.`);
  }
}
