import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { spawnSync } from 'node:child_process';
import { describe, expect, test } from '@jest/globals';
import { bundleFunctions, type BundleSizes } from '#infra/bundle-functions';
import { withFolder } from '#test/infra/synthesized-cell';

const handlers = {
  'greet/say-hello': `import greeting from './greeting.cedar'; export const handler = async () => greeting;`,
  'greet/greeting-only': `export const handler = async () => 'hello';`,
  'greet/ask-cedar': `import { getCedarVersion } from '@cedar-policy/cedar-wasm/nodejs'; export const handler = async () => getCedarVersion();`,
  'greet/name-credentials': `import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
    export const handler = async () => (await new DynamoDBClient({ region: 'ap-southeast-1' }).config.credentials()).accessKeyId;`,
};

interface Bundles {
  readonly sizes: BundleSizes;
  readonly outDirectory: string;
  /** What a bundle's handler returns, run as Lambda runs it: as an ES module of its own. */
  run(name: string): string;
}

function withBundles(look: (bundles: Bundles) => void): void {
  withFolder((folder) => {
    const sourceRoot = join(folder, 'functions');
    for (const [name, text] of Object.entries(handlers)) {
      mkdirSync(join(sourceRoot, name), { recursive: true });
      writeFileSync(join(sourceRoot, name, 'handler.ts'), text);
    }
    writeFileSync(join(sourceRoot, 'greet/say-hello/greeting.cedar'), 'permit (principal, action, resource);');
    const outDirectory = join(folder, 'out');
    const sizes = bundleFunctions({ sourceRoot, outDirectory });
    look({ sizes, outDirectory, run: (name) => runBundle(join(outDirectory, name, 'index.mjs')) });
  });
}

function runBundle(file: string): string {
  const program = `import { handler } from ${JSON.stringify(pathToFileURL(file).href)}; process.stdout.write(await handler());`;
  const env = { PATH: dirname(process.execPath), AWS_ACCESS_KEY_ID: 'AKIATEST', AWS_SECRET_ACCESS_KEY: 'secret' };
  const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '--eval', program], { encoding: 'utf8', env });
  return stdout === '' ? stderr : stdout;
}

describe('bundling the functions', () => {
  test('gives every handler a folder with one ES module, and tells its size', () => {
    withBundles(({ sizes, outDirectory }) => {
      expect(Object.keys(sizes)).toEqual(['greet/ask-cedar', 'greet/greeting-only', 'greet/name-credentials', 'greet/say-hello']);
      for (const [name, { codeBytes }] of Object.entries(sizes)) expect(readFileSync(join(outDirectory, name, 'index.mjs')).byteLength).toBe(codeBytes);
    });
  });

  test('takes policies in as text', () => {
    withBundles(({ run }) => expect(run('greet/say-hello')).toBe('permit (principal, action, resource);'));
  });

  test('lays the policy engine beside the functions that use it, and beside no others', () => {
    withBundles(({ sizes, outDirectory, run }) => {
      expect(sizes['greet/ask-cedar']?.hasPolicyEngine).toBe(true);
      expect(run('greet/ask-cedar')).toMatch(/^\d+\.\d+/);
      expect(existsSync(join(outDirectory, 'greet/greeting-only/cedar_wasm_bg.wasm'))).toBe(false);
    });
  });

  test('gives the names of CommonJS only to bundles that need them', () => {
    withBundles(({ outDirectory }) => {
      expect(readFileSync(join(outDirectory, 'greet/ask-cedar/index.mjs'), 'utf8')).toContain('createRequire');
      expect(readFileSync(join(outDirectory, 'greet/greeting-only/index.mjs'), 'utf8')).not.toContain('createRequire');
    });
  });

  test('takes credentials from the environment and leaves the SDK\'s other sources out', () => {
    withBundles(({ outDirectory, run }) => {
      expect(run('greet/name-credentials')).toBe('AKIATEST');
      expect(readFileSync(join(outDirectory, 'greet/name-credentials/index.mjs'), 'utf8')).not.toContain('AssumeRoleWithWebIdentity');
    });
  });
});
