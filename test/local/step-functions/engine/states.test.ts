import { describe, expect, it } from '@jest/globals';
import { LAMBDA, machineOf, simulate, succeeded } from '../simulate.ts';

describe('Pass', () => {
  it('hands its input on when it has no Output', async () => {
    const { execution, types } = await simulate(machineOf({ A: { Type: 'Pass', End: true } }), { input: { code: 'H26' } });
    expect(execution).toMatchObject({ status: 'SUCCEEDED', output: { code: 'H26' }, transitions: 1 });
    expect(types).toEqual(['ExecutionStarted', 'PassStateEntered', 'PassStateExited', 'ExecutionSucceeded']);
  });

  it('evaluates expressions however deep they stand in Output', async () => {
    const states = { A: { Type: 'Pass', Output: { list: ['{% $states.input.a + 1 %}', { deep: '{% $states.context.Execution.Name %}' }], plain: 'text' }, End: true } };
    const { execution } = await simulate(machineOf(states), { input: { a: 1 } });
    expect(execution.output).toEqual({ list: [2, { deep: 'one' }], plain: 'text' });
  });

  it('fails when an expression gives nothing', async () => {
    const { execution, types } = await simulate(machineOf({ A: { Type: 'Pass', Output: { x: '{% $states.input.none %}' }, End: true } }));
    expect(execution.failure).toEqual({
      error: 'States.QueryEvaluationError',
      cause: "An error occurred while executing the state 'A' (entered at the event id #2). The JSONata expression '$states.input.none' specified for the field 'Output/x' returned nothing (undefined).",
    });
    expect(types.slice(-2)).toEqual(['EvaluationFailed', 'ExecutionFailed']);
  });
});

describe('Choice', () => {
  const machine = machineOf({
    Choose: {
      Type: 'Choice',
      Choices: [
        { Condition: "{% $states.input.word = 'complete' %}", Next: 'Accept', Assign: { by: 'rule' } },
        { Condition: "{% $states.input.word = 'incomplete' %}", Next: 'Ask', Output: { asked: true } },
      ],
      Default: 'Refuse', Assign: { by: 'default' },
    },
    Accept: { Type: 'Pass', Output: '{% $by %}', End: true },
    Ask: { Type: 'Succeed' },
    Refuse: { Type: 'Pass', Output: '{% $by %}', End: true },
  });

  it.each([['complete', 'rule'], ['incomplete', { asked: true }], ['else', 'default']])('goes by the word %s', async (word, output) => {
    const { execution } = await simulate(machine, { input: { word } });
    expect(execution.output).toEqual(output);
  });

  it('fails with NoChoiceMatched when nothing holds and there is no Default', async () => {
    const states = { A: { Type: 'Choice', Choices: [{ Condition: '{% false %}', Next: 'B' }] }, B: { Type: 'Succeed' } };
    expect((await simulate(machineOf(states))).execution.failure?.error).toBe('States.NoChoiceMatched');
  });

  it('fails when a condition is not a boolean', async () => {
    const states = { A: { Type: 'Choice', Choices: [{ Condition: '{% 1 %}', Next: 'B' }] }, B: { Type: 'Succeed' } };
    expect((await simulate(machineOf(states))).execution.failure?.cause).toContain("Expected 'boolean', but was 'number'");
  });
});

describe('Wait', () => {
  it.each([
    ['a number of seconds', { Seconds: 90 }, 90],
    ['seconds from the input', { Seconds: '{% $states.input.seconds %}' }, 30],
    ['an instant with an offset', { Timestamp: '{% $states.input.until %}' }, 3600],
    ['an instant in the past', { Timestamp: '2016-03-14T01:59:00Z' }, 0],
  ])('waits for %s', async (_what, field, seconds) => {
    const simulated = await simulate(machineOf({ A: { Type: 'Wait', ...field, End: true } }), { input: { seconds: 30, until: '2026-01-05T09:00:00+07:00' } });
    expect(simulated).toMatchObject({ seconds, execution: { status: 'SUCCEEDED' } });
  });

  it.each(['2016-12-05T21:29:29', '05-12-2016T21:29:29Z', 'tomorrow'])('refuses the instant %s', async (until) => {
    const { execution } = await simulate(machineOf({ A: { Type: 'Wait', Timestamp: '{% $states.input %}', End: true } }), { input: until });
    expect(execution.failure?.error).toBe('States.QueryEvaluationError');
  });
});

describe('Succeed and Fail', () => {
  it('ends with the Output of Succeed', async () => {
    expect((await simulate(machineOf({ A: { Type: 'Succeed', Output: '{% 1 + 1 %}' } }))).execution.output).toBe(2);
  });

  it('ends with the Error and Cause of Fail', async () => {
    const { execution, types } = await simulate(machineOf({ A: { Type: 'Fail', Error: 'Refused', Cause: "{% 'by ' & $states.input.who %}" } }), { input: { who: 'the desk' } });
    expect(execution).toMatchObject({ status: 'FAILED', failure: { error: 'Refused', cause: 'by the desk' } });
    expect(types).toEqual(['ExecutionStarted', 'FailStateEntered', 'ExecutionFailed']);
  });
});

describe('the whole execution', () => {
  it('times out after the machine\'s TimeoutSeconds', async () => {
    const { execution, types, seconds } = await simulate(machineOf({ A: { Type: 'Wait', Seconds: 100, End: true } }, { TimeoutSeconds: 60 }));
    expect(execution).toMatchObject({ status: 'TIMED_OUT', failure: { error: 'States.Timeout' } });
    expect(seconds).toBe(60);
    expect(types.slice(-2)).toEqual(['WaitStateAborted', 'ExecutionTimedOut']);
  });

  it('ends when its history is full', async () => {
    const states = { A: { Type: 'Pass', Next: 'B' }, B: { Type: 'Pass', Next: 'A' } };
    const { execution } = await simulate(machineOf(states));
    expect(execution.failure).toMatchObject({ error: 'States.Runtime' });
    expect(execution.lastEventId).toBeLessThanOrEqual(25_002);
  });

  it('fails on a payload above 256 KiB', async () => {
    const states = { A: { Type: 'Pass', Output: "{% $join($map([1..300], function($i) { $pad('', 1000, 'x') })) %}", End: true } };
    expect((await simulate(machineOf(states))).execution.failure?.error).toBe('States.DataLimitExceeded');
  });

  it('links each event to the one before it in the same branch', async () => {
    const states = {
      P: { Type: 'Parallel', Branches: ['X', 'Y'].map((name) => ({ StartAt: name, States: { [name]: { Type: 'Task', Resource: LAMBDA, End: true } } })), End: true },
    };
    const { history } = await simulate(machineOf(states), { respond: succeeded({}) });
    const started = history.find(({ type }) => type === 'ParallelStateStarted')?.id;
    const entered = history.filter(({ type }) => type === 'TaskStateEntered');
    expect(entered.map(({ previousEventId }) => previousEventId)).toEqual([started, started]);
    expect(history.every(({ id, previousEventId }) => previousEventId < id)).toBe(true);
  });
});
