import { describe, expect, test } from '@jest/globals';
import { smallProcedure } from '../catalogue-procedure.ts';
import { refused } from '../refused.ts';
import { agencyOf, Story, type Wish } from '../story.ts';

type AnswerWish = Extract<Wish, { type: 'answer-step' }>;

function working(changes: Readonly<Record<string, unknown>> = {}): Story {
  return new Story(smallProcedure(changes), '2026-10-05 09:00').begun();
}

/** Both steps of the first stage side by side. */
function parallel(changes: Readonly<Record<string, unknown>> = {}): Story {
  return new Story(smallProcedure(changes), '2026-10-05 09:00').begun({ choices: { size: 'large' } });
}

function wish(more: Partial<AnswerWish> = {}): Wish {
  return { type: 'answer-step', stepId: 'appraise', outcome: 'result', reasons: [], items: [], ...more };
}

describe('a step', () => {
  test('is opened at the agency of its role with its own budget', () => {
    expect(working().dossier.steps).toEqual({
      appraise: {
        id: 'appraise',
        stageId: 'look',
        agency: agencyOf('construction-authority'),
        kind: 'work',
        round: 1,
        state: 'open',
        openedAt: '2026-10-05T02:00:00.000Z',
        atRiskAt: '2026-10-08T02:24:00.000Z',
        clock: [{ kind: 'started', at: '2026-10-05T02:00:00.000Z' }],
        watch: { epoch: 1, since: '2026-10-05T02:00:00.000Z', told: [], ladder: [] },
        dueAt: '2026-10-08T10:00:00.000Z',
      },
    });
  });

  test('opens beside the others of its stage, and the next stage waits for all', () => {
    const story = parallel();
    expect(story.openSteps()).toEqual(['appraise', 'measure']);
    expect(story.answer('appraise').advance().openSteps()).toEqual(['measure']);
    expect(story.answer('measure').advance().openSteps()).toEqual(['sign']);
  });
});

describe('a result', () => {
  test('is kept with its reference, who gave it and when', () => {
    const story = working().at('2026-10-06 10:00').answer('appraise', 'result', { resultReference: '7/BC' });
    expect(story.dossier.steps['appraise']).toMatchObject({ state: 'answered', answer: { outcome: 'result', at: '2026-10-06T03:00:00.000Z', by: { id: 'officer-7' }, resultReference: '7/BC' } });
  });

  test('of the last step settles the dossier as granted with the results the procedure names', () => {
    const story = working().answer('appraise').advance().answer('sign', 'result', { resultReference: '12/GP' }).advance();
    expect(story.in('settled')).toMatchObject({ outcome: 'granted', reasons: [], results: [{ type: 'permit', stepId: 'sign', agency: agencyOf('commune-peoples-committee'), reference: '12/GP' }] });
    expect(story.in('settled').clock.at(-1)).toEqual({ kind: 'ended', at: '2026-10-05T02:00:00.000Z' });
  });
});

describe('"cannot"', () => {
  test('ends the dossier as refused, with its reasons, and calls off the other agencies', () => {
    const story = parallel().answer('appraise', 'cannot').advance();
    expect(story.in('settled')).toMatchObject({ outcome: 'refused', results: [], reasons: ['Chưa đủ điều kiện'] });
    expect(story.happened('StepCancelled')).toEqual([{ type: 'StepCancelled', stepId: 'measure' }]);
    expect(story.dossier.steps['measure']?.state).toBe('cancelled');
  });

  test('leaves its part ungranted and goes on where the procedure says so', () => {
    const story = parallel({ '/stages/0/steps/1/onCannot': 'CONTINUE' }).answer('measure', 'cannot').advance();
    expect(story.openSteps()).toEqual(['appraise']);
    story.answer('appraise').advance().answer('sign').advance();
    expect(story.in('settled')).toMatchObject({ outcome: 'partially-granted', reasons: ['Chưa đủ điều kiện'], results: [{ type: 'permit' }] });
  });

  test('of every part means refused, though each might have gone on', () => {
    const story = working({ '/stages/0/steps/0/onCannot': 'CONTINUE', '/stages/1/steps/0/onCannot': 'CONTINUE' });
    story.answer('appraise', 'cannot').advance().answer('sign', 'cannot').advance();
    expect(story.in('settled')).toMatchObject({ outcome: 'refused', reasons: ['Chưa đủ điều kiện', 'Chưa đủ điều kiện'] });
  });

  test('ends the dossier even while the applicant owes another agency a supplement', () => {
    const story = parallel().answer('measure', 'return-for-supplement').answer('appraise', 'cannot').advance();
    expect(story.in('settled')).toMatchObject({ outcome: 'refused', reasons: ['Chưa đủ điều kiện'] });
    expect(story.happened('StepCancelled')).toEqual([{ type: 'StepCancelled', stepId: 'measure' }]);
    expect(story.promise()).toBeUndefined();
  });

  test('is refused without a reason', () => {
    expect(refused(working(), wish({ outcome: 'cannot' }))).toMatchObject({ kind: 'rule-broken', code: 'reasons-missing', fields: [{ pointer: '/reasons' }] });
  });
});

