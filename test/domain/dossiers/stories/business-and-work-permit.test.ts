import { describe, expect, test } from '@jest/globals';
import { catalogueProcedure } from '../catalogue-procedure.ts';
import { Story } from '../story.ts';

describe('a household business', () => {
  const begun = (choices: Readonly<Record<string, string>> = {}) => new Story(catalogueProcedure('1.001612'), '2026-10-05 09:00').begun({ choices });

  test('is promised within three working days and gets its tax code on the way', () => {
    const story = begun();
    expect(story.promise()).toBe('2026-10-08 17:00');
    story.at('2026-10-05 14:00').answer('name-check').advance();
    expect(story.openSteps()).toEqual(['tax-code']);
    story.answer('tax-code', 'result', { resultReference: '0101234567' }).advance().answer('certificate').advance();
    expect(story.in('settled')).toMatchObject({ outcome: 'granted', results: [{ type: 'tax-code', reference: '0101234567' }, { type: 'household-business-certificate' }] });
  });

  test('asks several members for their minutes, and a representative for the power of attorney', () => {
    expect(Object.keys(begun({ members: 'several', 'filed-by': 'representative' }).dossier.papers)).toEqual(['pp-registration-request', 'pp-members-minutes', 'pp-power-of-attorney']);
    expect(Object.keys(begun().dossier.papers)).toEqual(['pp-registration-request']);
  });

  test('counts half a working day for the name: four office hours', () => {
    const story = new Story(catalogueProcedure('1.001612'), '2026-10-05 15:00').begun();
    expect(story.dossier.steps['name-check']?.dueAt).toBe('2026-10-06T02:30:00.000Z');
  });

  test('ends refused when its name is taken', () => {
    const story = begun().answer('name-check', 'cannot', { reasons: ['Tên đã được đăng ký'] }).advance();
    expect(story.in('settled')).toMatchObject({ outcome: 'refused', reasons: ['Tên đã được đăng ký'] });
  });
});

describe('a work permit', () => {
  const begun = (choices: Readonly<Record<string, string>> = {}) => new Story(catalogueProcedure('1.014199'), '2026-10-05 09:00').begun({ choices });

  test('passes from appraisal to review to signature within ten working days', () => {
    const story = begun();
    expect(story.promise()).toBe('2026-10-19 17:00');
    for (const step of ['appraise', 'leader-review', 'sign-permit']) {
      expect(story.openSteps()).toEqual([step]);
      story.answer(step).advance();
    }
    expect(story.in('settled').results.map(({ type }) => type)).toEqual(['work-permit']);
  });

  test('asked for together with the criminal record: the police work beside the appraisal', () => {
    const story = begun({ 'criminal-record': 'joint' });
    expect(story.openSteps()).toEqual(['appraise', 'criminal-record']);
    expect(story.answer('appraise').advance().openSteps()).toEqual(['criminal-record']);
    expect(story.answer('criminal-record').advance().openSteps()).toEqual(['leader-review']);
  });

  test('without a clean record is not permitted, and the appraisal is called off', () => {
    const story = begun({ 'criminal-record': 'joint' }).answer('criminal-record', 'cannot').advance();
    expect(story.in('settled').outcome).toBe('refused');
    expect(story.dossier.steps['appraise']?.state).toBe('cancelled');
  });
});
