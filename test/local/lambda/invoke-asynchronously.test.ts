import { describe, expect, it } from '@jest/globals';

import { invokeAsynchronously } from '#local/lambda/invoke-asynchronously';
import type { InvocationResult } from '#local/lambda/invocation';

const failed: InvocationResult = { functionError: 'Unhandled', payload: '{"errorType":"Error"}' };
const succeeded: InvocationResult = { payload: 'null' };

/** Answers in turn, and records what was asked and what was given up. */
function functionAnswering(...answers: InvocationResult[]) {
  const asked: string[] = [];
  const givenUp: string[] = [];
  return {
    asked,
    givenUp,
    invoke: async (payload: string) => {
      asked.push(payload);
      return answers[asked.length - 1] ?? succeeded;
    },
    onFailure: async (payload: string) => {
      givenUp.push(payload);
    },
    retryDelay: () => 0,
  };
}

describe('an invocation nobody waits for', () => {
  it('is made once when it succeeds', async () => {
    const target = functionAnswering(succeeded);
    await invokeAsynchronously('{"n":1}', target);
    expect([target.asked, target.givenUp]).toEqual([['{"n":1}'], []]);
  });

  it('is tried twice again before it is given up', async () => {
    const target = functionAnswering(failed, failed, failed);
    await invokeAsynchronously('{"n":1}', target);
    expect([target.asked.length, target.givenUp]).toEqual([3, ['{"n":1}']]);
  });

  it('is not given up when a retry succeeds', async () => {
    const target = functionAnswering(failed, succeeded);
    await invokeAsynchronously('{}', target);
    expect([target.asked.length, target.givenUp]).toEqual([2, []]);
  });

  it('is tried as often as the template says', async () => {
    const target = functionAnswering(failed, failed);
    await invokeAsynchronously('{}', { ...target, maximumRetries: 0 });
    expect([target.asked.length, target.givenUp.length]).toEqual([1, 1]);
  });
});
