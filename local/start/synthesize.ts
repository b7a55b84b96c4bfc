import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import { CellError } from '#local/cell/cell-error';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
/** All that the template and the bundles are made of. */
const SOURCES = ['cdk.json', 'package-lock.json', 'domain', 'functions', 'infra', 'statemachines', 'docs/openapi.json', 'docs/problems.json', 'docs/reference'];
const STAMP = 'made-from.txt';

/**
 * Synthesizes the cell's cloud assembly (stage `local`) into `folder`, unless it was made from the very same sources before.
 * This is the one wiring (D14): what starts locally is what would be deployed.
 * @throws CellError with the last lines of the CDK when the template cannot be made
 */
export async function synthesize(folder: string): Promise<{ readonly isFresh: boolean }> {
  const hash = sourcesHash();
  const stamp = join(folder, STAMP);
  for (let tries = 1; ; tries += 1) {
    if (existsSync(stamp) && readFileSync(stamp, 'utf8') === hash) return { isFresh: false };
    const outcome = await runCdk(folder, tries);
    if (outcome === 'made') break;
    await pause(RETRY_MILLISECONDS);
  }
  writeFileSync(stamp, hash);
  return { isFresh: true };
}

/** Another process may be making the same assembly; then this one waits for it, two minutes at most. */
const RETRY_MILLISECONDS = 1000;
const MAX_TRIES = 120;

async function runCdk(folder: string, tries: number): Promise<'made' | 'busy'> {
  const cdk = join(ROOT, 'node_modules/aws-cdk/bin/cdk');
  const binaries = join(ROOT, 'node_modules/.bin');
  try {
    await promisify(execFile)(process.execPath, [cdk, 'synth', '--quiet', '--context', 'stage=local', '--output', folder], {
      cwd: ROOT,
      env: { ...process.env, PATH: `${binaries}:${process.env['PATH'] ?? ''}`, CDK_DISABLE_CLI_TELEMETRY: '1' },
      maxBuffer: 64 * 1024 * 1024,
    });
    return 'made';
  } catch (error) {
    const said = error instanceof Error && 'stderr' in error ? String(error.stderr) : String(error);
    if (said.includes('Another CLI') && tries < MAX_TRIES) return 'busy';
    throw new CellError(`The template could not be made (cdk synth failed):\n${said.trim().split('\n').slice(-15).join('\n')}`);
  }
}

/** Tells two states of the sources apart from which templates and bundles are made. */
export function sourcesHash(): string {
  return hashOf(SOURCES.map((source) => join(ROOT, source)));
}

function hashOf(paths: readonly string[]): string {
  const hash = createHash('sha256').update(process.version);
  for (const path of paths) for (const file of filesBelow(path)) hash.update(file.slice(ROOT.length)).update(readFileSync(file));
  return hash.digest('hex');
}

function filesBelow(path: string): string[] {
  if (!existsSync(path)) return [];
  if (statSync(path).isFile()) return [path];
  const entries = readdirSync(path, { withFileTypes: true, recursive: true }).filter((entry) => entry.isFile());
  return entries.map((entry) => join(entry.parentPath, entry.name)).toSorted();
}
