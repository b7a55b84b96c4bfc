import { describe, expect, test } from '@jest/globals';
import { dossierView } from '#domain/dossiers/dossier-view';
import { MAX_ASKED_AGAIN } from '#domain/dossiers/moves/ask-again';
import { toCloudEvent } from '#domain/notifications/webhook-message';
import { whoIsTold } from '#domain/notifications/who-is-told';
import { smallProcedure } from '../catalogue-procedure.ts';
import { refused } from '../refused.ts';
import { agencyOf, DESK, Story, type Wish } from '../story.ts';

const working = () => new Story(smallProcedure(), '2026-10-05 09:00').begun();
const again = (stepId = 'appraise'): Wish => ({ type: 'ask-again', stepId, reason: 'Ngày sinh không khớp giấy chứng sinh', fields: ['/application/form/childName'] });
const asked = (story: Story, times = 1) => {
  for (let time = 0; time < times; time += 1) story.ask(again());
  return story;
};

describe('an agency that finds a step’s data incoherent', () => {
  test('asks for it again: the record keeps who, why and when, and the step shows it', () => {
    const story = asked(working().at('2026-10-05 14:00'));
    const kept = { at: '2026-10-05T07:00:00.000Z', agency: agencyOf('construction-authority'), round: 1, reason: 'Ngày sinh không khớp giấy chứng sinh', fields: ['/application/form/childName'] };
    expect(story.dossier.steps['appraise']?.askedAgain).toEqual([kept]);
    expect(dossierView(story.dossier, { withApplication: false }).steps[0]).toMatchObject({ id: 'appraise', askedAgain: [kept] });
    expect(story.happened('StepAskedAgain')).toHaveLength(1);
  });

  test('gets no time for it: no date moves and no clock stops', () => {
    const before = working().at('2026-10-05 14:00');
    const dates = [before.promise(), before.dossier.steps['appraise']?.dueAt, before.dossier.steps['appraise']?.clock];
    const { dossier } = asked(before);
    expect([before.promise(), dossier.steps['appraise']?.dueAt, dossier.steps['appraise']?.clock]).toEqual(dates);
  });

  test('is told anew, and so is the desk that received the dossier; the reason stays in the record', () => {
    const { recorded, dossier } = asked(working());
    const last = recorded.at(-1);
    if (last === undefined) throw new Error('something was recorded');
    expect(whoIsTold(last, dossier)).toEqual([agencyOf('construction-authority'), DESK]);
    const message = toCloudEvent(last, dossier, DESK);
    expect(message).toMatchObject({ type: 'vn.motcua.dossier.step-asked-again.v1', data: { stepId: 'appraise', dueAt: dossier.steps['appraise']?.dueAt } });
    expect(JSON.stringify(message)).not.toContain('Ngày sinh');
  });

  test('may still answer the step, and no longer ask once it has', () => {
    const story = asked(working()).answer('appraise');
    expect(refused(story.advance(), again())).toMatchObject({ kind: 'forbidden-by-state', code: 'step-not-open' });
    expect(refused(story, again('nowhere'))).toMatchObject({ kind: 'not-found', code: 'step-not-found' });
  });

  test('is sent to talk to people after the last time of a round; a new round counts anew', () => {
    const story = asked(working(), MAX_ASKED_AGAIN);
    expect(refused(story, again())).toMatchObject({ kind: 'rule-broken', code: 'asked-again-too-often' });
    story.answer('appraise', 'return-for-supplement').at('2026-10-06 09:00').supplement();
    expect(asked(story).dossier.steps['appraise']?.askedAgain?.map(({ round }) => round)).toEqual([1, 1, 1, 2]);
  });

  test('finds no step to ask for before the desk has accepted the dossier', () => {
    expect(refused(new Story(smallProcedure(), '2026-10-05 09:00').create().submit(), again())).toMatchObject({ code: 'move-not-allowed' });
  });
});
