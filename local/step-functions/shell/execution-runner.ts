import type { Machine } from '../definition/machine.ts';
import { advance } from '../engine/advance.ts';
import type { Advanced, Answer, Effect, Execution, Failure } from '../engine/execution.ts';
import type { Json } from '../../json/json.ts';
import { pendingEffects } from '../engine/pending-effects.ts';
import { parseTaskResource } from '../engine/task-resource.ts';
import type { ExecutionChange, ExecutionStore } from './execution-store.ts';

export interface Clock {
  /** Epoch milliseconds. */
  now(): number;
}

/** Makes one call and tells what came of it. Called at least once for every effect. */
export type PerformTask = (effect: Effect, execution: Execution) => Promise<{ output: Json } | { failure: Failure }>;

export interface RunnerParts {
  readonly store: Pick<ExecutionStore, 'commit' | 'load' | 'due' | 'nextWakeAt' | 'withPendingCalls'>;
  readonly machineOf: (definitionHash: string) => Machine;
  readonly clock: Clock;
  readonly perform: PerformTask;
  readonly onClosed?: ((execution: Execution) => void) | undefined;
}

interface Live {
  readonly execution: Execution;
  readonly machine: Machine;
}

interface Posted {
  readonly answer: Answer;
  readonly taken: (accepted: boolean) => void;
}

interface Moved {
  readonly id: number;
  readonly live: Live;
  readonly advanced: Advanced;
  readonly posted: readonly Posted[];
}

const BATCH = 64;
const MOST_LIVE = 5000;
/** A moved clock is told by poke(); this is only the longest nap between two looks at it. */
const LONGEST_NAP_MS = 60 * 60 * 1000;

/**
 * Drives executions: gathers answers and due timers, advances, stores, and only then makes the calls. Whatever is not
 * stored is made again after a restart. A store that cannot write ends the process: going on would promise what a
 * restart could not keep.
 */
export class ExecutionRunner {
  readonly #parts: RunnerParts;
  readonly #live = new Map<number, Live>();
  readonly #inbox = new Map<number, Posted[]>();
  readonly #closedListeners = new Map<number, ((execution: Execution) => void)[]>();
  #calls = 0;
  #draining = false;
  #stopped = false;
  #timer: NodeJS.Timeout | undefined;
  readonly #idleListeners: (() => void)[] = [];

  constructor(parts: RunnerParts) {
    this.#parts = parts;
  }

  /** Makes the calls again whose answers a former process did not store, and fires the timers it slept through. */
  recover(): void {
    for (const id of this.#parts.store.withPendingCalls()) {
      const { execution, machine } = this.#load(id);
      for (const effect of pendingEffects(machine, execution)) this.#call(id, effect, execution);
    }
    this.poke();
  }

