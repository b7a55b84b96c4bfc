import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Code } from 'aws-cdk-lib/aws-lambda';
import { bundleFunctions } from '#infra/bundle-functions';
import type { FunctionCode } from '#infra/cell';

const root = join(import.meta.dirname, '..');

/**
 * Bundles all functions at once and gives each its own folder as code; leaves `bundle-sizes.json` in the cloud assembly.
 * @throws Error when asked for a function that has no handler
 */
export function bundledCode(assemblyDirectory: string): FunctionCode {
  const outDirectory = join(root, 'dist', 'functions');
  const sizes = bundleFunctions({ sourceRoot: join(root, 'functions'), outDirectory });
  mkdirSync(assemblyDirectory, { recursive: true });
  writeFileSync(join(assemblyDirectory, 'bundle-sizes.json'), `${JSON.stringify(sizes, null, 2)}\n`);
  return (name) => {
    const folder = join(outDirectory, name);
    if (!existsSync(folder)) throw new Error(`There is no functions/${name}/handler.ts.`);
    return Code.fromAsset(folder);
  };
}
