import { describe, expect, it } from '@jest/globals';
import type { Answer, Effect } from '#local/step-functions/engine/execution';
import { LAMBDA, failed, machineOf, simulate } from '../simulate.ts';

const task = { Type: 'Task', Resource: LAMBDA, End: true };

/** Fails so often with this error, then succeeds. */
function failing(times: number, error: string) {
  return ({ taskId }: Effect, call: number): { answer: Answer }[] => [
    { answer: call <= times ? { kind: 'failed', taskId, failure: { error, cause: 'why' } } : { kind: 'succeeded', taskId, output: call } },
  ];
}

describe('Retry', () => {
  it('waits longer each time, three times unless told otherwise', async () => {
    const { seconds, effects, execution } = await simulate(machineOf({ A: { ...task, Retry: [{ ErrorEquals: ['Busy'] }] } }), { respond: failed('Busy') });
    expect(effects).toHaveLength(4);
    expect(seconds).toBe(1 + 2 + 4);
    expect(execution).toMatchObject({ status: 'FAILED', failure: { error: 'Busy' }, transitions: 4 });
  });

  it('obeys interval, rate, limit of delay and number of attempts', async () => {
    const Retry = [{ ErrorEquals: ['States.TaskFailed'], IntervalSeconds: 3, BackoffRate: 10, MaxDelaySeconds: 20, MaxAttempts: 4 }];
    const { seconds, execution } = await simulate(machineOf({ A: { ...task, Retry } }), { respond: failing(4, 'Busy') });
    expect(seconds).toBe(3 + 20 + 20 + 20);
    expect(execution).toMatchObject({ status: 'SUCCEEDED', output: 5 });
  });

  it('draws a delay below the full one with jitter', async () => {
    const Retry = [{ ErrorEquals: ['Busy'], IntervalSeconds: 1000, BackoffRate: 1, MaxAttempts: 2, JitterStrategy: 'FULL' }];
    const { seconds } = await simulate(machineOf({ A: { ...task, Retry } }), { respond: failed('Busy') });
    expect(seconds).toBeGreaterThan(0);
    expect(seconds).toBeLessThan(2000);
    // The store keeps whole milliseconds.
    expect(seconds * 1000).toBeCloseTo(Math.round(seconds * 1000), 6);
  });

  it('counts each entry for itself and tells the count to the context', async () => {
    const Retry = [{ ErrorEquals: ['One'], MaxAttempts: 1 }, { ErrorEquals: ['States.ALL'], MaxAttempts: 1 }];
    const { effects } = await simulate(machineOf({ A: { ...task, Arguments: '{% $states.context.State.RetryCount %}', Retry } }), {
      respond: ({ taskId }, call) => [{ answer: { kind: 'failed', taskId, failure: { error: call === 1 ? 'One' : 'Two', cause: null } } }],
    });
    expect(effects.map(({ parameters }) => parameters)).toEqual([0, 1, 2]);
  });

  it('never retries when MaxAttempts is 0', async () => {
    const Retry = [{ ErrorEquals: ['Busy'], MaxAttempts: 0 }, { ErrorEquals: ['States.ALL'] }];
    const { effects } = await simulate(machineOf({ A: { ...task, Retry } }), { respond: failed('Busy') });
    expect(effects).toHaveLength(1);
  });

  it('starts afresh when the state is entered again', async () => {
    const states = {
      A: { Type: 'Task', Resource: LAMBDA, Retry: [{ ErrorEquals: ['Busy'], MaxAttempts: 1 }], Catch: [{ ErrorEquals: ['Busy'], Next: 'Again' }], Next: 'Done' },
      Again: { Type: 'Pass', Next: 'A' },
      Done: { Type: 'Succeed' },
    };
    const { execution, effects } = await simulate(machineOf(states), { respond: failing(3, 'Busy') });
    expect(execution.status).toBe('SUCCEEDED');
    expect(effects).toHaveLength(4);
  });
});

describe('Catch', () => {
  const caught = (ErrorEquals: string[], more: Record<string, unknown> = {}) => machineOf({
    A: { ...task, TimeoutSeconds: 5, Catch: [{ ErrorEquals, Next: 'Caught', ...more }] },
    Caught: { Type: 'Pass', Output: { got: '{% $states.input %}', kept: '{% $exists($kept) ? $kept : null %}' }, End: true },
  });

  it('hands on the error output unless it has an Output', async () => {
    const { execution } = await simulate(caught(['Busy']), { respond: failed('Busy', 'too many') });
    expect(execution.output).toEqual({ got: { Error: 'Busy', Cause: 'too many' }, kept: null });
  });

  it('evaluates Output and Assign with the error and the input in sight', async () => {
    const machine = caught(['Busy'], { Output: "{% $states.errorOutput.Error & ' of ' & $states.input.code %}", Assign: { kept: '{% $states.errorOutput.Cause %}' } });
    const { execution } = await simulate(machine, { input: { code: 'H26' }, respond: failed('Busy', 'too many') });
    expect(execution.output).toEqual({ got: 'Busy of H26', kept: 'too many' });
  });

  it.each([
    ['States.ALL', 'Busy', true], ['States.ALL', 'States.DataLimitExceeded', true], ['States.ALL', 'States.Runtime', false],
    ['States.Runtime', 'States.Runtime', false], ['States.TaskFailed', 'Busy', true], ['States.TaskFailed', 'States.Runtime', false],
    ['Busy', 'Other', false],
  ])('%s against %s: caught is %s', async (name, error, isCaught) => {
    const { execution } = await simulate(caught([name]), { respond: failed(error) });
    expect(execution.status).toBe(isCaught ? 'SUCCEEDED' : 'FAILED');
  });

  it.each([['States.Timeout', true], ['States.HeartbeatTimeout', true], ['States.ALL', true], ['States.TaskFailed', false]])('%s against a time limit: caught is %s', async (name, isCaught) => {
    const { execution } = await simulate(caught([name]));
    expect(execution.status).toBe(isCaught ? 'SUCCEEDED' : 'FAILED');
  });

  it('catches what went wrong in evaluating the Arguments or the Output', async () => {
    const Catch = [{ ErrorEquals: ['States.QueryEvaluationError'], Next: 'B' }];
    const B = { Type: 'Succeed', Output: 'caught' };
    const badArguments = machineOf({ A: { ...task, Arguments: '{% $none %}', Catch }, B });
    const badOutput = machineOf({ A: { ...task, Output: '{% $none %}', Catch }, B });
    expect((await simulate(badArguments)).execution.output).toBe('caught');
    expect((await simulate(badOutput, { respond: failing(0, '') })).execution.output).toBe('caught');
  });

  it('is not tried again on what goes wrong inside it', async () => {
    const { execution } = await simulate(caught(['States.ALL'], { Output: '{% $none %}' }), { respond: failed('Busy') });
    expect(execution.failure?.error).toBe('States.QueryEvaluationError');
  });
});
