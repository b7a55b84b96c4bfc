import { describe, expect, test } from '@jest/globals';
import { smallProcedure } from '../catalogue-procedure.ts';
import { refused } from '../refused.ts';
import { Story, type Wish } from '../story.ts';

/** Returned on Tuesday at 10:00, after 9.5 office hours of the 5 days. */
function returned(changes: Readonly<Record<string, unknown>> = {}): Story {
  return new Story(smallProcedure(changes), '2026-10-05 09:00').begun().at('2026-10-06 10:00').answer('appraise', 'return-for-supplement');
}

describe('a supplement after acceptance', () => {
  test('starts the term from zero by the decrees’ rule, and asks the same step again', () => {
    const story = returned().at('2026-10-09 10:00').supplement();
    expect(story.in('in-progress').clock.at(-1)).toEqual({ kind: 'restarted', at: '2026-10-09T03:00:00.000Z', ground: 'supplement' });
    expect(story.promise()).toBe('2026-10-16 17:00');
    expect(story.dossier.steps['appraise']).toMatchObject({ id: 'appraise', round: 2, state: 'open', openedAt: '2026-10-09T03:00:00.000Z', dueAt: '2026-10-14T10:00:00.000Z' });
    expect(story.dossier.steps['appraise']?.answer).toBeUndefined();
    expect(story.in('in-progress').watch.epoch).toBe(2);
  });

  test('resumes what was left where the procedure says so', () => {
    const story = returned({ '/supplement/clock': 'RESUME' }).at('2026-10-09 10:00').supplement();
    expect(story.in('in-progress').clock.at(-1)).toMatchObject({ kind: 'resumed' });
    expect(story.promise()).toBe('2026-10-15 17:00');
  });

  test('that comes past the cut-off counts from the next working day', () => {
    const cutOff = { '/cutOff': { kind: 'AT_TIME', localTime: '15:00', shiftTo: 'NEXT_WORKING_DAY' } };
    expect(returned(cutOff).at('2026-10-09 15:01').supplement().promise()).toBe('2026-10-19 17:00');
  });

  test('takes new papers as the hand-in does', () => {
    const story = new Story(smallProcedure(), '2026-10-05 09:00').begun({ choices: { size: 'large' } }).answer('appraise', 'return-for-supplement');
    const [plan] = story.requiredPapers();
    if (plan === undefined) throw new Error('the large case asks for a plan');
    story.grant([{ ...plan, id: 'pp-more' }]);
    expect(refused(story, { type: 'supplement', found: [] })).toMatchObject({ code: 'paper-not-uploaded' });
    expect(story.supplement().dossier.papers['pp-more']?.state).toBe('received');
  });

  test('is refused when none was asked for', () => {
    const reached = [new Story(smallProcedure(), '2026-10-05 09:00').create().submit(), returned().supplement(), returned().supplement().answer('appraise', 'cannot').advance()];
    for (const story of reached) expect(refused(story, { type: 'supplement', found: [] })).toMatchObject({ kind: 'forbidden-by-state', code: 'move-not-allowed' });
  });
});

describe('a supplement that never comes', () => {
  test.each([
    ['REFUSE', 'refused'],
    ['STOP', 'stopped'],
  ] as const)('ends the dossier by the procedure’s rule %s, and calls off every agency', (rule, status) => {
    const story = new Story(smallProcedure({ '/supplement/onNoAnswer': rule }), '2026-10-05 09:00').begun({ choices: { size: 'large' } });
    story.answer('appraise', 'return-for-supplement').waitUntil('2026-10-14 16:59');
    expect(story.in('awaiting-supplement').supplement.answerBy).toBe('2026-10-14T10:00:00.000Z');
    story.waitUntil('2026-10-14 17:00');
    const ended = story.in(status);
    expect(ended.reasons).toHaveLength(1);
    expect(ended.clock.at(-1)).toEqual({ kind: 'ended', at: '2026-10-14T10:00:00.000Z' });
    expect(Object.values(ended.steps).map(({ state }) => state)).toEqual(['cancelled', 'cancelled']);
  });

  test('ends the dossier that was not accepted yet', () => {
    const story = new Story(smallProcedure(), '2026-10-05 09:00').create().submit();
    story.ask({ type: 'request-supplement', items: ['x'], reasons: ['y'] });
    expect(story.waitUntil('2026-10-14 17:00').in('refused').acceptedAt).toBeUndefined();
  });

  test('costs the applicant that part only where a "cannot" of the step would', () => {
    const story = returned({ '/stages/0/steps/0/onCannot': 'CONTINUE' }).waitUntil('2026-10-15 17:00');
    expect(story.dossier.steps['appraise']).toMatchObject({ state: 'answered', answer: { outcome: 'cannot', by: { kind: 'system' } } });
    expect(story.in('in-progress').clock.at(-1)).toEqual({ kind: 'resumed', at: '2026-10-15T10:00:00.000Z', ground: 'supplement' });
    expect(story.promise()).toBe('2026-10-22 14:30');
    expect(story.openSteps()).toEqual(['sign']);
    expect(story.answer('sign').advance().in('settled')).toMatchObject({ outcome: 'partially-granted', reasons: [expect.stringContaining('supplement')] });
  });

  test('stops the whole dossier where the procedure says stop, whatever the step', () => {
    expect(returned({ '/stages/0/steps/0/onCannot': 'CONTINUE', '/supplement/onNoAnswer': 'STOP' }).waitUntil('2026-10-15 17:00').dossier.status).toBe('stopped');
  });
});

describe('while a supplement is outstanding', () => {
  test('another agency may answer, and its step stays answered', () => {
    const story = new Story(smallProcedure(), '2026-10-05 09:00').begun({ choices: { size: 'large' } });
    story.answer('appraise', 'return-for-supplement').answer('measure').advance();
    expect(story.in('awaiting-supplement').steps['measure']?.state).toBe('answered');
    expect(story.supplement().advance().openSteps()).toEqual(['appraise']);
    expect(story.answer('appraise').advance().openSteps()).toEqual(['sign']);
  });

  test('papers may be granted', () => {
    const grant: Wish = { type: 'grant-papers', papers: [] };
    expect(returned().ask(grant)).toHaveLength(1);
  });
});
