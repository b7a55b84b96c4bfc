import { describe, expect, it } from '@jest/globals';
import type { Json } from '#local/json/json';
import { machineOf, simulate } from '../simulate.ts';

async function outputOf(expression: string, input: Json = {}): Promise<unknown> {
  const { execution } = await simulate(machineOf({ A: { Type: 'Pass', Output: `{% ${expression} %}`, End: true } }), { input });
  return execution.failure === null ? execution.output : execution.failure.error;
}

describe('what Step Functions adds to JSONata', () => {
  it.each([
    ['$partition([1,2,3], 2)', [[1, 2], [3]]],
    ['$range(0, 10, 3)', [0, 3, 6, 9]],
    ['$range(3, 1, -1)', [3, 2, 1]],
    ["$hash('abc', 'SHA-1')", 'a9993e364706816aba3e25717850c26c9cd0d89d'],
    ["$parse('{\"a\":[1]}').a", [1]],
    ["$parse('-0')", 0],
    ['$random(7) = $random(7)', true],
    ['$random() != $random()', true],
    ["$contains($uuid(), /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)", true],
    ['$now()', '2026-01-05T01:00:00.000Z'],
    ["$now('[Y]/[M]/[D]', '+0700')", '2026/1/5'],
    ['$millis()', Date.parse('2026-01-05T01:00:00Z')],
    ['$states.context.State.EnteredTime', '2026-01-05T01:00:00.000Z'],
  ])('%s', async (expression, expected) => {
    expect(await outputOf(expression)).toEqual(expected);
  });

  it.each(["$partition([1], 0)", "$range(1, 2, 0)", "$range(1, 100000, 1)", "$hash('x', 'CRC')", "$parse('{')", "$eval('1')", 'function($x) { $x }', '1/0'])('refuses %s', async (expression) => {
    expect(await outputOf(expression)).toBe('States.QueryEvaluationError');
  });
});

describe('what expressions give', () => {
  it('keeps an array of one item an array', async () => {
    expect(await outputOf('$states.input.items', { items: [0] })).toEqual([0]);
  });

  it('keeps null and false', async () => {
    expect(await outputOf('$states.input.nothing', { nothing: null })).toBeNull();
    expect(await outputOf('$states.input.no', { no: false })).toBe(false);
  });
});
