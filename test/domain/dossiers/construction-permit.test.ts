import { describe, expect, test } from '@jest/globals';
import { catalogueProcedure } from './catalogue-procedure.ts';
import { agencyOf, Story } from './story.ts';

// Monday 5 October 2026, 09:00: no holiday before 24 November.
function begun() {
  return new Story(catalogueProcedure('1.013225'), '2026-10-05 09:00').begun();
}

describe('a construction permit for a house', () => {
  test('is promised within seven working days and appraised first', () => {
    const story = begun();
    expect(story.promise()).toBe('2026-10-14 17:00');
    expect(story.openSteps()).toEqual(['appraise-house']);
  });

  test('comes out granted, with its permit, when appraisal and decision are done', () => {
    const story = begun();
    story.at('2026-10-06 10:00').answer('appraise-house').advance();
    expect(story.openSteps()).toEqual(['sign-permit']);
    story.answer('sign-permit', 'result', { resultReference: '12/GPXD' }).advance();
    const settled = story.in('settled');
    expect(settled.outcome).toBe('granted');
    expect(settled.results).toEqual([{ type: 'construction-permit', stepId: 'sign-permit', agency: agencyOf('commune-peoples-committee'), reference: '12/GPXD' }]);
  });
});
