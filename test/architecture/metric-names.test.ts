import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { METRIC } from '#domain/notifications/metric-names';

const root = join(import.meta.dirname, '../..');
const files = ['domain', 'functions', 'infra', 'local', 'bench', 'test'].flatMap((room) => globSync('**/*.ts', { cwd: join(root, room) }).map((path) => join(room, path)));

/** Two counts bear the names of the events they count. */
const alsoEvents: readonly string[] = [METRIC.slaAtRisk.name, METRIC.slaBreached.name];
const names = Object.values(METRIC).map(({ name }) => name).filter((name) => !alsoEvents.includes(name));

test('every metric has a name of its own', () => {
  expect(new Set(Object.values(METRIC).map(({ name }) => name)).size).toBe(Object.keys(METRIC).length);
});

test('the name of a metric is written in one file, so that an alarm cannot wait for a metric nobody emits', () => {
  // A construct's id may be the same word: it names no metric.
  const quoted = new RegExp(`(?<!\\bid: )['"\`](${names.join('|')})['"\`]`);
  expect(files.filter((path) => quoted.test(readFileSync(join(root, path), 'utf8')))).toEqual(['domain/notifications/metric-names.ts']);
});
