import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { judgeAlarm } from '#local/cloudwatch/judge-alarm';
import type { AlarmRules, AlarmState } from '#local/cloudwatch/judge-alarm';

const modes = ['missing', 'ignore', 'breaching', 'notBreaching'] as const;
const points = (drawn: string) => drawn.split(' ').map((sign) => ({ X: true, 0: false })[sign]);

/** Rows of the two tables of the CloudWatch user guide: newest point at the right, X breaches, - is missing. `same` retains the state. */
const guide: [number, string, string, string, string, string][] = [
  [3, '0 - X - X', 'OK', 'OK', 'OK', 'OK'],
  [3, '0 - - - -', 'OK', 'OK', 'OK', 'OK'],
  [3, '- - - - -', 'INSUFFICIENT_DATA', 'same', 'ALARM', 'OK'],
  [3, '0 X X - X', 'ALARM', 'ALARM', 'ALARM', 'ALARM'],
  [3, '- - X - -', 'ALARM', 'same', 'ALARM', 'OK'],
  [2, '0 - X - X', 'ALARM', 'ALARM', 'ALARM', 'ALARM'],
  [2, '0 0 X 0 X', 'ALARM', 'ALARM', 'ALARM', 'ALARM'],
  [2, '0 - X - -', 'OK', 'OK', 'ALARM', 'OK'],
  [2, '- - - - 0', 'OK', 'OK', 'ALARM', 'OK'],
  [2, '- - - X -', 'ALARM', 'same', 'ALARM', 'OK'],
  // "Because the next data point may be non-breaching, the alarm does not go immediately into ALARM state."
  [3, '- - - - X', 'OK', 'OK', 'ALARM', 'OK'],
  [3, '- - - X -', 'OK', 'OK', 'ALARM', 'OK'],
];

describe('an alarm of M out of 3', () => {
  it.each(guide.flatMap(([datapointsToAlarm, drawn, ...expected]) => modes.map((mode, index) => [datapointsToAlarm, drawn, mode, expected[index] ?? ''] as const)))(
    'M = %d, %s, %s: %s',
    (datapointsToAlarm, drawn, treatMissingData, expected) => {
      for (const current of ['OK', 'ALARM', 'INSUFFICIENT_DATA'] as const) {
        const state = judgeAlarm(points(drawn), { evaluationPeriods: 3, datapointsToAlarm, treatMissingData }, current);
        expect(state).toBe(expected === 'same' ? current : expected);
      }
    },
  );
});

describe('any alarm', () => {
  const rules: fc.Arbitrary<AlarmRules> = fc
    .record({ evaluationPeriods: fc.integer({ min: 1, max: 8 }), share: fc.double({ min: 0, max: 1, noNaN: true }), treatMissingData: fc.constantFrom(...modes) })
    .map(({ evaluationPeriods, share, treatMissingData }) => ({ evaluationPeriods, datapointsToAlarm: 1 + Math.floor(share * (evaluationPeriods - 1)), treatMissingData }));
  const range = fc.array(fc.option(fc.boolean(), { nil: undefined }), { minLength: 10, maxLength: 10 });
  const state = fc.constantFrom<AlarmState>('OK', 'ALARM', 'INSUFFICIENT_DATA');

  it('with enough data is in ALARM exactly when M of the last N real points breach, whatever the mode', () => {
    fc.assert(
      fc.property(rules, range, state, (rule, drawn, current) => {
        const real = drawn.filter((point) => point !== undefined);
        fc.pre(real.length >= rule.evaluationPeriods);
        const breaching = real.slice(-rule.evaluationPeriods).filter(Boolean).length;
        expect(judgeAlarm(drawn, rule, current)).toBe(breaching >= rule.datapointsToAlarm ? 'ALARM' : 'OK');
      }),
    );
  });

  it('lacks data only when all is missing and missing means missing', () => {
    fc.assert(
      fc.property(rules, range, (rule, drawn) => {
        const lacks = judgeAlarm(drawn, rule, 'OK') === 'INSUFFICIENT_DATA';
        expect(lacks).toBe(rule.treatMissingData === 'missing' && drawn.every((point) => point === undefined));
      }),
    );
  });

  it('never leaves ALARM because one more point breaches', () => {
    fc.assert(
      fc.property(rules, range, fc.integer({ min: 0, max: 9 }), state, (rule, drawn, index, current) => {
        fc.pre(drawn[index] === false && judgeAlarm(drawn, rule, current) === 'ALARM');
        expect(judgeAlarm(drawn.with(index, true), rule, current)).toBe('ALARM');
      }),
    );
  });

  it('is at least as alarmed when missing points breach as when they do not', () => {
    fc.assert(
      fc.property(rules, range, state, (rule, drawn, current) => {
        fc.pre(judgeAlarm(drawn, { ...rule, treatMissingData: 'notBreaching' }, current) === 'ALARM');
        for (const treatMissingData of modes) expect(judgeAlarm(drawn, { ...rule, treatMissingData }, current)).toBe('ALARM');
      }),
    );
  });
});
