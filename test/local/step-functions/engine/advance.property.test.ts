import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { advance } from '#local/step-functions/engine/advance';
import type { Answer, Execution } from '#local/step-functions/engine/execution';
import { LAMBDA, START, executionOf, machineOf } from '../simulate.ts';

const agencies = ['tax', 'land', 'police', 'health', 'justice'];
const machine = machineOf({
  Ask: {
    Type: 'Map', Items: '{% $states.input %}', Assign: { count: '{% $count($states.result) %}' }, Next: 'Sum',
    ItemProcessor: {
      StartAt: 'Opinion',
      States: {
        Opinion: { Type: 'Task', Resource: LAMBDA, Retry: [{ ErrorEquals: ['Busy'] }], Next: 'Note' },
        Note: { Type: 'Pass', Output: { agency: '{% $states.context.Map.Item.Value %}', said: '{% $states.input %}' }, End: true },
      },
    },
  },
  Sum: { Type: 'Pass', Output: { opinions: '{% $states.input %}', count: '{% $count %}' }, End: true },
});

/** Begins the machine and gives, for each agency, the answer its task waits for. */
async function begin(): Promise<{ execution: Execution; answers: Answer[] }> {
  const { execution, effects } = await advance(machine, executionOf(machine, agencies), { now: START, answers: [] });
  return { execution, answers: effects.map(({ taskId, parameters }) => ({ kind: 'succeeded', taskId, output: `yes from ${JSON.stringify(parameters)}` })) };
}

describe('advancing', () => {
  it('gives the same join in whatever order, and in however many steps, the answers arrive', async () => {
    const expected = { opinions: agencies.map((agency) => ({ agency, said: `yes from "${agency}"` })), count: agencies.length };
    const order = fc.shuffledSubarray([0, 1, 2, 3, 4], { minLength: 5, maxLength: 5 });
    await fc.assert(fc.asyncProperty(order, fc.array(fc.boolean(), { minLength: 5, maxLength: 5 }), async (places, cuts) => {
      const { execution: begun, answers } = await begin();
      let execution = begun;
      let batch: Answer[] = [];
      for (const [step, place] of places.entries()) {
        const answer = answers[place];
        if (answer !== undefined) batch.push(answer);
        if (cuts[step] === false && step < places.length - 1) continue;
        ({ execution } = await advance(machine, execution, { now: START + step, answers: batch }));
        batch = [];
      }
      expect(execution).toMatchObject({ status: 'SUCCEEDED', output: expected, transitions: 2 + 2 * agencies.length });
    }), { numRuns: 60 });
  });

  it('takes each answer once, however often it is delivered', async () => {
    await fc.assert(fc.asyncProperty(fc.array(fc.nat({ max: 4 }), { maxLength: 20 }), async (deliveries) => {
      const { execution, answers } = await begin();
      const delivered = deliveries.flatMap((place) => answers[place] ?? []);
      const { accepted } = await advance(machine, execution, { now: START, answers: delivered });
      expect(accepted.filter(Boolean)).toHaveLength(new Set(deliveries).size);
    }), { numRuns: 60 });
  });

  it('does not touch what it is given, and repeats itself exactly', async () => {
    const { execution, answers } = await begin();
    const before = JSON.stringify(execution);
    const once = await advance(machine, execution, { now: START + 5, answers });
    const again = await advance(machine, JSON.parse(before), { now: START + 5, answers });
    expect(JSON.stringify(execution)).toBe(before);
    expect(JSON.stringify(again)).toBe(JSON.stringify(once));
  });
});
