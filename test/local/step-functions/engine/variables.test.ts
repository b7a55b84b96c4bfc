import { describe, expect, it } from '@jest/globals';
import { machineOf, simulate } from '../simulate.ts';

describe('variables', () => {
  it('live on until the end of the execution', async () => {
    const states = {
      A: { Type: 'Pass', Assign: { code: '{% $states.input.code %}', n: 1 }, Output: 'gone', Next: 'B' },
      B: { Type: 'Pass', Next: 'C' },
      C: { Type: 'Pass', Output: "{% $code & '/' & $string($n) %}", End: true },
    };
    expect((await simulate(machineOf(states), { input: { code: 'H26' } })).execution.output).toBe('H26/1');
  });

  it('are all assigned from the values before the state, and Output does not see them', async () => {
    const states = {
      A: { Type: 'Pass', Assign: { x: 1, y: 2 }, Next: 'B' },
      B: { Type: 'Pass', Assign: { x: '{% $y %}', y: '{% $x %}' }, Output: '{% [$x, $y] %}', Next: 'C' },
      C: { Type: 'Pass', Output: { before: '{% $states.input %}', after: '{% [$x, $y] %}' }, End: true },
    };
    expect((await simulate(machineOf(states))).execution.output).toEqual({ before: [1, 2], after: [2, 1] });
  });

  it('of the outside are seen in branches; those of a branch stay in it', async () => {
    const states = {
      A: { Type: 'Pass', Assign: { outer: 'o' }, Next: 'P' },
      P: {
        Type: 'Parallel', Next: 'C',
        Branches: ['X', 'Y'].map((name) => ({
          StartAt: name,
          States: {
            [name]: { Type: 'Pass', Assign: { [`inner${name}`]: '{% $outer %}' }, Next: `${name}2` },
            [`${name}2`]: { Type: 'Pass', Output: `{% $inner${name} %}`, End: true },
          },
        })),
      },
      C: { Type: 'Pass', Output: ['{% $states.input %}', '{% $exists($innerX) %}'], End: true },
    };
    expect((await simulate(machineOf(states))).execution.output).toEqual([['o', 'o'], false]);
  });

  it('are told in the history as text, by name', async () => {
    const { history } = await simulate(machineOf({ A: { Type: 'Pass', Assign: { x: { y: 1 } }, End: true } }));
    expect(history.find(({ type }) => type === 'PassStateExited')?.details).toMatchObject({ assignedVariables: { x: '{"y":1}' } });
  });
});
