import { readdirSync, readFileSync } from 'node:fs';
import { z } from 'zod';
import type { Agency } from '#domain/agencies/agency';
import type { ApiClient } from '#local/api-client/api-client';

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

/** Publishes the procedures, registers the agencies and subscribes their systems, all through the public API. Done twice it changes nothing. */
export async function seedProvince({ administrator, agencies, sandbox, hasSigners = false }: Seed): Promise<void> {
  for (const definition of shippedProcedures()) {
    const { code, version } = named.parse(definition);
    await administrator.post('/v1/procedures', hasSigners ? definition : answeredByNumber(definition), `seed-${code}-${String(version)}`);
  }
  for (const agency of agencies) await administrator.put(`/v1/agencies/${agency.code}`, agency, `seed-agency-${agency.code}`);
  if (sandbox === undefined) return;
  for (const { code } of agencies.filter((each) => each.receives.includes('webhook'))) {
    const url = sandbox.endpointUrl(code);
    const order = { audience: { kind: 'agency', id: code }, url, description: 'Sandbox' };
    const subscribed = subscription.parse(await administrator.post('/v1/subscriptions', order, `seed-subscription-${code}-${url}`));
    sandbox.knowSecret(code, subscribed.secret);
  }
}
