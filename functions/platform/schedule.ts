import middy from '@middy/core';
import type { Context } from 'aws-lambda';
import type { Temporal } from '#domain/kernel/temporal';
import { systemClock, type Clock } from '#functions/platform/clock';
import { observe } from '#functions/platform/observe';

/** What a function on a schedule wears; its errors go to Lambda, which tries twice more and then alarms. */
export function scheduleHandler<Result>(step: string, use: (now: Temporal.Instant) => Promise<Result>, clock: Clock = systemClock) {
  const lambda = middy<unknown, Result>()
    .use(observe<unknown, Result>({ begin: () => ({ step }), end: () => ({}) }))
    .handler(async () => use(clock()));
  return async (event: unknown, context: Context): Promise<Result> => lambda(event, context);
}
