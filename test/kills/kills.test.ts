import { expect, test } from '@jest/globals';
import { TEST_ASSEMBLY } from '#test/support/scenario/test-assembly';
import { runKills } from './run-kills.ts';

const kills = Number(process.env['MOT_CUA_KILLS'] ?? '100');
const seed = Number(process.env['MOT_CUA_KILLS_SEED'] ?? Math.floor(Math.random() * 1_000_000));

test(`a cell killed ${String(kills)} times at any moment keeps every promise (repeat with MOT_CUA_KILLS_SEED=${String(seed)})`, async () => {
  const report = await runKills({ assemblyFolder: TEST_ASSEMBLY, kills, seed });
  process.stdout.write(`${report.summary}\n`);
  expect(report.faults).toEqual([]);
  expect(report.acknowledged).toBeGreaterThan(0);
}, 20 * 60 * 1000);
