import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Code } from 'aws-cdk-lib/aws-lambda';
import { bundleFunctions } from '#infra/bundle-functions';
import type { FunctionCode } from '#infra/cell';

const sourceRoot = join(import.meta.dirname, '../functions');

/**
 * Bundles all functions at once and gives each its own folder as code; leaves `bundle-sizes.json` in the cloud assembly.
 * The bundles lie in a folder of this process alone, so that two syntheses can run at once; the assembly takes copies.
 * @throws Error when asked for a function that has no handler
 */
export function bundledCode(assemblyDirectory: string): FunctionCode {
  const outDirectory = mkdtempSync(join(tmpdir(), 'mot-cua-bundles-'));
  process.once('exit', () => rmSync(outDirectory, { recursive: true, force: true }));
  const sizes = bundleFunctions({ sourceRoot, outDirectory });
  mkdirSync(assemblyDirectory, { recursive: true });
  writeFileSync(join(assemblyDirectory, 'bundle-sizes.json'), `${JSON.stringify(sizes, null, 2)}\n`);
  return (name) => {
    const folder = join(outDirectory, name);
    if (!existsSync(folder)) throw new Error(`There is no functions/${name}/handler.ts.`);
    return Code.fromAsset(folder);
  };
}