  /** Looks at the clock: every timer that is due by now fires. To be called whenever the clock was moved. */
  poke(): void {
    if (this.#stopped) return;
    for (const id of this.#parts.store.due(this.#parts.clock.now(), BATCH)) this.#mark(id);
    if (this.#inbox.size > 0) this.#wake();
    else this.#arm();
  }

  /** Lets a stored execution move at once. */
  move(id: number): void {
    this.#mark(id);
    this.#wake();
  }

  /** Hands in an answer; resolves once it is stored, with whether a task was still waiting for it. */
  async answer(id: number, answer: Answer): Promise<boolean> {
    return await new Promise((taken) => {
      this.#mark(id).push({ answer, taken });
      this.#wake();
    });
  }

  /** Resolves with the execution when it is closed. */
  async closed(id: number): Promise<Execution> {
    const { execution } = this.#load(id);
    if (execution.status !== 'RUNNING') return execution;
    return await new Promise((resolve) => {
      this.#closedListeners.set(id, [...(this.#closedListeners.get(id) ?? []), resolve]);
    });
  }

  /** Resolves when no call is under way and nothing can move before the clock does. */
  async idle(): Promise<void> {
    if (this.#isIdle()) return;
    await new Promise<void>((resolve) => {
      this.#idleListeners.push(resolve);
    });
  }

  /** The execution as it stands. */
  peek(id: number): Execution {
    return this.#load(id).execution;
  }

  /** Stops moving; answers that arrive later are dropped, and their calls made again after a restart. */
  stop(): void {
    this.#stopped = true;
    clearTimeout(this.#timer);
    this.#inbox.clear();
  }

  /** Asked anew after every pause, which may be when it was stopped. */
  #isStopped(): boolean {
    return this.#stopped;
  }

  #isIdle(): boolean {
    return !this.#draining && this.#inbox.size === 0 && this.#calls === 0;
  }

  #mark(id: number): Posted[] {
    const posted = this.#inbox.get(id) ?? [];
    this.#inbox.set(id, posted);
    return posted;
  }

  #wake(): void {
    if (this.#draining || this.#stopped) return;
    this.#draining = true;
    void this.#drain();
  }

  async #drain(): Promise<void> {
    while (this.#inbox.size > 0 && !this.#isStopped()) {
      const moved: Moved[] = [];
      for (const [id, posted] of [...this.#inbox].slice(0, BATCH)) {
        this.#inbox.delete(id);
        moved.push(await this.#advance(id, posted));
      }
      if (this.#isStopped()) return;
      this.#parts.store.commit(moved.map(changeOf));
      for (const one of moved) this.#settle(one);
      for (const id of this.#parts.store.due(this.#parts.clock.now(), BATCH)) this.#mark(id);
    }
    this.#draining = false;
    this.#arm();
    this.#tellIdle();
  }

  async #advance(id: number, posted: readonly Posted[]): Promise<Moved> {
    const { machine, execution } = this.#load(id);
    const now = this.#parts.clock.now();
    const advanced = await advance(machine, execution, { now, answers: posted.map(({ answer }) => answer) })
      .catch((error: unknown) => brokenOff(execution, now, error));
    const live = { machine, execution: advanced.execution };
    this.#live.set(id, live);
    return { id, live, advanced, posted };
  }

  #settle({ id, live, advanced, posted }: Moved): void {
    for (const [index, { taken }] of posted.entries()) taken(advanced.accepted[index] ?? false);
    for (const effect of advanced.effects) this.#call(id, effect, live.execution);
    if (live.execution.status === 'RUNNING') return;
    this.#live.delete(id);
    for (const listener of this.#closedListeners.get(id) ?? []) listener(live.execution);
    this.#closedListeners.delete(id);
    // An answer to a closed execution finds it closed already and must not tell its end twice.
    if (advanced.events.length > 0) this.#parts.onClosed?.(live.execution);
  }

  #call(id: number, effect: Effect, execution: Execution): void {
    // A wait for a child execution is no call under way: the child moves, or waits, by itself.
    const weight = parseTaskResource(effect.resource).pattern === 'sync' ? 0 : 1;
    this.#calls += weight;
    void this.#parts.perform(effect, execution)
      .then((result) => answerOf(effect, result), (error: unknown) => answerOf(effect, { failure: { error: 'States.TaskFailed', cause: String(error) } }))
      .then((answer) => {
        this.#calls -= weight;
        if (!this.#stopped) void this.answer(id, answer);
      });
  }

  #load(id: number): Live {
    const known = this.#live.get(id);
    if (known !== undefined) return known;
    const { execution, definitionHash } = this.#parts.store.load(id);
    const live = { execution, machine: this.#parts.machineOf(definitionHash) };
    if (this.#live.size >= MOST_LIVE) for (const old of [...this.#live.keys()].slice(0, MOST_LIVE / 2)) this.#live.delete(old);
    this.#live.set(id, live);
    return live;
  }

  #arm(): void {
    clearTimeout(this.#timer);
    if (this.#stopped) return;
    const nextWakeAt = this.#parts.store.nextWakeAt();
    if (nextWakeAt === null) return;
    const nap = Math.min(Math.max(0, nextWakeAt - this.#parts.clock.now()), LONGEST_NAP_MS);
    this.#timer = setTimeout(() => this.poke(), nap);
  }

  #tellIdle(): void {
    if (!this.#isIdle()) return;
    for (const listener of this.#idleListeners.splice(0)) listener();
  }
}

function changeOf({ id, live, advanced }: Moved): ExecutionChange {
  const { execution, events, nextWakeAt } = advanced;
  return { id, execution, events, nextWakeAt, hasPendingCalls: pendingEffects(live.machine, execution).length > 0 };
}

function answerOf(effect: Effect, result: { output: Json } | { failure: Failure }): Answer {
  if ('failure' in result) return { kind: 'failed', taskId: effect.taskId, failure: result.failure };
  return { kind: effect.token === null ? 'succeeded' : 'submitted', taskId: effect.taskId, output: result.output };
}

/** A fault of the engine itself must not stop the other executions: this one fails, and says why. */
function brokenOff(execution: Execution, now: number, error: unknown): Advanced {
  const failure: Failure = { error: 'States.Runtime', cause: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  const id = execution.lastEventId + 1;
  const event = { id, previousEventId: execution.lastEventId, timestamp: now, type: 'ExecutionFailed', details: { ...failure } };
  const closed: Execution = { ...execution, status: 'FAILED', failure, stoppedAt: now, root: null, lastEventId: id };
  return { execution: closed, effects: [], events: [event], accepted: [], nextWakeAt: null };
}
