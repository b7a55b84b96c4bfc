import { spawnSync } from 'node:child_process';
import { globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import { withFolder } from '#test/infra/synthesized-cell';

const root = join(import.meta.dirname, '../..');
const cruised = z.object({ summary: z.object({ violations: z.array(z.object({ from: z.string(), to: z.string(), rule: z.object({ name: z.string() }) })), totalCruised: z.number() }) });

function cruise(cwd: string, folders: readonly string[]) {
  const program = join(root, 'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs');
  const { stdout, stderr } = spawnSync(process.execPath, [program, ...folders, '--config', join(root, '.dependency-cruiser.json'), '--output-type', 'json'], { cwd, encoding: 'utf8', maxBuffer: 1e8, env: { PATH: process.env['PATH'] } });
  if (stdout === '') throw new Error(stderr);
  const { summary } = cruised.parse(JSON.parse(stdout));
  return { count: summary.totalCruised, violations: summary.violations.map(({ from, to, rule }) => `${rule.name}: ${from} → ${to}`) };
}

const SUBPATHS = JSON.stringify({ type: 'module', imports: { '#domain/*': './domain/*.ts', '#functions/*': './functions/*.ts' } });

/** The rules that a small house with these files breaks. */
function brokenBy(files: Readonly<Record<string, string>>): string[] {
  return withFolder((folder) => {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(join(folder, dirname(path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
    writeFileSync(join(folder, 'package.json'), SUBPATHS);
    const { violations } = cruise(folder, [...new Set(Object.keys(files).map((path) => path.slice(0, path.indexOf('/'))))]);
    return violations.map((violation) => violation.slice(0, violation.indexOf(':')));
  });
}

test('every import in the house keeps the rules', () => {
  const { violations, count } = cruise(root, ['domain', 'functions', 'infra', 'local', 'test', 'bench']);
  expect(violations).toEqual([]);
  expect(count).toBeGreaterThan(100);
});

test('types imported in place, which the cruiser does not see, are those of environments alone', () => {
  const inPlace = ['domain', 'functions', 'infra', 'local', 'bench'].flatMap((room) =>
    globSync('**/*.ts', { cwd: join(root, room) }).flatMap((path) => {
      const text = readFileSync(join(root, room, path), 'utf8');
      return [...text.matchAll(/(?<!await )\bimport\('([^']+)'\)/g)].map(([, imported = '']) => ({ path: `${room}/${path}`, imported }));
    }),
  );
  expect(new Set(inPlace.map(({ path }) => path))).toEqual(new Set(['infra/function-environments.ts']));
  expect(inPlace.filter(({ imported }) => !/^#functions\/[^/]+\/[^/]+\/environment$/.test(imported))).toEqual([]);
});

describe('the rules catch', () => {
  test.each([
    ['an SDK in the domain', 'domain-is-pure', { 'domain/dossiers/save.ts': `import '@aws-sdk/client-dynamodb';` }],
    ['the environment in the domain', 'domain-is-pure', { 'domain/dossiers/read.ts': `import { env } from 'node:process';\nexport const stage = env.STAGE;` }],
    ['a domain that knows a function', 'domain-is-pure', { 'domain/dossiers/a.ts': `import { b } from '../../functions/platform/b.ts';\nexport const a = b;`, 'functions/platform/b.ts': 'export const b = 1;' }],
    ['a domain that knows a type of a function, by its short name', 'domain-is-pure', { 'domain/dossiers/a.ts': `import type { B } from '#functions/platform/b';\nexport type A = B;`, 'functions/platform/b.ts': 'export type B = 1;' }],
    ['a kernel that knows an area', 'kernel-stands-alone', { 'domain/kernel/a.ts': `import type { B } from '../dossiers/b.ts';\nexport type A = B;`, 'domain/dossiers/b.ts': 'export type B = 1;' }],
    ['a second door to time', 'one-door-to-time', { 'functions/platform/now.ts': `import { Temporal } from 'temporal-polyfill';\nexport const now = Temporal.Now;` }],
    ['a function that imports another', 'no-function-imports-another', { 'functions/intake/one/one.ts': `import { two } from '../two/two.ts';\nexport const one = two;`, 'functions/intake/two/two.ts': 'export const two = 2;' }],
    ['an adapter that imports a function', 'adapters-know-no-handlers', { 'functions/adapters/s3/a.ts': `import { two } from '../../intake/two/two.ts';\nexport const a = two;`, 'functions/intake/two/two.ts': 'export const two = 2;' }],
    ['a contract that knows an adapter', 'contracts-start-nothing', { 'functions/intake/one/contract.ts': `import { a } from '../../adapters/s3/a.ts';\nexport const contract = a;`, 'functions/adapters/s3/a.ts': 'export const a = 2;' }],
    ['a stack that imports a handler', 'infra-sees-only-environments', { 'infra/stacks/a.ts': `import { two } from '../../functions/intake/two/handler.ts';\nexport const a = two;`, 'functions/intake/two/handler.ts': 'export const two = 2;' }],
    ['a function that imports a stack', 'nothing-sees-infra', { 'functions/platform/a.ts': `import { two } from '../../infra/two.ts';\nexport const a = two;`, 'infra/two.ts': 'export const two = 2;' }],
    ['a double that is shipped', 'nothing-imports-tests', { 'functions/platform/a.ts': `import { fake } from '../../test/fake.ts';\nexport const a = fake;`, 'test/fake.ts': 'export const fake = 2;' }],
    ['a circle, of types too', 'no-circles', { 'domain/a/a.ts': `import type { B } from '../b/b.ts';\nexport type A = B;`, 'domain/b/b.ts': `import type { A } from '../a/a.ts';\nexport type B = A[];` }],
  ])('%s', (_what, rule, files) => {
    expect(brokenBy(files)).toContain(rule);
  });

  test('nothing when a stack looks at an environment and a function at its adapter', () => {
    expect(brokenBy({
      'infra/stacks/a.ts': `import type { environment } from '../../functions/intake/two/environment.ts';\nexport type A = typeof environment;`,
      'functions/intake/two/environment.ts': 'export const environment = 2;',
      'functions/intake/two/two.ts': `import { three } from '../../adapters/s3/three.ts';\nexport const two = three;`,
      'functions/adapters/s3/three.ts': 'export const three = 3;',
    })).toEqual([]);
  });
});
