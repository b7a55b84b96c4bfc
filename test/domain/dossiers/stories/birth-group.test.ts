import { describe, expect, test } from '@jest/globals';
import { catalogueProcedure } from '../catalogue-procedure.ts';
import { Story } from '../story.ts';

const procedure = catalogueProcedure('3.000722');

/** Handed in and begun on Monday 5 October 2026. */
function begun(identityCard = false, local = '2026-10-05 09:00'): Story {
  return new Story(procedure, local).begun(identityCard ? { choices: { 'identity-card': 'with' } } : {});
}

/** The birth is registered the same afternoon, and the rights are asked for side by side. */
function registered(identityCard = false): Story {
  return begun(identityCard).at('2026-10-05 16:00').answer('birth-registration', 'result', { resultReference: '15/KS' }).advance();
}

const resultsOf = (story: Story) => story.in('settled').results.map(({ type }) => type);

describe('a child is born', () => {
  test('and everything is promised within three working days', () => {
    expect(begun().promise()).toBe('2026-10-08 17:00');
  });

  test('and what comes in after 15:00 counts from the next working day', () => {
    expect(begun(false, '2026-10-05 15:00').promise()).toBe('2026-10-08 17:00');
    expect(begun(false, '2026-10-05 15:01').promise()).toBe('2026-10-09 17:00');
  });

  test('and police and insurance work side by side once the birth is registered', () => {
    expect(begun().openSteps()).toEqual(['birth-registration']);
    expect(registered().openSteps()).toEqual(['permanent-residence', 'health-insurance-card']);
    expect(registered(true).openSteps()).toEqual(['permanent-residence', 'health-insurance-card', 'identity-card']);
  });

  test('and the parents get three results together', () => {
    const story = registered().at('2026-10-06 09:00').answer('health-insurance-card').advance();
    expect(story.dossier.status).toBe('in-progress');
    story.at('2026-10-07 09:00').answer('permanent-residence').advance();
    expect(resultsOf(story)).toEqual(['birth-certificate', 'residence-notice', 'health-insurance-card']);
    expect(story.in('settled').outcome).toBe('granted');
    story.ask({ type: 'hand-over', method: 'online' });
    expect(story.dossier.status).toBe('returned');
    expect(story.happened('SlaBreached')).toEqual([]);
  });

  test('and with the identity card there is a fourth, and nine working days', () => {
    expect(registered(true).promise()).toBe('2026-10-16 17:00');
  });
});

describe('residence refused', () => {
  test('leaves the birth certificate and the insurance card valid', () => {
    const story = registered().answer('permanent-residence', 'cannot').advance();
    expect(story.openSteps()).toEqual(['health-insurance-card']);
    story.answer('health-insurance-card').advance();
    expect(story.in('settled')).toMatchObject({ outcome: 'partially-granted', reasons: ['Chưa đủ điều kiện'] });
    expect(resultsOf(story)).toEqual(['birth-certificate', 'health-insurance-card']);
  });

  test('for want of the supplement the police asked for leaves them valid too', () => {
    const story = registered().answer('permanent-residence', 'return-for-supplement');
    expect(story.dossier.status).toBe('awaiting-supplement');
    story.at('2026-10-06 09:00').answer('health-insurance-card').waitUntil('2026-10-14 17:00');
    expect(story.in('settled')).toMatchObject({ outcome: 'partially-granted', reasons: [expect.stringContaining('Người nộp không bổ sung')] });
    expect(resultsOf(story)).toEqual(['birth-certificate', 'health-insurance-card']);
  });
});

describe('birth refused', () => {
  test('ends the whole group, and nobody else is ever asked', () => {
    const story = begun().answer('birth-registration', 'cannot').advance();
    expect(story.in('settled')).toMatchObject({ outcome: 'refused', results: [] });
    expect(Object.keys(story.dossier.steps)).toEqual(['birth-registration']);
  });

  test('for want of a supplement within seven working days ends the group as refused', () => {
    const story = begun().answer('birth-registration', 'return-for-supplement').waitUntil('2026-10-14 16:59');
    expect(story.dossier.status).toBe('awaiting-supplement');
    expect(story.waitUntil('2026-10-14 17:00').dossier.status).toBe('refused');
  });
});

test('the desk has two working hours, and the delay is told', () => {
  const story = new Story(procedure, '2026-10-05 10:30').create().grant().submit().waitUntil('2026-10-05 13:59');
  expect(story.happened('SlaBreached')).toEqual([]);
  expect(story.waitUntil('2026-10-05 14:01').happened('SlaBreached')).toMatchObject([{ what: 'reception' }]);
});
