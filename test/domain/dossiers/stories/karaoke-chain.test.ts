import { describe, expect, test } from '@jest/globals';
import { catalogueProcedure } from '../catalogue-procedure.ts';
import { refused } from '../refused.ts';
import { Story } from '../story.ts';

const STEPS = ['household-business', 'security-certificate', 'appraise-licence', 'inspect-premises', 'karaoke-licence'];

function begun(local = '2026-10-05 09:00'): Story {
  return new Story(catalogueProcedure('1.900297'), local).begun();
}

describe('a karaoke bar', () => {
  test('is promised within sixteen working days, from the next one when handed in within the last hour', () => {
    expect(begun().promise()).toBe('2026-10-27 17:00');
    expect(begun('2026-10-05 16:00').promise()).toBe('2026-10-27 17:00');
    expect(begun('2026-10-05 16:01').promise()).toBe('2026-10-28 17:00');
  });

  test('passes from agency to agency, one at a time, and comes out with three results', () => {
    const story = begun();
    for (const step of STEPS) {
      expect(story.openSteps()).toEqual([step]);
      story.answer(step).advance();
    }
    expect(story.in('settled').results.map(({ type }) => type)).toEqual(['household-business-certificate', 'security-certificate', 'karaoke-licence']);
  });

  test('may be sent back only at the beginning of the chain', () => {
    const story = begun().answer('household-business').advance();
    expect(refused(story, { type: 'answer-step', stepId: 'security-certificate', outcome: 'return-for-supplement', reasons: ['x'], items: ['y'] })).toMatchObject({ code: 'step-may-not-return' });
  });

  test('is stopped when the supplement does not come within fifteen working days', () => {
    const story = begun().answer('household-business', 'return-for-supplement').waitUntil('2026-10-26 16:59');
    expect(story.dossier.status).toBe('awaiting-supplement');
    expect(story.waitUntil('2026-10-26 17:00').dossier.status).toBe('stopped');
  });

  test('refused by the police keeps the business it registered', () => {
    const story = begun().answer('household-business').advance().answer('security-certificate', 'cannot').advance();
    expect(story.in('settled')).toMatchObject({ outcome: 'partially-granted', results: [{ type: 'household-business-certificate' }] });
  });

  test('fills its term: each agency in time is the whole in time', () => {
    const story = begun();
    for (const step of STEPS) {
      const { dueAt } = story.dossier.steps[step] ?? {};
      if (dueAt === undefined) throw new Error(`${step} is not open`);
      story.now = story.now.add({ milliseconds: Date.parse(dueAt) - story.now.epochMilliseconds });
      story.answer(step).advance();
    }
    const settled = story.in('settled');
    expect(settled.settledAt).toBe(settled.dueAt);
  });
});
