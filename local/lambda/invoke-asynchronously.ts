import { setTimeout as wait } from 'node:timers/promises';

import type { InvocationResult } from './invocation.ts';

export interface AsynchronousInvocation {
  invoke(payload: string): Promise<InvocationResult>;
  /** Where an event goes that failed for good: its payload and the last answer. */
  onFailure?(payload: string, result: InvocationResult): Promise<void>;
  /** @default 2, as Lambda's */
  readonly maximumRetries?: number;
  /** Milliseconds before retry 1, 2, …; Lambda waits one and two minutes, which nobody wants at a desk. @default 1 s, 2 s */
  retryDelay?(attempt: number): number;
}

/** Invokes as `Event` does: a failing function is tried again, and what still fails goes to the failure destination. */
export async function invokeAsynchronously(payload: string, invocation: AsynchronousInvocation): Promise<void> {
  const { maximumRetries = 2 } = invocation;
  let result = await invocation.invoke(payload);
  for (let attempt = 1; attempt <= maximumRetries && result.functionError !== undefined; attempt += 1) {
    await wait(invocation.retryDelay?.(attempt) ?? attempt * 1000, undefined, { ref: false });
    result = await invocation.invoke(payload);
  }
  if (result.functionError !== undefined) await invocation.onFailure?.(payload, result);
}
