import { existsSync } from 'node:fs';
import { join } from 'node:path';

import { CellError } from '../cell/cell-error.ts';
import { bundleEnvironmentWorker } from './bundle-environment-worker.ts';
import { environmentVariables } from './environment-variables.ts';
import { openFunctionLog } from './function-log.ts';
import { FunctionPool } from './function-pool.ts';
import type { SharedEnvironment } from './environment-variables.ts';
import type { FunctionDefinition } from './function-definition.ts';
import type { FunctionLog } from './function-log.ts';
import type { InvocationReport, InvocationResult } from './invocation.ts';

const reapEverySeconds = 10;

export interface LambdaSettings {
  readonly functions: readonly FunctionDefinition[];
  readonly shared: SharedEnvironment;
  readonly clock: { readonly shared: SharedArrayBuffer; now(): number };
  readonly dataFolder: string;
  /** @default 4 for each function */
  readonly maximumEnvironments?: number;
  /** @default 120 */
  readonly idleSeconds?: number;
  /** Each line a function writes; EMF metrics come this way. */
  readonly onLogLine?: (functionName: string, line: string) => void;
  readonly onReport?: (report: InvocationReport) => void;
}

export interface Lambdas {
  /**
   * Invokes a function by name or ARN and waits for its answer, as `RequestResponse` does. A failing function is an
   * answer; only an unknown name rejects.
   */
  invoke(functionNameOrArn: string, payload: string): Promise<InvocationResult>;
  /** Invocations that have not been answered yet. */
  pending(): number;
  /** Environments now alive, by function name. */
  environments(): Record<string, number>;
  stop(): Promise<void>;
}

/** Makes the functions ready to be invoked; none is started before it is called for the first time. */
export async function startLambdas(settings: LambdaSettings): Promise<Lambdas> {
  const workerFolder = join(settings.dataFolder, 'lambda');
  const workerFile = await bundleEnvironmentWorker(workerFolder);
  const logs: FunctionLog[] = [];
  const pools = new Map<string, FunctionPool>();
  for (const definition of settings.functions) {
    if (!existsSync(definition.codeFolder)) throw new CellError(`The code of function ${definition.name} is not at ${definition.codeFolder}.`);
    const log = openFunctionLog(join(settings.dataFolder, 'logs'), definition.name);
    logs.push(log);
    pools.set(definition.name, poolOf({ definition, settings, log, workerFile, compileCacheFolder: join(workerFolder, 'compiled') }));
  }
  const reaper = setInterval(() => {
    for (const pool of pools.values()) void pool.reap(settings.idleSeconds ?? 120);
  }, reapEverySeconds * 1000);
  reaper.unref();
  return {
    invoke: async (functionNameOrArn, payload) => {
      const pool = pools.get(functionNameOf(functionNameOrArn));
      if (pool === undefined) throw new CellError(`There is no function ${functionNameOrArn}.`);
      return pool.invoke(payload);
    },
    pending: () => [...pools.values()].reduce((sum, pool) => sum + pool.pending, 0),
    environments: () => Object.fromEntries([...pools].map(([name, pool]) => [name, pool.size])),
    stop: async () => {
      clearInterval(reaper);
      await Promise.all([...pools.values()].map((pool) => pool.stop()));
      await Promise.all(logs.map((log) => log.close()));
    },
  };
}

interface PoolParts {
  readonly definition: FunctionDefinition;
  readonly settings: LambdaSettings;
  readonly log: FunctionLog;
  readonly workerFile: string;
  readonly compileCacheFolder: string;
}

function poolOf({ definition, settings, log, workerFile, compileCacheFolder }: PoolParts): FunctionPool {
  return new FunctionPool({
    definition,
    workerFile,
    compileCacheFolder,
    clock: settings.clock.shared,
    now: () => settings.clock.now(),
    maximumEnvironments: Math.max(1, Math.min(settings.maximumEnvironments ?? 4, definition.reservedConcurrency ?? Infinity)),
    variables: () => environmentVariables(definition, settings.shared),
    onReport: (report) => settings.onReport?.(report),
    onLine: (line) => {
      log.write(line);
      settings.onLogLine?.(definition.name, line);
    },
  });
}

/** The name within `arn:aws:lambda:region:account:function:name:qualifier`, `name:qualifier` or a plain name. */
function functionNameOf(nameOrArn: string): string {
  const parts = nameOrArn.split(':');
  return (parts[0] === 'arn' ? parts[6] : parts[0]) ?? nameOrArn;
}
