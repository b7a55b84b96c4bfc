import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { build } from 'esbuild';

/** Bundles the worker's entry into plain JavaScript inside `folder`; gives the file's path. */
export async function bundleEnvironmentWorker(folder: string): Promise<string> {
  mkdirSync(folder, { recursive: true });
  const outfile = join(folder, 'environment-worker.mjs');
  await build({
    entryPoints: [fileURLToPath(new URL('environment-worker.ts', import.meta.url))],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node24',
    logLevel: 'silent',
  });
  return outfile;
}
