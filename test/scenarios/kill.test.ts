import { expect, test } from '@jest/globals';
import { runKills } from '#test/kills/run-kills';
import { TEST_ASSEMBLY } from '#test/support/scenario/test-assembly';

const KILLS = 5;
const SEED = 22;

test('a cell killed five times while dossiers are under way brings each of them to its result', async () => {
  const report = await runKills({ assemblyFolder: TEST_ASSEMBLY, kills: KILLS, seed: SEED });
  expect(report.faults).toEqual([]);
  expect(report.acknowledged).toBeGreaterThan(0);
}, 300_000);
