import { globSync, readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { describe, expect, test } from '@jest/globals';

const root = join(import.meta.dirname, '../..');
const rooms = ['domain', 'functions', 'infra', 'local', 'test', 'bench'];
const files = rooms.flatMap((room) => globSync('**/*.ts', { cwd: join(root, room) }).map((path) => join(room, path)));

function linesOf(path: string): number {
  return readFileSync(join(root, path), 'utf8').trimEnd().split('\n').length;
}

test('there is a house to look at', () => {
  expect(files.length).toBeGreaterThan(100);
});

test('no file is longer than 250 lines', () => {
  expect(files.filter((path) => linesOf(path) > 250)).toEqual([]);
});

test('no construct is longer than 120 lines, no stack than 100, and the app not than 75', () => {
  const tooLong = (folder: string, lines: number) => files.filter((path) => path.startsWith(folder) && linesOf(path) > lines);
  expect(tooLong('infra/constructs/', 120)).toEqual([]);
  expect(tooLong('infra/stacks/', 100)).toEqual([]);
  expect(tooLong('infra/app.ts', 75)).toEqual([]);
});

test('stacks are put together in one place', () => {
  const placing = files.filter((path) => path.startsWith('infra/') && /new [A-Z][A-Za-z]*Stack\(/.test(readFileSync(join(root, path), 'utf8')));
  expect(placing).toEqual(['infra/app.ts']);
});

test('files are named in kebab-case after what they hold, never after nothing in particular', () => {
  const stem = (path: string) => basename(path).replace(/\.(d|property.test|test|contract|worker)?\.?ts$/, '');
  expect(files.filter((path) => !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(stem(path)))).toEqual([]);
  expect(files.filter((path) => /^(index|utils?|helpers?|common|misc|types|interfaces|constants|manager)$/.test(stem(path)))).toEqual([]);
});

describe('a function', () => {
  const functionFolders = globSync('*/*/handler.ts', { cwd: join(root, 'functions') }).map((path) => join('functions', dirname(path)));

  test('is at most four files: what wires it, what it does, what it wants to know, what its callers may rely on', () => {
    for (const folder of functionFolders) {
      const held = readdirSync(join(root, folder));
      expect({ folder, extra: held.filter((file) => !['handler.ts', 'environment.ts', 'contract.ts', `${basename(folder)}.ts`].includes(file)) }).toEqual({ folder, extra: [] });
    }
  });

  test('is wired in at most 25 lines without a branch', () => {
    for (const folder of functionFolders) {
      expect({ folder, lines: linesOf(`${folder}/handler.ts`) <= 25 }).toEqual({ folder, lines: true });
      expect(readFileSync(join(root, folder, 'handler.ts'), 'utf8')).not.toMatch(/\b(if|switch|for|while)\s*\(/);
    }
  });

  test('says what it wants to know in at most 15 lines', () => {
    for (const folder of functionFolders) expect({ folder, lines: linesOf(`${folder}/environment.ts`) <= 15 }).toEqual({ folder, lines: true });
  });
});

test('nobody has silenced the lint or the type check', () => {
  const silenced = files.filter((path) => !path.startsWith('test/architecture/') && /(oxlint|eslint)-disable|@ts-(ignore|nocheck)/.test(readFileSync(join(root, path), 'utf8')));
  expect(silenced).toEqual([]);
});
