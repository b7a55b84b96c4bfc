import { randomBytes, randomUUID } from 'node:crypto';

import { ExecutionEnvironment } from './execution-environment.ts';
import { failedInvocation } from './invocation.ts';
import type { EnvironmentSettings, Invocation } from './execution-environment.ts';
import type { InvocationReport, InvocationResult } from './invocation.ts';

/** Lambda's limit for one answer. */
const maximumAnswerBytes = 6 * 1024 * 1024 + 100;

/** A second environment costs a start; most handlers are free again within this time. */
const patienceMilliseconds = 20;

export interface PoolSettings extends Omit<EnvironmentSettings, 'variables'> {
  readonly variables: () => Record<string, string>;
  readonly maximumEnvironments: number;
  readonly now: () => number;
  readonly onReport: (report: InvocationReport) => void;
}

interface Waiting {
  readonly invocation: Invocation;
  readonly resolve: (result: InvocationResult) => void;
}

/** The execution environments of one function: they grow with concurrent invocations up to a limit, and shrink when idle. */
export class FunctionPool {
  readonly #settings: PoolSettings;
  readonly #environments = new Set<ExecutionEnvironment>();
  readonly #idle: ExecutionEnvironment[] = [];
  readonly #queue: Waiting[] = [];
  #growTimer: NodeJS.Timeout | undefined;
  #starting = 0;
  #pending = 0;
  #isStopped = false;

  constructor(settings: PoolSettings) {
    this.#settings = settings;
  }

  get size(): number {
    return this.#environments.size;
  }

  /** Invocations that have not been answered yet. */
  get pending(): number {
    return this.#pending;
  }

  /** Runs one invocation as soon as an environment is free. `payload` is JSON text. */
  invoke(payload: string): Promise<InvocationResult> {
    if (this.#isStopped) return Promise.resolve(failedInvocation('Runtime.ExitError', 'the cell is stopping'));
    const requestId = randomUUID();
    this.#pending += 1;
    return new Promise<InvocationResult>((resolve) => {
      this.#queue.push({ invocation: { requestId, message: { bodyJson: payload, headers: this.#headers(requestId) } }, resolve });
      this.#dispatch();
    }).finally(() => (this.#pending -= 1));
  }

  /** Ends environments that have been idle for longer than `seconds`. */
  async reap(seconds: number): Promise<void> {
    const oldest = performance.now() - seconds * 1000;
    const tired = this.#idle.filter((environment) => environment.idleSince < oldest);
    await Promise.all(tired.map((environment) => this.#remove(environment)));
  }

  async stop(): Promise<void> {
    this.#isStopped = true;
    clearTimeout(this.#growTimer);
    for (const { resolve } of this.#queue.splice(0)) resolve(failedInvocation('Runtime.ExitError', 'the cell is stopping'));
    await Promise.all([...this.#environments].map((environment) => this.#remove(environment)));
  }

  #dispatch(): void {
    while (this.#queue.length > 0) {
      const environment = this.#takeIdle();
      if (environment === undefined) break;
      const waiting = this.#queue.shift();
      if (waiting !== undefined) void this.#run(environment, waiting);
    }
    if (this.#queue.length > this.#starting && this.size < this.#settings.maximumEnvironments) this.#growSoon();
  }

  /** The one used last is the warmest, and lets the others be reaped. One that died while idle is forgotten. */
  #takeIdle(): ExecutionEnvironment | undefined {
    let environment = this.#idle.pop();
    while (environment?.isAlive === false) {
      this.#environments.delete(environment);
      environment = this.#idle.pop();
    }
    return environment;
  }

  #growSoon(): void {
    if (this.size === 0) this.#grow();
    else this.#growTimer ??= setTimeout(() => this.#growIfStillWaiting(), patienceMilliseconds);
  }

  #growIfStillWaiting(): void {
    this.#growTimer = undefined;
    if (this.#queue.length <= this.#starting || this.size >= this.#settings.maximumEnvironments) return;
    this.#grow();
    this.#dispatch();
  }

  #grow(): void {
    const environment = new ExecutionEnvironment({ ...this.#settings, variables: this.#settings.variables() });
    this.#environments.add(environment);
    this.#starting += 1;
    void environment.started.then(() => {
      this.#starting -= 1;
      this.#release(environment);
    });
  }

  async #run(environment: ExecutionEnvironment, waiting: Waiting): Promise<void> {
    const { definition, onLine, onReport } = this.#settings;
    const { requestId } = waiting.invocation;
    const initMilliseconds = environment.initMilliseconds;
    environment.initMilliseconds = 0;
    const startedAt = performance.now();
    const cpuBefore = environment.cpuMilliseconds;
    const { timedOut, ...answer } = await environment.invoke(waiting.invocation);
    const durationMilliseconds = performance.now() - startedAt;
    const result = withinLimit(answer);
    onLine(reportLine(requestId, durationMilliseconds, initMilliseconds));
    onReport({
      functionName: definition.name,
      durationMilliseconds,
      cpuMilliseconds: environment.cpuMilliseconds - cpuBefore,
      failed: result.functionError !== undefined,
      timedOut,
      ...(initMilliseconds > 0 && { initMilliseconds }),
    });
    waiting.resolve(result);
    this.#release(environment);
  }

  #release(environment: ExecutionEnvironment): void {
    if (environment.isAlive) this.#idle.push(environment);
    else if (this.#environments.delete(environment)) this.#failOneIfItNeverStarted(environment);
    this.#dispatch();
  }

  /** A bundle that cannot start answers the invocation that made it start, as Lambda does; else the queue would start it for ever. */
  #failOneIfItNeverStarted(environment: ExecutionEnvironment): void {
    if (environment.hasServed) return;
    const waiting = this.#queue.shift();
    if (waiting !== undefined) void this.#run(environment, waiting);
  }

  async #remove(environment: ExecutionEnvironment): Promise<void> {
    this.#environments.delete(environment);
    const index = this.#idle.indexOf(environment);
    if (index !== -1) this.#idle.splice(index, 1);
    await environment.stop();
  }

  #headers(requestId: string): Record<string, string> {
    const { definition, now } = this.#settings;
    const epochSeconds = Math.floor(now() / 1000).toString(16).padStart(8, '0');
    return {
      'lambda-runtime-aws-request-id': requestId,
      'lambda-runtime-invoked-function-arn': definition.arn,
      'lambda-runtime-deadline-ms': String(Math.round(now() + definition.timeoutSeconds * 1000)),
      'lambda-runtime-trace-id': `Root=1-${epochSeconds}-${randomBytes(12).toString('hex')};Parent=${randomBytes(8).toString('hex')};Sampled=0`,
    };
  }
}

function withinLimit(result: InvocationResult): InvocationResult {
  if (Buffer.byteLength(result.payload) <= maximumAnswerBytes) return result;
  return failedInvocation('Function.ResponseSizeTooLarge', `Response payload size exceeded maximum allowed payload size (${maximumAnswerBytes} bytes).`);
}

function reportLine(requestId: string, durationMilliseconds: number, initMilliseconds: number): string {
  const duration = durationMilliseconds.toFixed(2);
  const init = initMilliseconds > 0 ? `\tInit Duration: ${initMilliseconds.toFixed(2)} ms` : '';
  return `REPORT RequestId: ${requestId}\tDuration: ${duration} ms\tBilled Duration: ${Math.ceil(durationMilliseconds)} ms${init}`;
}
