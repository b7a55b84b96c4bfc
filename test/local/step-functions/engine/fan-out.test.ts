import { describe, expect, it } from '@jest/globals';
import { LAMBDA, failed, machineOf, simulate, succeeded } from '../simulate.ts';

const branch = (name: string, state: Record<string, unknown>) => ({ StartAt: name, States: { [name]: { End: true, ...state } } });
const ask = (name: string, more: Record<string, unknown> = {}) => branch(name, { Type: 'Task', Resource: LAMBDA, Arguments: { who: name }, ...more });

describe('Parallel', () => {
  it('joins the results in the order of the branches, not of the answers', async () => {
    const machine = machineOf({ P: { Type: 'Parallel', Branches: [ask('Tax'), ask('Land'), ask('Police')], End: true } });
    const { execution } = await simulate(machine, {
      respond: ({ taskId, state }) => [{ afterSeconds: { Tax: 3, Land: 1, Police: 2 }[state] ?? 0, answer: { kind: 'succeeded', taskId, output: state } }],
    });
    expect(execution).toMatchObject({ status: 'SUCCEEDED', output: ['Tax', 'Land', 'Police'], transitions: 4 });
  });

  it('gives every branch its Arguments', async () => {
    const machine = machineOf({ P: { Type: 'Parallel', Arguments: { a: '{% $states.input.a + 1 %}' }, Branches: [branch('X', { Type: 'Pass' }), branch('Y', { Type: 'Pass' })], End: true } });
    expect((await simulate(machine, { input: { a: 1 } })).execution.output).toEqual([{ a: 2 }, { a: 2 }]);
  });

  it('ends the other branches when one fails, and can catch it', async () => {
    const states = {
      P: { Type: 'Parallel', Branches: [ask('Tax'), branch('Rest', { Type: 'Wait', Seconds: 500 })], Catch: [{ ErrorEquals: ['States.ALL'], Next: 'After' }], End: true },
      After: { Type: 'Pass', End: true },
    };
    const { execution, types, seconds } = await simulate(machineOf(states), { respond: failed('Refused') });
    expect(execution.output).toEqual({ Error: 'Refused' });
    expect(seconds).toBe(0);
    expect(types).toEqual(expect.arrayContaining(['TaskStateAborted', 'WaitStateAborted', 'ParallelStateExited']));
    expect(types).not.toContain('ParallelStateFailed');
  });

  it('does not start a branch after another has failed', async () => {
    const machine = machineOf({ P: { Type: 'Parallel', Branches: [branch('Bad', { Type: 'Fail', Error: 'Bad', End: undefined }), ask('Tax')], End: true } });
    const { execution, effects, types } = await simulate(machine);
    expect(execution.failure?.error).toBe('Bad');
    expect(effects).toHaveLength(0);
    expect(types.slice(-2)).toEqual(['ParallelStateFailed', 'ExecutionFailed']);
  });

  it('starts all branches again on Retry', async () => {
    const machine = machineOf({ P: { Type: 'Parallel', Branches: [ask('Tax'), ask('Land')], Retry: [{ ErrorEquals: ['Busy'] }], End: true } });
    const { execution, effects } = await simulate(machine, {
      respond: ({ taskId, state }, call) => [{ afterSeconds: 1, answer: state === 'Tax' && call < 3
        ? { kind: 'failed', taskId, failure: { error: 'Busy', cause: null } } : { kind: 'succeeded', taskId, output: call } }],
    });
    expect(effects.map(({ state }) => state)).toEqual(['Tax', 'Land', 'Tax', 'Land']);
    expect(execution.output).toEqual([3, 4]);
  });

  it('lets States.Runtime of a branch end the execution past every Catch', async () => {
    const states = { P: { Type: 'Parallel', Branches: [ask('Tax')], Catch: [{ ErrorEquals: ['States.ALL'], Next: 'After' }], End: true }, After: { Type: 'Succeed' } };
    expect((await simulate(machineOf(states), { respond: failed('States.Runtime') })).execution.status).toBe('FAILED');
  });
});

