import { describe, expect, test } from '@jest/globals';
import { catalogueProcedure } from '../catalogue-procedure.ts';
import { Story } from '../story.ts';

function begun(benefit: string): Story {
  return new Story(catalogueProcedure('2.002913'), '2026-10-05 09:00').begun({ choices: { benefit } });
}

describe('a death is registered first', () => {
  test('and refused there, the whole group ends', () => {
    const story = begun('merit').answer('death-registration', 'cannot').advance();
    expect(story.in('settled')).toMatchObject({ outcome: 'refused', results: [] });
  });
});

describe('the benefit branches exclude each other', () => {
  const branches: [benefit: string, promise: string, steps: string[], results: string[]][] = [
    ['none', '2026-10-08 17:00', [], []],
    ['funeral-insurance', '2026-10-16 17:00', ['funeral-insurance'], ['insurance-benefit-decision']],
    ['social-assistance-funeral', '2026-10-13 17:00', ['social-assistance-funeral'], ['social-assistance-decision']],
    ['social-assistance-elderly', '2026-10-20 17:00', ['stop-survivor-benefit', 'social-assistance-funeral'], ['social-assistance-decision']],
    ['merit', '2026-10-29 17:00', ['merit'], ['merit-benefit-decision']],
  ];

  test.each(branches)('with %s the dossier is promised for %s and only its own agencies work', (benefit, promise, steps, results) => {
    const story = begun(benefit);
    expect(story.promise()).toBe(promise);
    story.answer('death-registration').advance();
    expect(story.openSteps()).toEqual(['residence-deletion', ...steps]);
    for (const step of story.openSteps()) story.answer(step);
    story.advance();
    expect(story.in('settled').outcome).toBe('granted');
    expect(story.in('settled').results.map(({ type }) => type)).toEqual(['death-extract', 'residence-deletion-notice', ...results]);
    expect(story.types().filter((type) => type === 'StepOpened')).toHaveLength(2 + steps.length);
  });

  test('a benefit refused leaves the registration and the deletion valid', () => {
    const story = begun('funeral-insurance').answer('death-registration').advance().answer('funeral-insurance', 'cannot').answer('residence-deletion').advance();
    expect(story.in('settled')).toMatchObject({ outcome: 'partially-granted', results: [{ type: 'death-extract' }, { type: 'residence-deletion-notice' }] });
  });
});
