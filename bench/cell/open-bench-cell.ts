import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { seedProvince } from '#local/seed/seed-province';
import { openProvince, type OpenProvince } from '#local/start/open-province';
import { synthesize } from '#local/start/synthesize';

export const BENCH_ASSEMBLY = fileURLToPath(new URL('../../.local/bench-assembly', import.meta.url));
const PROCEDURES = new URL('../procedures/', import.meta.url);

export interface BenchCell extends OpenProvince {
  readonly dataFolder: string;
}

type Observers = Pick<Parameters<typeof openProvince>[0], 'interpose' | 'onLogLine' | 'onReport' | 'maximumEnvironments'>;

/** A cell of its own with its data on disk, the sample province in it and the two procedures of the bench; all gone when it stops. */
export async function openBenchCell(observers: Observers = {}): Promise<BenchCell> {
  await synthesize(BENCH_ASSEMBLY);
  const dataFolder = await mkdtemp(join(tmpdir(), 'mot-cua-bench-'));
  const open = await openProvince({ assemblyFolder: BENCH_ASSEMBLY, dataFolder, ...observers });
  const administrator = open.as('administrator');
  await seedProvince({ administrator, agencies: open.province.agencies });
  for (const name of ['six-steps', 'reference']) {
    const definition: unknown = JSON.parse(readFileSync(new URL(`${name}.json`, PROCEDURES), 'utf8'));
    await administrator.post('/v1/procedures', definition, `bench-${name}`);
  }
  const stop = async () => {
    await open.stop();
    await rm(dataFolder, { recursive: true, force: true });
  };
  return { ...open, dataFolder, stop };
}
