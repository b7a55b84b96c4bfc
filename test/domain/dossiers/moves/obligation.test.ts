import { describe, expect, test } from '@jest/globals';
import { smallProcedure } from '../catalogue-procedure.ts';
import { refused } from '../refused.ts';
import { Story, type Wish } from '../story.ts';

/** Two financial duties beside the appraisal, in one stage. */
const DUTIES = {
  '/stages/0/steps/1/kind': 'obligation',
  '/stages/0/steps/1/agencyRole': 'tax',
  '/stages/0/steps/1/budget/amount': 1,
  '/stages/0/steps/2': { id: 'fee', name: { vi: 'Phí', en: 'Fee' }, agencyRole: 'land-office', budget: { amount: 1, unit: 'working-day' }, kind: 'obligation' },
};

function owing(changes: Readonly<Record<string, unknown>> = {}): Story {
  return new Story(smallProcedure({ ...DUTIES, ...changes }), '2026-10-05 09:00').begun({ choices: { size: 'large' } });
}

function notice(stepId = 'measure', amountDong = 5_000_000): Wish {
  return { type: 'notify-obligation', stepId, amountDong, reference: 'TB-01' };
}

const facts = (story: Story) => ('clock' in story.dossier ? story.dossier.clock.map(({ kind, at, ...rest }) => [kind, 'ground' in rest ? rest.ground : '', at.slice(5, 10)]) : []);

describe('a financial duty', () => {
  test('stops the clock once, however many duties open together', () => {
    const story = owing();
    expect(story.dossier.status).toBe('awaiting-payment');
    expect(facts(story)).toEqual([['started', '', '10-05'], ['stopped', 'financial-duty', '10-05']]);
    expect(story.promise()).toBeUndefined();
  });

  test('is told to the applicant with amount and reference, and corrected by a second notice', () => {
    const story = owing();
    story.ask(notice());
    story.ask(notice('measure', 4_000_000));
    expect(story.dossier.steps['measure']?.obligation).toEqual({ amountDong: 4_000_000, reference: 'TB-01', at: '2026-10-05T02:00:00.000Z' });
  });

  test('raises no alert while the applicant owes, and does so while the agency has not told the amount', () => {
    const story = owing();
    story.ask(notice());
    story.waitUntil('2026-10-07 09:00');
    expect(story.happened('SlaBreached').map(({ stepId }) => stepId)).toEqual(['fee']);
  });

  test('lets the clock go on when the last one is met', () => {
    const story = owing().at('2026-10-07 09:00').answer('measure');
    expect(story.promise()).toBeUndefined();
    expect(story.answer('fee').dossier.status).toBe('in-progress');
    expect(facts(story).at(-1)).toEqual(['resumed', 'financial-duty', '10-07']);
    expect(story.promise()).toBe('2026-10-19 17:00');
  });

  test('still counts when its agency has sent the applicant for a supplement', () => {
    const story = owing().answer('measure', 'return-for-supplement').answer('fee');
    expect(facts(story).filter(([kind]) => kind === 'resumed')).toEqual([]);
    story.supplement();
    expect(story.dossier.status).toBe('awaiting-payment');
    expect(story.promise()).toBeUndefined();
    expect(story.answer('measure').promise()).toBe('2026-10-15 17:00');
  });

  test('met while another agency waits for a supplement does not hold the clock afterwards', () => {
    const story = owing().answer('appraise', 'return-for-supplement').answer('measure').at('2026-10-06 09:00').answer('fee');
    expect(facts(story).at(-1)).toEqual(['resumed', 'financial-duty', '10-06']);
    expect(story.promise()).toBeUndefined();
    expect(story.at('2026-10-07 09:00').supplement().promise()).toBe('2026-10-19 17:00');
  });

  test('of an unanswered supplement ends with it where the procedure goes on', () => {
    const story = owing({ '/stages/0/steps/1/onCannot': 'CONTINUE' }).answer('fee').answer('appraise').answer('measure', 'return-for-supplement');
    story.waitUntil('2026-10-14 17:00');
    expect(story.openSteps()).toEqual(['sign']);
    expect(story.in('in-progress').dueAt).toBeDefined();
  });

  test('is looked at anew after a supplement: the agency’s time counts again', () => {
    const story = owing();
    story.ask(notice());
    story.answer('measure', 'return-for-supplement').at('2026-10-06 09:00').supplement().waitUntil('2026-10-08 09:00');
    expect(story.happened('SlaBreached').filter(({ stepId }) => stepId === 'measure')).toMatchObject([{ epoch: 2 }]);
  });
});

describe('telling an obligation', () => {
  test('is refused for a step that sets none', () => {
    expect(refused(owing(), notice('appraise'))).toMatchObject({ kind: 'rule-broken', code: 'step-has-no-obligation' });
  });

  test('is refused for a step that does not exist or is answered', () => {
    expect(refused(owing(), notice('nowhere'))).toMatchObject({ kind: 'not-found', code: 'step-not-found' });
    expect(refused(owing().answer('measure'), notice())).toMatchObject({ kind: 'forbidden-by-state', code: 'step-not-open' });
  });

  test('is refused when the dossier waits for no payment', () => {
    expect(refused(owing().answer('measure').answer('fee'), notice())).toMatchObject({ kind: 'forbidden-by-state', code: 'move-not-allowed' });
  });
});
