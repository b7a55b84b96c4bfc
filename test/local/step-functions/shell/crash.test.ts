import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { parseMachine } from '#local/step-functions/definition/parse-machine';
import type { Effect, Execution } from '#local/step-functions/engine/execution';
import { readTaskToken } from '#local/step-functions/engine/task-token';
import type { PerformTask } from '#local/step-functions/shell/execution-runner';
import { ExecutionRunner } from '#local/step-functions/shell/execution-runner';
import { ExecutionStore } from '#local/step-functions/shell/execution-store';
import { openDatabase } from '#local/step-functions/shell/open-database';
import { LIFECYCLE } from '../lifecycle-machine.ts';
import { ManualClock } from '../manual-clock.ts';
import { executionOf } from '../simulate.ts';

const ROUNDS = 3;
const machine = parseMachine(LIFECYCLE);
let folder = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sfn-crash-'));
});

afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** What lives outside the engine and so outlives its process: the record the functions work on. */
class Outside {
  readonly calls: Effect[] = [];
  round = 0;
  token: string | null = null;

  /** Signals are idempotent, as the real ones are: a repeated call decides the same again. */
  readonly perform: PerformTask = async (effect) => {
    this.calls.push(effect);
    if (effect.token !== null) {
      this.token = effect.token;
      return { output: {} };
    }
    const word = this.round < ROUNDS ? 'wait' : 'end';
    return { output: { Payload: { dossier: 'H26-1', word, version: this.round, seconds: 86_400 } } };
  };
}

type Death = 'after the write' | 'before the write';

class Process {
  readonly #database: DatabaseSync;
  readonly store: ExecutionStore;
  readonly runner: ExecutionRunner;
  writes = 0;
  #dead = false;
  #die: () => void = () => undefined;
  readonly #death = new Promise<void>((resolve) => {
    this.#die = () => {
      this.#dead = true;
      this.runner.stop();
      resolve();
    };
  });

  /** Dies at the given write: what the process knows is gone, the file stays. */
  constructor(outside: Outside, clock: ManualClock, { diesAt, death }: { diesAt: number; death: Death }) {
    this.#database = openDatabase(folder);
    this.store = new ExecutionStore(this.#database);
    const commit = (changes: Parameters<ExecutionStore['commit']>[0]): void => {
      this.writes += 1;
      const dying = this.writes === diesAt;
      if (!dying || death === 'after the write') this.store.commit(changes);
      if (dying) this.#die();
    };
    this.runner = new ExecutionRunner({
      store: {
        commit, load: (id) => this.store.load(id), due: (now, limit) => this.store.due(now, limit),
        nextWakeAt: () => this.store.nextWakeAt(), withPendingCalls: () => this.store.withPendingCalls(),
      },
      machineOf: () => machine,
      clock,
      perform: async (effect, execution) => (this.#dead ? await new Promise(() => undefined) : await outside.perform(effect, execution)),
    });
  }

  /** Lets it work until nothing moves, signalling whenever a token waits. False when it died on the way. */
  async work(outside: Outside, id: number): Promise<boolean> {
    this.runner.recover();
    for (;;) {
      await Promise.race([this.runner.idle(), this.#death]);
      if (this.#dead) return false;
      if (this.runner.peek(id).status !== 'RUNNING' || outside.token === null) return true;
      const { token } = outside;
      const { taskId = '' } = readTaskToken(token) ?? {};
      if (outside.round < ROUNDS) outside.round += 1;
      void this.runner.answer(id, { kind: 'succeeded', taskId, output: {} });
    }
  }

  close(): Execution {
    this.runner.stop();
    const { execution } = this.store.load(1);
    this.#database.close();
    return execution;
  }
}

function store(): number {
  const database = openDatabase(folder);
  const id = new ExecutionStore(database).insert(executionOf(machine, { dossier: 'H26-1' }), 'hash', '{}');
  database.close();
  return id;
}

/** Runs to the end with one death on the way, and then a second process. */
async function runThrough(diesAt: number, death: Death): Promise<{ execution: Execution; calls: Effect[]; finished: boolean; types: string[] }> {
  const outside = new Outside();
  const clock = new ManualClock();
  const id = store();
  const first = new Process(outside, clock, { diesAt, death });
  const finished = await first.work(outside, id);
  first.close();
  const second = new Process(outside, clock, { diesAt: Number.POSITIVE_INFINITY, death });
  await second.work(outside, id);
  const types = second.store.history({ executionId: id, beyondEventId: null, newestFirst: false, limit: 1000 }).map(({ type }) => type);
  return { execution: second.close(), calls: outside.calls, finished, types };
}

describe('a process that dies', () => {
  it.each(['after the write', 'before the write'] as const)('%s, at any write, leaves an execution that ends as if it had not', async (death) => {
    const unharmed = await runThrough(Number.POSITIVE_INFINITY, death);
    expect(unharmed).toMatchObject({ finished: true, execution: { status: 'SUCCEEDED', output: 'H26-1' } });
    let diesAt = 1;
    for (; ; diesAt += 1) {
      rmSync(folder, { recursive: true, force: true });
      const { execution, calls, finished, types } = await runThrough(diesAt, death);
      expect(execution).toMatchObject({ status: 'SUCCEEDED', output: 'H26-1' });
      // Each task of the story is called at least once, and only the one in flight at the death a second time.
      expect(calls.length - new Set(calls.map(({ taskId }) => taskId)).size).toBeLessThanOrEqual(1);
      expect(new Set(types.filter((type) => type === 'ExecutionSucceeded')).size).toBe(1);
      if (finished) break;
    }
    expect(diesAt).toBeGreaterThan(3 * ROUNDS);
  });

  it('keeps the token a task waits with, and its time limit', async () => {
    const outside = new Outside();
    const clock = new ManualClock();
    const id = store();
    const first = new Process(outside, clock, { diesAt: Number.POSITIVE_INFINITY, death: 'after the write' });
    first.runner.recover();
    await first.runner.idle();
    const waiting = first.close();
    clock.move(86_399);
    const second = new Process(outside, clock, { diesAt: Number.POSITIVE_INFINITY, death: 'after the write' });
    second.runner.recover();
    await second.runner.idle();
    expect(second.runner.peek(id)).toEqual(waiting);
    expect(outside.calls).toHaveLength(2);
    outside.round = ROUNDS;
    clock.move(1);
    second.runner.poke();
    await second.runner.idle();
    expect(second.close().status).toBe('SUCCEEDED');
  });
});
