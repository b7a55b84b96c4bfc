import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';
import { createRequire } from 'node:module';
import { Worker } from 'node:worker_threads';

import { failedInvocation } from './invocation.ts';
import type { FunctionDefinition } from './function-definition.ts';
import type { InvocationResult } from './invocation.ts';
import type { EnvironmentMessage, EnvironmentStart, InvocationMessage } from './worker-messages.ts';

/**
 * Lambda gives the start of an environment ten seconds, and then starts it anew within the time of the invocation that waits for it.
 * Here a start that is slow is slow because the machine is busy; to begin again would only make it busier.
 */
const initTimeoutSeconds = 60;

export interface EnvironmentSettings {
  readonly definition: FunctionDefinition;
  readonly variables: Record<string, string>;
  readonly workerFile: string;
  readonly clock: SharedArrayBuffer;
  readonly compileCacheFolder: string;
  readonly onLine: (line: string) => void;
}

export interface Invocation {
  readonly requestId: string;
  readonly message: InvocationMessage;
}

const runtimeClientUrl = pathToFileURL(createRequire(import.meta.url).resolve('aws-lambda-ric')).href;

/**
 * One worker thread that runs the real runtime client with one function's bundle. It serves one invocation at a time
 * and is thrown away after a timeout or a crash, as Lambda does.
 */
export class ExecutionEnvironment {
  readonly started: Promise<void>;
  initMilliseconds = 0;
  isAlive = true;
  hasServed = false;
  idleSince = performance.now();
  /** Processor time of the thread up to its last answer. */
  cpuMilliseconds = 0;
  readonly #settings: EnvironmentSettings;
  readonly #worker: Worker;
  #endStart: (() => void) | undefined;
  #settle: ((result: InvocationResult) => void) | undefined;
  #answered: InvocationResult | undefined;
  #requestId = '';
  #fault: InvocationResult | undefined;

  constructor(settings: EnvironmentSettings) {
    this.#settings = settings;
    const start: EnvironmentStart = { clock: settings.clock, runtimeClientUrl, compileCacheFolder: settings.compileCacheFolder };
    const startedAt = performance.now();
    this.#worker = new Worker(settings.workerFile, {
      workerData: start,
      env: settings.variables,
      stdout: true,
      stderr: true,
      execArgv: [],
      resourceLimits: { maxOldGenerationSizeMb: settings.definition.memoryMegabytes },
    });
    this.started = new Promise((resolve) => {
      const timer = setTimeout(() => this.#timeOutStart(), initTimeoutSeconds * 1000);
      this.#endStart = () => {
        clearTimeout(timer);
        this.initMilliseconds = performance.now() - startedAt;
        resolve();
      };
    });
    this.#listen();
  }

  /** Runs one invocation; never rejects. A failed start is the answer to every invocation. */
  async invoke(invocation: Invocation): Promise<InvocationResult & { timedOut: boolean }> {
    await this.started;
    if (!this.isAlive) return { ...(this.#fault ?? this.#exited('exit status 1')), timedOut: false };
    const { timeoutSeconds } = this.#settings.definition;
    this.hasServed = true;
    this.#requestId = invocation.requestId;
    let timedOut = false;
    const result = await new Promise<InvocationResult>((resolve) => {
      const timer = setTimeout(() => {
        timedOut = true;
        this.#finish(failedInvocation('Sandbox.Timedout', `RequestId: ${this.#requestId} Error: Task timed out after ${timeoutSeconds.toFixed(2)} seconds`));
        void this.stop();
      }, timeoutSeconds * 1000);
      this.#settle = (answer) => {
        clearTimeout(timer);
        resolve(answer);
      };
      this.#worker.postMessage(invocation.message);
    });
    this.idleSince = performance.now();
    return { ...result, timedOut };
  }

  async stop(): Promise<void> {
    this.isAlive = false;
    await this.#worker.terminate();
  }

  #listen(): void {
    for (const stream of [this.#worker.stdout, this.#worker.stderr]) {
      createInterface({ input: stream }).on('line', (line) => this.#settings.onLine(line));
    }
    this.#worker.on('message', (message: EnvironmentMessage) => this.#receive(message));
    this.#worker.on('error', (error: Error) => {
      const reason = 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? 'signal: killed' : 'exit status 1';
      this.#fault ??= this.#exited(reason);
      this.#settings.onLine(error.stack ?? error.message);
    });
    this.#worker.on('exit', (code) => {
      this.isAlive = false;
      this.#fault ??= this.#exited(`exit status ${code}`);
      this.#endStart?.();
      this.#finish(this.#answered ?? this.#fault);
    });
  }

  #receive(message: EnvironmentMessage): void {
    if (message.call === 'init-error') {
      this.#fault = { functionError: 'Unhandled', payload: message.body };
    } else if (message.call === 'next') {
      this.cpuMilliseconds = message.cpuMilliseconds;
      this.#endStart?.();
      // The next invocation is asked for only when this one's answer has gone out: only now is the environment free.
      if (this.#answered !== undefined) this.#finish(this.#answered);
    } else if (message.requestId === this.#requestId) {
      this.#answered = { ...(message.call === 'error' && { functionError: 'Unhandled' }), payload: message.body };
    }
  }

  #finish(result: InvocationResult): void {
    const settle = this.#settle;
    this.#settle = undefined;
    this.#answered = undefined;
    settle?.(result);
  }

  #exited(reason: string): InvocationResult {
    return failedInvocation('Runtime.ExitError', `RequestId: ${this.#requestId} Error: Runtime exited with error: ${reason}`);
  }

  #timeOutStart(): void {
    this.#fault = failedInvocation('Sandbox.Timedout', `Error: Init timed out after ${initTimeoutSeconds.toFixed(2)} seconds`);
    void this.stop();
  }
}
