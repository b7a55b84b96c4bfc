import { randomUUID } from 'node:crypto';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { createApiClient, type ApiClient } from '#local/api-client/api-client';
import type { AgencySigners } from '#local/api-client/made-up-result';
import { CellError } from '#local/cell/cell-error';
import { readCellState } from '#local/clock/read-cell-state';
import { requestToken } from '#local/identity/request-token';
import { agencySigners } from '#local/seed/agency-signers';
import { sampleProvince } from '#local/seed/province';
import { BEHAVIOURS, conduct } from '#local/sandbox-agency/sandbox-mode';
import { startSandboxAgency } from '#local/sandbox-agency/start-sandbox-agency';

const USAGE = `npm run sandbox-agency -- [options]

  --url URL          the environment (http://127.0.0.1:8080)
  --agency CODE      whose steps it answers (H99.013)
  --mode MODE        ${Object.keys(BEHAVIOURS).join(', ')} (healthy)
  --delay MS         of "slow" (5000)
  --work MS          how long it works on a step (1500)
  --port PORT        where it listens on this machine (8600)
  --public-url URL   how the environment reaches that port (http://127.0.0.1:PORT)
  --secret SECRET    of an endpoint you have registered yourself; without it the sandbox registers one and removes it when it stops

The access token of the agency's system is taken from MOT_CUA_TOKEN; beside "npm start" the sandbox signs itself in.`;

const options = z.object({
  url: z.url().default('http://127.0.0.1:8080').transform((url) => url.replace(/\/$/, '')),
  agency: z.string().regex(/^[A-Za-z0-9.-]{1,35}$/).default('H99.013'),
  mode: z.string().default('healthy'),
  delay: z.string().default('5000'),
  work: z.string().default('1500'),
  port: z.coerce.number().int().min(1).max(65_535).default(8600),
  'public-url': z.url().optional(),
  secret: z.string().startsWith('whsec_').optional(),
  help: z.boolean().default(false),
});
type Options = z.infer<typeof options>;

/** `npm run sandbox-agency`: one agency of the sandbox, at an environment of your choice. */
async function run(words: readonly string[]): Promise<void> {
  const read = readOptions(words);
  if (read.help) return console.log(USAGE);
  const { url, agency, port } = read;
  const how = conduct.safeParse({ mode: read.mode, delayMilliseconds: read.delay, workMilliseconds: read.work });
  if (!how.success) throw new CellError(z.prettifyError(how.error));
  const api = createApiClient({ apiUrl: url, token: tokenFor(agency) });
  const now = await clockOf(url);
  const sandbox = await startSandboxAgency({ apiUrl: url, port, now, onNotice: (line) => console.log(line) });
  sandbox.add({ path: agency, api, signers: signersFor(agency, url), conduct: how.data });
  const endpoint = `${read['public-url']?.replace(/\/$/, '') ?? sandbox.url}/webhooks/${agency}`;
  const registered = read.secret === undefined ? await register(api, endpoint) : undefined;
  sandbox.knowSecret(agency, registered?.secret ?? read.secret ?? '');
  console.log(`${agency} is ${how.data.mode} at ${endpoint}; control page: ${sandbox.url}/`);
  await sandbox.catchUp(agency);
  const end = async (): Promise<void> => {
    if (registered !== undefined) await remove(api, registered.id);
    await sandbox.stop();
  };
  process.once('SIGINT', () => void end().then(() => process.exit(0), fail)).once('SIGTERM', () => void end().then(() => process.exit(0), fail));
}

function readOptions(words: readonly string[]): Options {
  const text = { type: 'string' } as const;
  try {
    const { values } = parseArgs({ args: [...words], options: { url: text, agency: text, mode: text, delay: text, work: text, port: text, 'public-url': text, secret: text, help: { type: 'boolean' } } });
    const parsed = options.safeParse(values);
    if (parsed.success) return parsed.data;
    throw new CellError(z.prettifyError(parsed.error));
  } catch (error) {
    throw new CellError(`${error instanceof Error ? error.message : String(error)}\n\n${USAGE}`);
  }
}

function tokenFor(agency: string): () => Promise<string> {
  const given = process.env['MOT_CUA_TOKEN'];
  if (given !== undefined) return () => Promise.resolve(given);
  return async () => {
    const issuer = readCellState()?.issuer;
    if (issuer === undefined) throw new CellError('Put the access token of the agency’s system into MOT_CUA_TOKEN, or start a cell here with: npm start');
    // Asked for anew each time: the cell's clock may have been moved past the hour that a token lives.
    return requestToken(issuer, `system-${agency.toLowerCase()}`);
  };
}

/** The officers of the sample province sign beside `npm start`; elsewhere the agency's people do, and the sandbox answers when it hears that they did. */
function signersFor(agency: string, apiUrl: string): AgencySigners | undefined {
  const issuer = process.env['MOT_CUA_TOKEN'] === undefined ? readCellState()?.issuer : undefined;
  return issuer === undefined ? undefined : agencySigners(sampleProvince(), agency, (person) => createApiClient({ apiUrl, token: () => requestToken(issuer, person) }));
}

const clock = z.object({ now: z.iso.datetime() });

/** The time of the environment: this machine's, except beside a local cell whose clock may be moved. */
async function clockOf(url: string): Promise<() => number> {
  const cell = ['127.0.0.1', 'localhost'].includes(new URL(url).hostname) ? readCellState() : undefined;
  if (cell === undefined) return Date.now;
  let aheadMilliseconds = 0;
  const ask = async (): Promise<void> => {
    const { now } = clock.parse(await (await fetch(new URL('/clock', cell.controlUrl))).json());
    aheadMilliseconds = Date.parse(now) - Date.now();
  };
  await ask();
  setInterval(() => void ask().catch(() => undefined), 1000).unref();
  return () => Date.now() + aheadMilliseconds;
}

const subscription = z.object({ id: z.string(), secret: z.string(), version: z.number() });

async function register(api: ApiClient, url: string): Promise<z.infer<typeof subscription>> {
  return subscription.parse(await api.post('/v1/subscriptions', { url, description: 'Sandbox agency' }, `sandbox-agency-${randomUUID()}`));
}

async function remove(api: ApiClient, id: string): Promise<void> {
  const { status } = await api.call({ method: 'DELETE', path: `/v1/subscriptions/${id}` });
  if (status >= 300) console.error(`The endpoint ${id} could not be removed (${String(status)}); remove it with DELETE /v1/subscriptions/${id}.`);
}

function fail(error: unknown): never {
  console.error(error instanceof CellError ? error.message : error);
  process.exit(1);
}

run(process.argv.slice(2)).catch(fail);