describe('a return for supplement', () => {
  test('asks the applicant through the one-stop and stops the clock', () => {
    const story = working().at('2026-10-06 10:00').answer('appraise', 'return-for-supplement');
    const waiting = story.in('awaiting-supplement');
    expect(waiting.supplement).toEqual({ items: ['Bản vẽ'], reasons: ['Chưa đủ điều kiện'], requestedAt: '2026-10-06T03:00:00.000Z', answerBy: '2026-10-15T10:00:00.000Z', askedLate: false, stepId: 'appraise' });
    expect(waiting.clock.at(-1)).toEqual({ kind: 'stopped', at: '2026-10-06T03:00:00.000Z', ground: 'supplement' });
    expect(waiting.steps['appraise']).toMatchObject({ state: 'returned', answer: { outcome: 'return-for-supplement' } });
    expect(story.promise()).toBeUndefined();
  });

  test.each<[why: string, changes: Readonly<Record<string, unknown>>, more: Partial<AnswerWish>, code: string]>([
    ['without a reason', {}, { items: ['x'] }, 'reasons-missing'],
    ['without naming what to supply', {}, { reasons: ['x'] }, 'supplement-items-missing'],
    ['where the step may not', { '/stages/0/steps/0/mayReturn': false }, { reasons: ['x'], items: ['y'] }, 'step-may-not-return'],
  ])('is refused %s', (_why, changes, more, code) => {
    expect(refused(working(changes), wish({ outcome: 'return-for-supplement', ...more }))).toMatchObject({ kind: 'rule-broken', code });
  });

  test('is refused while another supplement is outstanding', () => {
    const story = parallel({ '/supplement/maxRequests': 2 }).answer('measure', 'return-for-supplement');
    expect(refused(story, wish({ outcome: 'return-for-supplement', reasons: ['x'], items: ['y'] }))).toMatchObject({ kind: 'rule-broken', code: 'supplement-outstanding' });
  });

  test('is refused when the desk has asked already', () => {
    const story = new Story(smallProcedure(), '2026-10-05 09:00').create().submit();
    story.ask({ type: 'request-supplement', items: ['x'], reasons: ['y'] });
    story.supplement().accept().advance();
    expect(refused(story, wish({ outcome: 'return-for-supplement', reasons: ['x'], items: ['y'] }))).toMatchObject({ code: 'supplement-already-requested' });
  });
});

describe('an answer', () => {
  test.each(['nowhere', 'sign', 'constructor'])('is not found for a step that is not open in the dossier: %s', (stepId) => {
    expect(refused(working(), wish({ stepId }))).toMatchObject({ kind: 'not-found', code: 'step-not-found' });
  });

  test('is refused for a step answered already', () => {
    expect(refused(working().answer('appraise'), wish())).toMatchObject({ kind: 'forbidden-by-state', code: 'step-not-open' });
  });

  test('is refused for the step that waits for the supplement', () => {
    expect(refused(working().answer('appraise', 'return-for-supplement'), wish())).toMatchObject({ kind: 'forbidden-by-state', code: 'step-not-open' });
  });

  test.each<[where: string, reach: () => Story]>([
    ['lies at the desk', () => new Story(smallProcedure(), '2026-10-05 09:00').create().submit()],
    ['is accepted and not begun', () => new Story(smallProcedure(), '2026-10-05 09:00').create().submit().accept()],
    ['is settled', () => working().answer('appraise', 'cannot').advance()],
  ])('is refused when the dossier %s', (_where, reach) => {
    expect(refused(reach(), wish())).toMatchObject({ kind: 'forbidden-by-state', code: 'move-not-allowed' });
  });
});
