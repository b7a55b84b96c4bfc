import { describe, expect, it } from '@jest/globals';
import { advance } from '#local/step-functions/engine/advance';
import { readTaskToken } from '#local/step-functions/engine/task-token';
import { START, TOKEN_TASK, executionOf, failed, machineOf, simulate, succeeded, LAMBDA } from '../simulate.ts';

const FUNCTION = 'arn:aws:lambda:ap-southeast-1:111111111111:function:decide';

describe('a task that answers by its call', () => {
  it('shows its result to Output and Assign', async () => {
    const states = {
      Decide: { Type: 'Task', Resource: LAMBDA, Arguments: { FunctionName: 'decide', Payload: '{% $states.input %}' }, Output: '{% $states.result.Payload %}', Assign: { kept: '{% $states.result.StatusCode %}' }, Next: 'Show' },
      Show: { Type: 'Pass', Output: ['{% $states.input %}', '{% $kept %}'], End: true },
    };
    const { execution, effects, types } = await simulate(machineOf(states), { input: { a: 1 }, respond: succeeded({ Payload: 'ok', StatusCode: 200 }) });
    expect(effects[0]).toMatchObject({ state: 'Decide', resource: LAMBDA, parameters: { FunctionName: 'decide', Payload: { a: 1 } }, token: null });
    expect(execution.output).toEqual(['ok', 200]);
    expect(types.slice(1, 6)).toEqual(['TaskStateEntered', 'TaskScheduled', 'TaskStarted', 'TaskSucceeded', 'TaskStateExited']);
  });

  it('names the events after Lambda when the function is the Resource', async () => {
    const { types, effects } = await simulate(machineOf({ A: { Type: 'Task', Resource: FUNCTION, End: true } }), { input: 7, respond: succeeded(8) });
    expect(effects[0]?.parameters).toBe(7);
    expect(types.slice(2, 5)).toEqual(['LambdaFunctionScheduled', 'LambdaFunctionStarted', 'LambdaFunctionSucceeded']);
  });

  it('times out by itself, and the late answer meets nobody', async () => {
    const machine = machineOf({ A: { Type: 'Task', Resource: LAMBDA, TimeoutSeconds: '{% $states.input.limit %}', End: true } });
    const { execution, seconds, types } = await simulate(machine, {
      input: { limit: 20 }, respond: ({ taskId }) => [{ afterSeconds: 21, answer: { kind: 'succeeded', taskId, output: {} } }],
    });
    expect(execution).toMatchObject({ status: 'FAILED', failure: { error: 'States.Timeout' } });
    expect(seconds).toBe(20);
    expect(types).toContain('TaskTimedOut');
  });

  it('refuses a time limit that is not a whole number above zero', async () => {
    const machine = machineOf({ A: { Type: 'Task', Resource: LAMBDA, TimeoutSeconds: '{% 0 %}', End: true } });
    expect((await simulate(machine)).execution.failure?.error).toBe('States.QueryEvaluationError');
  });
});

describe('a task that waits for its token', () => {
  const waiting = { Type: 'Task', Resource: TOKEN_TASK, Arguments: { Token: '{% $states.context.Task.Token %}' }, End: true };

  it('sends the token, is submitted, and ends with what the token brings', async () => {
    const { execution, effects, types } = await simulate(machineOf({ A: waiting }), {
      respond: ({ taskId }) => [
        { answer: { kind: 'submitted', taskId, output: { Attributes: {} } } },
        { afterSeconds: 86_400, answer: { kind: 'succeeded', taskId, output: { signal: 'answered' } } },
      ],
    });
    const token = effects[0]?.token ?? '';
    expect(effects[0]?.parameters).toEqual({ Token: token });
    expect(readTaskToken(token)).toMatchObject({ executionArn: execution.arn, taskId: effects[0]?.taskId });
    expect(execution.output).toEqual({ signal: 'answered' });
    expect(types.slice(2, 6)).toEqual(['TaskScheduled', 'TaskStarted', 'TaskSubmitted', 'TaskSucceeded']);
  });

  it('takes the token\'s answer even before the call came back', async () => {
    const { execution } = await simulate(machineOf({ A: waiting }), {
      respond: ({ taskId }) => [
        { answer: { kind: 'succeeded', taskId, output: 1 } },
        { answer: { kind: 'submitted', taskId, output: {} } },
      ],
    });
    expect(execution.output).toBe(1);
  });

  it('fails at once when the call itself fails', async () => {
    const { execution, types } = await simulate(machineOf({ A: waiting }), { respond: failed('DynamoDb.ConditionalCheckFailedException') });
    expect(execution.failure?.error).toBe('DynamoDb.ConditionalCheckFailedException');
    expect(types).toContain('TaskSubmitFailed');
  });

  it('lets heartbeats put its end off, and without one ends as States.Timeout', async () => {
    const machine = machineOf({ A: { ...waiting, HeartbeatSeconds: 60 } });
    const { execution, seconds } = await simulate(machine, {
      respond: ({ taskId }) => [
        { afterSeconds: 50, answer: { kind: 'heartbeat', taskId } },
        { afterSeconds: 100, answer: { kind: 'heartbeat', taskId } },
      ],
    });
    expect(seconds).toBe(160);
    expect(execution.failure?.error).toBe('States.Timeout');
  });

  it('keeps its whole time limit however often its heart beats', async () => {
    const machine = machineOf({ A: { ...waiting, HeartbeatSeconds: 60, TimeoutSeconds: 70 } });
    const { seconds } = await simulate(machine, { respond: ({ taskId }) => [{ afterSeconds: 50, answer: { kind: 'heartbeat', taskId } }] });
    expect(seconds).toBe(70);
  });

  it('gives every try a token of its own', async () => {
    const machine = machineOf({ A: { ...waiting, Retry: [{ ErrorEquals: ['States.ALL'], MaxAttempts: 2 }] } });
    const { effects } = await simulate(machine, { respond: failed('Busy') });
    expect(new Set(effects.map(({ token }) => token)).size).toBe(3);
  });
});

describe('answers that nobody waits for', () => {
  it('are told as not accepted and change nothing', async () => {
    const machine = machineOf({ A: { Type: 'Task', Resource: LAMBDA, End: true } });
    const begun = await advance(machine, executionOf(machine), { now: START, answers: [] });
    const stale = await advance(machine, begun.execution, { now: START, answers: [{ kind: 'succeeded', taskId: ':99', output: 1 }] });
    expect(stale.accepted).toEqual([false]);
    expect(stale.execution).toEqual(begun.execution);
  });

  it('are not accepted a second time', async () => {
    const machine = machineOf({ A: { Type: 'Task', Resource: LAMBDA, End: true } });
    const begun = await advance(machine, executionOf(machine), { now: START, answers: [] });
    const answer = { kind: 'succeeded' as const, taskId: begun.effects[0]?.taskId ?? '', output: 1 };
    const twice = await advance(machine, begun.execution, { now: START, answers: [answer, answer] });
    expect(twice.accepted).toEqual([true, false]);
  });

  it('include a stop of an execution that is closed', async () => {
    const machine = machineOf({ A: { Type: 'Wait', Seconds: 9, End: true } });
    const stop = { kind: 'stop' as const, failure: { error: 'Withdrawn', cause: null } };
    const stopped = await advance(machine, executionOf(machine), { now: START, answers: [stop, stop] });
    expect(stopped.accepted).toEqual([true, false]);
    expect(stopped.execution).toMatchObject({ status: 'ABORTED', failure: { error: 'Withdrawn' }, stoppedAt: START });
  });
});
