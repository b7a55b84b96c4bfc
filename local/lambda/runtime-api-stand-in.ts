import { registerHooks } from 'node:module';
import { parentPort } from 'node:worker_threads';

import type { EnvironmentMessage, InvocationMessage } from './worker-messages.ts';

const standInName = 'motCuaRuntimeApiStandIn';
const nativeClientUrl = 'mot-cua:rapid-client';
const httpUrl = 'mot-cua:runtime-api-http';

/**
 * Gives the real runtime client two modules of ours in place of its own: the native addon that asks for the next
 * invocation, and the HTTP client with which it reports a failed start. Both speak to the cell over the thread's port.
 */
export function standInForRuntimeApi(runtimeClientUrl: string): void {
  Object.defineProperty(globalThis, standInName, { value: { native: nativeClient(), http: initErrorHttp() }, configurable: true });
  const hooks = registerHooks({
    resolve(specifier, context, nextResolve) {
      if (context.parentURL !== runtimeClientUrl) return nextResolve(specifier, context);
      if (specifier === './rapid-client.node') return { url: nativeClientUrl, format: 'commonjs', shortCircuit: true };
      if (specifier === 'node:http') return { url: httpUrl, format: 'commonjs', shortCircuit: true };
      return nextResolve(specifier, context);
    },
    load(url, context, nextLoad) {
      if (url === httpUrl) return module('http');
      if (url !== nativeClientUrl) return nextLoad(url, context);
      // The addon is the last thing the client loads before the function's own code, which is to see no hook.
      hooks.deregister();
      return module('native');
    },
  });
}

function module(part: string): { format: 'commonjs'; source: string; shortCircuit: true } {
  return { format: 'commonjs', source: `module.exports = globalThis.${standInName}.${part};`, shortCircuit: true };
}

function nativeClient(): object {
  return {
    next: async (): Promise<InvocationMessage> => {
      const invocation = new Promise<InvocationMessage>((resolve) => parentPort?.once('message', resolve));
      tell({ call: 'next', cpuMilliseconds: threadCpuMilliseconds() });
      return invocation;
    },
    done: (requestId: string, body: string) => tell({ call: 'response', requestId, body }),
    error: (requestId: string, body: string) => tell({ call: 'error', requestId, body }),
  };
}

/** As much of `node:http` as the client uses to POST /runtime/init/error. */
function initErrorHttp(): object {
  return {
    // Only ever constructed and passed on.
    Agent: Object,
    request: (options: { path?: string }, answered: (response: object) => void) => {
      if (options.path?.endsWith('/init/error') !== true) throw new Error('the local cell does not know response streaming');
      const response = { on: (event: string, listener: () => void) => (event === 'end' && queueMicrotask(listener), response) };
      const request = {
        on: () => request,
        end: (body: string) => {
          tell({ call: 'init-error', body });
          answered(response);
        },
      };
      return request;
    },
  };
}

/** Of this thread alone: collecting garbage and compiling happen on others. */
function threadCpuMilliseconds(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
}

function tell(message: EnvironmentMessage): void {
  parentPort?.postMessage(message);
}
