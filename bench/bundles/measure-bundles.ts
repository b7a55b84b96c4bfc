import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod';
import { environmentVariables } from '#local/lambda/environment-variables';
import { synthesize } from '#local/start/synthesize';
import { BENCH_ASSEMBLY } from '../cell/open-bench-cell.ts';
import { readBenchAssembly } from '../cell/read-bench-assembly.ts';
import { percentile } from '../report/percentile.ts';

export interface BundleFigure {
  readonly name: string;
  readonly bytes: number;
  /** From the start of the import to its end in a process of its own; the median of the tries. */
  readonly importMilliseconds: number;
}

const sizes = z.record(z.string(), z.object({ codeBytes: z.number() }));
const shared = { region: 'ap-southeast-1', credentials: { accessKeyId: 'bench', secretAccessKey: 'bench' }, endpointUrls: {} };
const IMPORT = "const startedAt = performance.now(); await import(process.argv[1]); process.stdout.write(String(performance.now() - startedAt)); process.exit(0);";

/** Size of every bundle as the synthesis wrote it down, and the time its import takes in a fresh process. */
export async function measureBundles(tries: number): Promise<BundleFigure[]> {
  await synthesize(BENCH_ASSEMBLY);
  const bytes = sizes.parse(JSON.parse(readFileSync(join(BENCH_ASSEMBLY, 'bundle-sizes.json'), 'utf8')));
  const figures: BundleFigure[] = [];
  for (const definition of readBenchAssembly().functions) {
    const name = definition.environment['POWERTOOLS_SERVICE_NAME'] ?? definition.name;
    const milliseconds: number[] = [];
    for (let attempt = 0; attempt < tries; attempt += 1) milliseconds.push(await importOnce(join(definition.codeFolder, 'index.mjs'), environmentVariables(definition, shared)));
    figures.push({ name, bytes: bytes[name]?.codeBytes ?? 0, importMilliseconds: percentile(milliseconds, 0.5) });
  }
  return figures.toSorted((left, right) => right.bytes - left.bytes);
}

async function importOnce(file: string, env: Record<string, string>): Promise<number> {
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', IMPORT, file], { env });
  return Number(stdout);
}
