import type { CallCounter } from '#domain/access/call-counter';
import { CALLS_PER_MINUTE, type CallLimits } from '#domain/access/call-limits';
import type { Clock } from '#functions/platform/clock';
import { createCallCount } from '#functions/platform/count-calls';
import type { Door } from '#functions/platform/door';
import { readPrincipal } from '#functions/platform/principal';
import { EdgeProblem } from '#functions/platform/problem';
import { InMemoryCallCounter } from '#test/support/fakes/in-memory-call-counter';

interface DoorOptions {
  readonly limits?: Partial<CallLimits>;
  readonly counter?: CallCounter;
}

/** A door that believes claims as they stand in the header `authorization`, and counts calls as the real one does. */
export function doorOfClaims(clock: Clock, { limits = {}, counter = new InMemoryCallCounter() }: DoorOptions = {}): Door {
  return {
    clock,
    identify: ({ headers }) => {
      const shown = headers['authorization'];
      return shown === undefined ? Promise.reject(new EdgeProblem('token-missing')) : Promise.resolve().then(() => readPrincipal(JSON.parse(shown)));
    },
    count: createCallCount(counter, { ...CALLS_PER_MINUTE, ...limits }),
  };
}
