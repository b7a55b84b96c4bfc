import { describe, expect, test } from '@jest/globals';
import { knownRoles } from '#domain/procedures/known-roles';
import { lintProcedure } from '#domain/procedures/lint-procedure';
import { procedureDefinition } from '#domain/procedures/procedure';
import { procedureJsonWith } from './procedure-json.ts';

const name = { vi: 'Tên', en: 'Name' };
const legalBasis = { cites: 'A test', confidence: 'unverified' };

function findings(changes: Readonly<Record<string, unknown>>) {
  return lintProcedure(procedureDefinition.parse(procedureJsonWith(changes)), knownRoles);
}

function told(changes: Readonly<Record<string, unknown>>): string[] {
  return findings(changes).map(({ severity, code, pointer }) => `${severity} ${code} ${pointer}`);
}

const manyOptions = Array.from({ length: 11 }, (_, i) => ({ id: `o${i}`, name, values: [{ value: 'yes', name }, { value: 'no', name }] }));

describe('the linter', () => {
  test('finds nothing wrong with a sound definition', () => {
    expect(findings({})).toEqual([]);
  });

  test.each<[sentence: string, changes: Record<string, unknown>, told: string[]]>([
    ['it ends before it begins', { '/effective/until': '2025-12-31' }, ['error effective-out-of-order /effective/until']],
    ['an option is named twice', { '/options/1': { id: 'size', name, values: [{ value: 'small', name }] } }, ['error duplicate-id /options/1/id']],
    ['a value is named twice', { '/options/0/values/2': { value: 'large', name } }, ['error duplicate-id /options/0/values/2/value']],
    ['a case is named twice', { '/cases/1/id': 'small' }, ['error duplicate-id /cases/1/id']],
    ['a paper is named twice', { '/papers/1': { slot: 'plan', name, required: false } }, ['error duplicate-id /papers/1/slot']],
    ['a stage is named twice', { '/stages/1/id': 'look' }, ['error duplicate-id /stages/1/id']],
    ['a step is named twice, in another stage', { '/stages/1/steps/0/id': 'appraise' }, ['error duplicate-id /stages/1/steps/0/id']],
    [
      'a consultation is named twice, in another step',
      { '/stages/1/steps/0/consultations': [{ id: 'opinions', question: name, agencyRoles: ['tax'], limit: { amount: 1, unit: 'working-day' }, onSilence: 'ESCALATE', legalBasis }] },
      ['error duplicate-id /stages/1/steps/0/consultations/0/id'],
    ],
    ['an agency is consulted twice', { '/stages/0/steps/0/consultations/0/agencyRoles/1': 'fire-police' }, ['error duplicate-id /stages/0/steps/0/consultations/0/agencyRoles/1']],
    [
      'the choices are too many to check',
      { '/options': manyOptions, '/cases': [{ id: 'all', name, terms: [{ channels: ['online', 'desk'], term: { amount: 9, unit: 'working-day' }, legalBasis }] }], '/papers': [], '/stages/0/steps/1/when': undefined },
      ['error too-many-combinations /options'],
    ],
    ['a default is not among the values', { '/options/0/default': 'middling' }, ['error default-not-a-value /options/0/default']],
    ['a paper speaks of an option that does not exist', { '/papers/0/when': { length: ['large'] } }, ['error unknown-option /papers/0/when/length']],
    ['a paper speaks of a value that does not exist', { '/papers/0/when': { size: ['small', 'huge'] } }, ['error unknown-value /papers/0/when/size/1']],
    ['a step speaks of a value that does not exist', { '/stages/0/steps/1/when': { size: ['huge'] } }, ['error unknown-value /stages/0/steps/1/when/size/0']],
    ['a step belongs to an unknown role', { '/stages/0/steps/1/agencyRole': 'star-gazer' }, ['error unknown-agency-role /stages/0/steps/1/agencyRole']],
    ['an unknown role is consulted', { '/stages/0/steps/0/consultations/0/agencyRoles/1': 'star-gazer' }, ['error unknown-agency-role /stages/0/steps/0/consultations/0/agencyRoles/1']],
    ['a choice makes no case', { '/cases/1/when': { size: ['small'] } }, ['error several-cases /cases/1', 'error no-case /cases']],
    ['a choice makes two cases', { '/cases/1/when': { size: ['small', 'large'] } }, ['error several-cases /cases/1']],
    ['a channel has no term in a case', { '/cases/1/terms': [{ channels: ['online'], term: { amount: 8, unit: 'working-day' }, legalBasis }] }, ['error channel-without-term /cases/1/terms']],
    ['a channel has two terms in a case', { '/cases/1/terms/1/channels': ['desk', 'online'] }, ['error channel-with-two-terms /cases/1/terms/1/channels/1']],
    ['a term is for a channel that is not offered', { '/cases/0/terms/0/channels/2': 'post' }, ['warning channel-not-offered /cases/0/terms/0/channels/2']],
    ['a fee is for a channel that is not offered', { '/cases/0/fees': [{ name, amountDong: 1, channels: ['post'], confidence: 'derived' }] }, ['warning channel-not-offered /cases/0/fees/0/channels/0']],
    ['nobody works for a choice', { '/stages': [{ id: 'look', name, steps: [{ id: 'sign', name, agencyRole: 'tax', when: { size: ['large'] }, budget: { amount: 1, unit: 'working-day' }, result: { type: 'permit', name } }] }] }, ['error no-step /stages']],
    ['nobody gives a result', { '/stages/1/steps/0/result': undefined }, ['error no-result /stages']],
    ['the only result is for another choice', { '/stages/1/steps/0/result': undefined, '/stages/0/steps/1/result': { type: 'permit', name } }, ['error no-result /stages']],
    ['the steps take longer than the term', { '/stages/1/steps/0/budget/amount': 2.25 }, ['error budgets-exceed-term /cases/0/terms/0/term']],
    ['parallel steps take longer than the term, for one choice and each channel', { '/stages/0/steps/1/budget/amount': 7.5 }, ['error budgets-exceed-term /cases/1/terms/0/term', 'error budgets-exceed-term /cases/1/terms/1/term']],
    ['working hours take longer than working days', { '/stages/1/steps/0/budget': { amount: 17, unit: 'working-hour' } }, ['error budgets-exceed-term /cases/0/terms/0/term']],
    ['working days may take longer than calendar days', { '/cases/0/terms/0/term': { amount: 6, unit: 'calendar-day' } }, ['warning budgets-exceed-term /cases/0/terms/0/term']],
    ['a consultation lasts longer than its step', { '/stages/0/steps/0/consultations/0/limit/amount': 4 }, ['error consultation-exceeds-budget /stages/0/steps/0/consultations/0/limit']],
    ['more opinions are needed than agencies asked', { '/stages/0/steps/0/consultations/0/quorum': 3 }, ['error quorum-too-high /stages/0/steps/0/consultations/0/quorum']],
    ['a calendar day is split', { '/supplement/answerWithin': { amount: 1.5, unit: 'calendar-day' } }, ['error term-not-whole /supplement/answerWithin/amount']],
  ])('tells that %s', (_sentence, changes, expected) => {
    expect(told(changes)).toEqual(expected);
  });

  test('leaves an obligation out of the sum, for the clock stands still', () => {
    expect(told({ '/stages/2': { id: 'tax', name, steps: [{ id: 'pay', name, agencyRole: 'tax', kind: 'obligation', budget: { amount: 30, unit: 'calendar-day' } }] } })).toEqual([]);
  });

  test('adds fractions without the dust of floating point', () => {
    const tenth = { amount: 0.1, unit: 'working-day' };
    const steps = Array.from({ length: 3 }, (_, i) => ({ id: `s${i}`, name, steps: [{ id: `t${i}`, name, agencyRole: 'tax', budget: tenth, result: { type: 'permit', name } }] }));
    expect(told({ '/stages': steps, '/cases/0/terms/0/term/amount': 0.3 })).toEqual([]);
  });

  test('says it in both languages, with the choices and the sum', () => {
    const [finding] = findings({ '/stages/1/steps/0/budget/amount': 2.25 });
    expect(finding?.message.en).toBe('The steps take longer (appraise 3 working-day + sign 2.25 working-day = 42 working hours) than the term of 40 hours for the choices: size=small.');
    expect(finding?.message.vi).toContain('42 giờ làm việc');
  });
});
