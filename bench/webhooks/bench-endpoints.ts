import { z } from 'zod';
import type { Heard } from '#local/sandbox-agency/sandbox-agency';
import { startSandboxAgency, type Sandbox } from '#local/sandbox-agency/start-sandbox-agency';
import type { BenchCell } from '../cell/open-bench-cell.ts';

/** One endpoint of an agency, and what it has heard since it was last emptied. */
export interface BenchEndpoint {
  readonly path: string;
  readonly agency: string;
  /** Message by message, in the order they came; with the moment in milliseconds of this process. */
  heard: { readonly id: string; readonly seq: number; readonly dossierId: string; readonly status: number; readonly time: string; readonly at: number }[];
}

export interface BenchEndpoints {
  readonly sandbox: Sandbox;
  readonly all: readonly BenchEndpoint[];
  stop(): Promise<void>;
}

const made = z.object({ secret: z.string() });

/** So many subscriptions for each agency, all at one sandbox. */
export async function openEndpoints(bench: BenchCell, { agencies, each }: { readonly agencies: readonly string[]; readonly each: number }): Promise<BenchEndpoints> {
  const byPath = new Map<string, BenchEndpoint>();
  const onHeard = (path: string, { isGenuine, type, webhookId, ...heard }: Heard): void => {
    if (isGenuine && type.includes('.dossier.')) byPath.get(path)?.heard.push({ id: webhookId, ...heard, at: performance.now() });
  };
  const sandbox = await startSandboxAgency({ apiUrl: bench.cell.apiUrl, now: () => bench.cell.clock.now(), onHeard });
  const administrator = bench.as('administrator');
  for (const agency of agencies) {
    for (let number = 1; number <= each; number += 1) {
      const path = `${agency}-${String(number)}`;
      byPath.set(path, { path, agency, heard: [] });
      sandbox.add({ path });
      const order = { audience: { kind: 'agency', id: agency }, url: sandbox.endpointUrl(path) };
      const { secret } = made.parse(await administrator.post('/v1/subscriptions', order, `bench-${path}`));
      sandbox.knowSecret(path, secret);
    }
  }
  return { sandbox, all: [...byPath.values()], stop: () => sandbox.stop() };
}
