import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ExecutionStore } from '#local/step-functions/shell/execution-store';
import { openDatabase } from '#local/step-functions/shell/open-database';

const EXECUTIONS = 12;
const MOST_PROCESSES = 200;
const ROUNDS = 25;
/** Each round counts, chooses and rests; the last one is done instead of resting. */
const TRANSITIONS = 3 * ROUNDS;
let folder = '';

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'sfn-kill-'));
});

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** Runs one process and kills it the hard way after it has worked so long. True when it had finished by then. */
async function runAndKill(milliseconds: number): Promise<boolean> {
  const script = new URL('killed-process.ts', import.meta.url).pathname;
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', script, folder, String(EXECUTIONS)], {
    stdio: ['ignore', 'pipe', 'inherit'], env: { ...process.env, NODE_OPTIONS: '' },
  });
  const exited = once(child, 'exit');
  await Promise.race([once(child.stdout, 'data'), exited]);
  const timer = setTimeout(() => child.kill('SIGKILL'), milliseconds);
  const [code] = await exited;
  clearTimeout(timer);
  return code === 0;
}

describe('a process killed again and again', () => {
  it('loses no execution and no line of their histories', async () => {
    let processes = 1;
    while (!(await runAndKill(100 + 20 * processes)) && processes < MOST_PROCESSES) processes += 1;
    expect(processes).toBeGreaterThan(1);
    const database = openDatabase(folder);
    const store = new ExecutionStore(database);
    for (let id = 1; id <= EXECUTIONS; id += 1) {
      const { execution } = store.load(id);
      expect(execution).toMatchObject({ status: 'SUCCEEDED', output: { n: ROUNDS }, transitions: TRANSITIONS });
      const events = store.history({ executionId: id, beyondEventId: null, newestFirst: false, limit: 10_000 });
      expect(events.map((event) => event.id)).toEqual(Array.from({ length: execution.lastEventId }, (_, index) => index + 1));
    }
    expect(store.totals()).toEqual({ executions: EXECUTIONS, running: 0, transitions: EXECUTIONS * TRANSITIONS });
    database.close();
  }, 60_000);
});
