import middy from '@middy/core';
import type { Context } from 'aws-lambda';
import type * as z from 'zod';
import type { Temporal } from '#domain/kernel/temporal';
import { systemClock, type Clock } from '#functions/platform/clock';
import type { Loggable } from '#functions/platform/loggable';
import { logAbout } from '#functions/platform/logger';
import { observe } from '#functions/platform/observe';

export interface StepTask<Input, Output> {
  /** The function's own word: `decide-next`. */
  readonly step: string;
  readonly input: z.ZodType<Input>;
  readonly output: z.ZodType<Output>;
  /** What every log line of the invocation carries besides the step. */
  readonly about?: (input: Input) => Loggable;
}

export interface StepInvocation {
  readonly now: Temporal.Instant;
}

export type StepLambda<Output> = (event: unknown, context: Context) => Promise<Output>;

/**
 * What every task of a state machine wears: input and output are parsed, so that a machine that passes the wrong thing
 * fails at the task it passed it to. Errors go on to the machine, whose Retry and Catch know what to do.
 */
export function stepHandler<Input, Output>(
  task: StepTask<Input, Output>,
  use: (input: Input, invocation: StepInvocation) => Promise<Output>,
  clock: Clock = systemClock,
): StepLambda<Output> {
  const lambda = middy<unknown, Output>()
    .use(observe<unknown, Output>({ begin: () => ({ step: task.step }), end: () => ({}) }))
    .handler(async (event: unknown) => {
      const input = task.input.parse(event);
      logAbout(task.about?.(input) ?? {});
      return task.output.parse(await use(input, { now: clock() }));
    });
  return async (event, context) => lambda(event, context);
}
