import type { MiddlewareObj } from '@middy/core';
import type { Loggable } from '#functions/platform/loggable';
import { logFailure, logInfo, startLog } from '#functions/platform/logger';

export interface Observation<Event, Result> {
  /** What every line of the invocation carries. */
  readonly begin: (event: Event) => Loggable;
  /** What the last line adds; the result is undefined when the invocation failed. */
  readonly end: (result: Result | undefined) => Loggable;
}

/** Logs `started` and `completed` (or `failed`) around an invocation, with how long it took. */
export function observe<Event, Result>(observation: Observation<Event, Result>): MiddlewareObj<Event, Result> {
  let startedAtMilliseconds = 0;
  const outcome = (result: Result | null | undefined): Loggable => {
    const durationMilliseconds = Math.round(performance.now() - startedAtMilliseconds);
    return { ...observation.end(result ?? undefined), durationMilliseconds };
  };
  return {
    before: ({ event }) => {
      startedAtMilliseconds = performance.now();
      startLog(observation.begin(event));
    },
    after: ({ response }) => {
      logInfo('completed', outcome(response));
    },
    onError: ({ response, error }) => {
      // An error that another part has turned into an answer is a completed invocation.
      if (response === undefined || response === null) logFailure('failed', error, outcome(response));
      else logInfo('completed', outcome(response));
    },
  };
}
