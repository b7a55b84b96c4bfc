import type { MiddlewareObj } from '@middy/core';
import type { Loggable } from '#functions/platform/loggable';
import { logInfo, startLog } from '#functions/platform/logger';

export interface Observation<Event, Result> {
  /** What every line of the invocation carries. */
  readonly begin: (event: Event) => Loggable;
  /** What the last line adds; the result is undefined when the invocation failed. */
  readonly end: (result: Result | undefined) => Loggable;
}

/** Logs `started` and `completed` (or `failed`) around an invocation, with how long it took. */
export function observe<Event, Result>(observation: Observation<Event, Result>): MiddlewareObj<Event, Result> {
  let startedAtMilliseconds = 0;
  const finish = (message: string, result: Result | undefined): void => {
    const durationMilliseconds = Math.round(performance.now() - startedAtMilliseconds);
    logInfo(message, { ...observation.end(result), durationMilliseconds });
  };
  return {
    before: ({ event }) => {
      startedAtMilliseconds = performance.now();
      startLog(observation.begin(event));
    },
    after: ({ response }) => {
      finish('completed', response ?? undefined);
    },
    // An error that was turned into an answer is a completed invocation; one that was not is reported by the runtime.
    onError: ({ response }) => {
      finish(response === undefined || response === null ? 'failed' : 'completed', response ?? undefined);
    },
  };
}
