import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from '@jest/globals';
import { z } from 'zod';
import { createLocalClock } from '#local/clock/local-clock';
import { startShiftedWorker } from '#local/clock/shifted-worker';

const told = z.object({ now: z.number(), made: z.number(), called: z.number(), fromArguments: z.string(), isDate: z.boolean() });
const DAY = 86_400_000;

it('a worker’s Date tells the cell’s time, and dates made from arguments stay what they are', async () => {
  const clock = createLocalClock({ file: join(mkdtempSync(join(tmpdir(), 'clock-')), 'clock.json') });
  clock.advance(40 * DAY);
  const before = clock.now();
  const worker = await startShiftedWorker(new URL('tell-date.worker.ts', import.meta.url), clock, {});
  const { now, made, called, fromArguments, isDate } = told.parse(worker.ready);
  for (const time of [now, made]) {
    expect(time).toBeGreaterThanOrEqual(before);
    expect(time).toBeLessThanOrEqual(clock.now());
  }
  expect(called).toBeGreaterThanOrEqual(before - 1000);
  expect(fromArguments).toBe('1970-01-01T00:00:00.000Z');
  expect(isDate).toBe(true);
  await worker.stop();
});

it('a worker that fails to start is an error, not a silence', async () => {
  const clock = createLocalClock({ file: join(mkdtempSync(join(tmpdir(), 'clock-')), 'clock.json') });
  await expect(startShiftedWorker(new URL('no-such.worker.ts', import.meta.url), clock, {})).rejects.toThrow('no-such.worker');
});
