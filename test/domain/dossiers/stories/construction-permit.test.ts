import { describe, expect, test } from '@jest/globals';
import { catalogueProcedure } from '../catalogue-procedure.ts';
import { agencyOf, Story } from '../story.ts';

/** Appraisal open since Monday 5 October 2026, 09:00. */
function begun(work = 'house'): Story {
  return new Story(catalogueProcedure('1.013225'), '2026-10-05 09:00').begun({ choices: { work } });
}

/** Opinions asked of three agencies, with two working days to answer. */
function consulted(): Story {
  const story = begun();
  story.ask({ type: 'request-opinions', stepId: 'appraise-house', consultationId: 'house-opinions' });
  return story;
}

const opinions = (story: Story) => Object.values(story.dossier.consultations['house-opinions']?.opinions ?? {}).map(({ state, verdict }) => [state, verdict]);

describe('a permit for a house', () => {
  test('is promised within seven working days, for another building within ten', () => {
    expect(begun().promise()).toBe('2026-10-14 17:00');
    expect(begun('other-work').promise()).toBe('2026-10-19 17:00');
    expect(begun('other-work').openSteps()).toEqual(['appraise-other-work']);
  });

  test('comes out granted when appraisal and decision are done', () => {
    const story = begun().at('2026-10-06 10:00').answer('appraise-house').advance();
    expect(story.openSteps()).toEqual(['sign-permit']);
    story.answer('sign-permit', 'result', { resultReference: '12/GPXD' }).advance();
    expect(story.in('settled')).toMatchObject({ outcome: 'granted', results: [{ type: 'construction-permit', agency: agencyOf('commune-peoples-committee'), reference: '12/GPXD' }] });
  });

  test('takes silence after two working days for agreement, and the appraisal goes on', () => {
    const story = consulted().at('2026-10-06 09:00');
    story.ask({ type: 'give-opinion', consultationId: 'house-opinions', agency: agencyOf('fire-police'), verdict: 'disagree', text: 'Thiếu lối thoát hiểm' });
    story.waitUntil('2026-10-07 16:59');
    expect(opinions(story)).toEqual([['asked', undefined], ['given', 'disagree'], ['asked', undefined]]);
    story.waitUntil('2026-10-07 17:00');
    expect(opinions(story)).toEqual([['deemed-agreed', 'agree'], ['given', 'disagree'], ['deemed-agreed', 'agree']]);
    expect(story.answer('appraise-house').advance().openSteps()).toEqual(['sign-permit']);
  });

  test('is refused, and the applicant starts again, when the supplement does not come within two working days', () => {
    const story = begun().at('2026-10-06 10:00').answer('appraise-house', 'return-for-supplement').waitUntil('2026-10-08 16:59');
    expect(story.dossier.status).toBe('awaiting-supplement');
    story.waitUntil('2026-10-08 17:00');
    expect(story.in('refused').reasons).toEqual([expect.stringContaining('The supplement was not supplied')]);
    expect(story.dossier.steps['appraise-house']?.state).toBe('cancelled');
  });

  test('counts the seven days anew when the supplement comes', () => {
    const story = begun().at('2026-10-06 10:00').answer('appraise-house', 'return-for-supplement').at('2026-10-08 10:00').supplement();
    expect(story.promise()).toBe('2026-10-19 17:00');
    expect(story.dossier.steps['appraise-house']).toMatchObject({ round: 2, state: 'open' });
  });

  test('keeps its consultation running while the applicant supplements', () => {
    const story = consulted().at('2026-10-06 10:00').answer('appraise-house', 'return-for-supplement').waitUntil('2026-10-08 09:00');
    expect(opinions(story).map(([state]) => state)).toEqual(['deemed-agreed', 'deemed-agreed', 'deemed-agreed']);
  });
});
