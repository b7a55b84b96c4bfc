import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { z } from 'zod';
import type { Agency } from '#domain/agencies/agency';
import type { ApiClient } from '#local/api-client/api-client';
import { CellError } from '#local/cell/cell-error';

const CATALOGUE = new URL('../../domain/procedures/catalogue/', import.meta.url);

/** The shipped procedures as they would be published: untouched JSON. */
export function shippedProcedures(): unknown[] {
  return readdirSync(CATALOGUE)
    .filter((file) => file.endsWith('.json'))
    .map((file): unknown => JSON.parse(readFileSync(new URL(file, CATALOGUE), 'utf8')));
}

const step = z.looseObject({ result: z.looseObject({}).optional() });
const staged = z.looseObject({ stages: z.array(z.looseObject({ steps: z.array(step) })) });

/** The same procedure where nobody has a key to sign with: every step is answered by the number and date of its result. */
export function answeredByNumber(definition: unknown): Record<string, unknown> {
  const { stages, ...shipped } = staged.parse(definition);
  const plain = ({ result, ...rest }: z.infer<typeof step>) => ({ ...rest, ...(result !== undefined && { result: { ...result, requiresDocument: false } }) });
  return { ...shipped, stages: stages.map((stage) => ({ ...stage, steps: stage.steps.map(plain) })) };
}

interface Seed {
  readonly administrator: ApiClient;
  readonly agencies: readonly Agency[];
  /** Whether agencies and officers are given keys (`seed-signers.ts`), so that results are signed as the procedures say. @default false */
  readonly hasSigners?: boolean;
  /** Where the sandbox listens for an agency, when there is a sandbox. */
  readonly sandbox?: {
    endpointUrl(agency: string): string;
    knowSecret(agency: string, secret: string): void;
  };
}

const subscription = z.object({ secret: z.string() });
const named = z.object({ code: z.string(), version: z.number() });

/**
 * Publishes the procedures, registers the agencies and subscribes their systems, all through the public API. Done twice it changes nothing.
 * @throws CellError when the cell holds the samples of another release, whose versions are published for good
 */
export async function seedProvince({ administrator, agencies, sandbox, hasSigners = false }: Seed): Promise<void> {
  for (const definition of shippedProcedures()) await publish(administrator, hasSigners ? definition : answeredByNumber(definition));
  for (const agency of agencies) await administrator.put(`/v1/agencies/${agency.code}`, agency, `seed-agency-${agency.code}`);
  if (sandbox === undefined) return;
  for (const { code } of agencies.filter((each) => each.receives.includes('webhook'))) {
    const url = sandbox.endpointUrl(code);
    const order = { audience: { kind: 'agency', id: code }, url, description: 'Sandbox' };
    const subscribed = subscription.parse(await administrator.post('/v1/subscriptions', order, `seed-subscription-${code}-${url}`));
    sandbox.knowSecret(code, subscribed.secret);
  }
}

async function publish(administrator: ApiClient, definition: unknown): Promise<void> {
  const { code, version } = named.parse(definition);
  const contentHash = createHash('sha256').update(JSON.stringify(definition)).digest('hex').slice(0, 16);
  const { status, body } = await administrator.call({ method: 'POST', path: '/v1/procedures', body: definition, idempotencyKey: `seed-${code}-${String(version)}-${contentHash}` });
  if (status < 300) return;
  if (status === 409) {
    throw new CellError(`This data folder holds version ${String(version)} of the sample procedure ${code} as another release shipped it, and a published version never changes. Take the folder away (.local) or name another one (MOT_CUA_DATA), and start again.`);
  }
  throw new Error(`The sample procedure ${code} was answered ${String(status)}: ${JSON.stringify(body)}`);
}
