import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Machine } from '#local/step-functions/definition/machine';
import type { Execution } from '#local/step-functions/engine/execution';
import type { PerformTask } from '#local/step-functions/shell/execution-runner';
import { ExecutionRunner } from '#local/step-functions/shell/execution-runner';
import { ExecutionStore } from '#local/step-functions/shell/execution-store';
import { openDatabase } from '#local/step-functions/shell/open-database';
import { ManualClock } from '../manual-clock.ts';
import { LAMBDA, executionOf, machineOf } from '../simulate.ts';

let folder = '';
let database: DatabaseSync;
let store: ExecutionStore;
const clock = new ManualClock();
const never: PerformTask = () => new Promise(() => undefined);

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sfn-runner-'));
  database = openDatabase(folder);
  store = new ExecutionStore(database);
});

afterEach(() => {
  database.close();
  rmSync(folder, { recursive: true, force: true });
});

function runnerOf(machine: Machine, perform: PerformTask, onClosed?: (execution: Execution) => void): ExecutionRunner {
  return new ExecutionRunner({ store, machineOf: () => machine, clock, perform, onClosed });
}

describe('the runner of executions', () => {
  const calling = machineOf({ A: { Type: 'Task', Resource: LAMBDA, End: true } });

  it('tells of the end once, and to whoever waits for it', async () => {
    const told: string[] = [];
    const runner = runnerOf(calling, () => Promise.resolve({ output: 1 }), ({ status }) => told.push(status));
    const id = store.insert(executionOf(calling), 'hash', '{}');
    const closed = runner.closed(id);
    runner.move(id);
    expect((await closed).output).toBe(1);
    await runner.answer(id, { kind: 'stop', failure: { error: null, cause: null } });
    expect(told).toEqual(['SUCCEEDED']);
    expect((await runner.closed(id)).status).toBe('SUCCEEDED');
    runner.stop();
  });

  it('takes a call that throws for a task that failed', async () => {
    const runner = runnerOf(calling, () => Promise.reject(new Error('no way')));
    const id = store.insert(executionOf(calling), 'hash', '{}');
    runner.move(id);
    expect((await runner.closed(id)).failure).toEqual({ error: 'States.TaskFailed', cause: 'Error: no way' });
    runner.stop();
  });

  it('lets a fault of the engine fail the one execution, not the others', async () => {
    const faulty: Machine = { ...machineOf({ A: { Type: 'Pass', Output: '{% 1 %}', End: true } }), expressions: new Map() };
    const runner = runnerOf(faulty, never);
    const id = store.insert(executionOf(faulty), 'hash', '{}');
    runner.move(id);
    expect(await runner.closed(id)).toMatchObject({ status: 'FAILED', failure: { error: 'States.Runtime', cause: expect.stringContaining('was not compiled') } });
    expect(store.history({ executionId: id, beyondEventId: null, newestFirst: true, limit: 1 })).toMatchObject([{ type: 'ExecutionFailed' }]);
    runner.stop();
  });

  it('fires a moved clock\'s timers in more than one batch', async () => {
    const waiting = machineOf({ A: { Type: 'Wait', Seconds: 60, End: true } });
    const runner = runnerOf(waiting, never);
    const ids = Array.from({ length: 150 }, (_, index) => store.insert({ ...executionOf(waiting), arn: `arn:${index}` }, 'hash', '{}'));
    runner.recover();
    await runner.idle();
    clock.move(60);
    runner.poke();
    await runner.idle();
    expect(ids.map((id) => runner.peek(id).status)).toEqual(ids.map(() => 'SUCCEEDED'));
    runner.stop();
  });
});