describe('Map', () => {
  const each = (state: Record<string, unknown>, more: Record<string, unknown> = {}) => machineOf({
    M: { Type: 'Map', ItemProcessor: branch('One', state), End: true, ...more },
  });

  it('runs its processor over the items and keeps their order', async () => {
    const machine = each({ Type: 'Pass', Output: '{% $states.input * 2 %}' }, { Items: '{% $states.input.numbers %}' });
    expect((await simulate(machine, { input: { numbers: [3, 1, 2] } })).execution.output).toEqual([6, 2, 4]);
  });

  it('ends at once with no items', async () => {
    const { execution, types } = await simulate(each({ Type: 'Pass' }), { input: [] });
    expect(execution.output).toEqual([]);
    expect(types).not.toContain('MapIterationStarted');
  });

  it('shows item and index to ItemSelector and to the processor', async () => {
    const machine = each(
      { Type: 'Pass', Output: { selected: '{% $states.input %}', index: '{% $states.context.Map.Item.Index %}', value: '{% $states.context.Map.Item.Value %}' } },
      { ItemSelector: { who: '{% $states.context.Map.Item.Value %}', of: '{% $count($states.input) %}' } },
    );
    expect((await simulate(machine, { input: ['a', 'b'] })).execution.output).toEqual([
      { selected: { who: 'a', of: 2 }, index: 0, value: 'a' }, { selected: { who: 'b', of: 2 }, index: 1, value: 'b' },
    ]);
  });

  it('keeps to MaxConcurrency', async () => {
    const machine = each({ Type: 'Wait', Seconds: 10 }, { MaxConcurrency: 2 });
    expect((await simulate(machine, { input: [1, 2, 3, 4, 5] })).seconds).toBe(30);
    expect((await simulate(each({ Type: 'Wait', Seconds: 10 }), { input: [1, 2, 3, 4, 5] })).seconds).toBe(10);
  });

  it('fails with the first iteration that fails', async () => {
    const machine = each({ Type: 'Task', Resource: LAMBDA });
    const { execution, types } = await simulate(machine, {
      input: [1, 2, 3], respond: ({ taskId, parameters }) => (parameters === 2 ? failed('Refused')({ taskId, state: '', resource: '', parameters, token: null }) : []),
    });
    expect(execution.failure?.error).toBe('Refused');
    expect(types.filter((type) => type === 'MapIterationFailed')).toHaveLength(1);
    expect(types.filter((type) => type === 'MapIterationAborted')).toHaveLength(2);
    expect(types.slice(-2)).toEqual(['MapStateFailed', 'ExecutionFailed']);
  });

  it('fails when its items are not an array', async () => {
    expect((await simulate(each({ Type: 'Pass' }), { input: true })).execution.failure?.cause).toContain('Map state input must be an array but was: true');
    expect((await simulate(each({ Type: 'Pass' }, { Items: "{% 'x' %}" }))).execution.failure?.cause).toContain("Expected 'array', but was 'string'");
  });

  it('leaves nothing running when a selector fails half way', async () => {
    const machine = each({ Type: 'Task', Resource: LAMBDA }, { ItemSelector: '{% $states.context.Map.Item.Value.id %}' });
    const { execution, effects } = await simulate(machine, { input: [{ id: 1 }, {}], respond: succeeded(1) });
    expect(execution.failure?.error).toBe('States.QueryEvaluationError');
    expect(effects).toHaveLength(0);
  });

  describe('in distributed mode', () => {
    const distributed = (more: Record<string, unknown>) => machineOf({
      M: {
        Type: 'Map', End: true, ...more,
        ItemProcessor: { ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' }, ...branch('One', { Type: 'Task', Resource: LAMBDA }) },
      },
    });

    it('tolerates as many failures as it is told, then exceeds the threshold', async () => {
      const respond = ({ taskId, parameters }: { taskId: string; parameters: unknown }) => [{
        answer: Number(parameters) < 2
          ? { kind: 'failed' as const, taskId, failure: { error: 'Bad', cause: null } } : { kind: 'succeeded' as const, taskId, output: Number(parameters) },
      }];
      const input = [0, 1, 2, 3];
      expect((await simulate(distributed({ ToleratedFailureCount: 2 }), { input, respond })).execution.output).toEqual([2, 3]);
      expect((await simulate(distributed({ ToleratedFailurePercentage: 25 }), { input, respond })).execution.failure?.error).toBe('States.ExceedToleratedFailureThreshold');
    });

    it('hands out batches', async () => {
      const machine = distributed({ ItemBatcher: { MaxItemsPerBatch: 2, BatchInput: { day: 1 } }, ItemSelector: { id: '{% $states.context.Map.Item.Value %}' } });
      const { effects } = await simulate(machine, { input: [1, 2, 3], respond: succeeded(0) });
      expect(effects.map(({ parameters }) => parameters)).toEqual([
        { BatchInput: { day: 1 }, Items: [{ id: 1 }, { id: 2 }] }, { BatchInput: { day: 1 }, Items: [{ id: 3 }] },
      ]);
    });
  });
});
