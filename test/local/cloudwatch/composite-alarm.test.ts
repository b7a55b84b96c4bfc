import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { parseAlarmRule } from '#local/cloudwatch/composite-alarm';
import type { AlarmState } from '#local/cloudwatch/judge-alarm';

const states: Readonly<Record<string, AlarmState>> = { late: 'ALARM', 'desk/queue/too long': 'OK', quiet: 'INSUFFICIENT_DATA' };
const holds = (rule: string): boolean => parseAlarmRule(rule).holds((name) => states[name] ?? 'OK');

describe('the rule of a composite alarm', () => {
  it.each([
    ['ALARM(late)', true],
    ['ALARM("late")', true],
    ["ALARM( 'late' )", true],
    ['ALARM("desk/queue/too long")', false],
    ['OK(desk/queue/too long)', true],
    ['INSUFFICIENT_DATA(quiet)', true],
    ['ALARM("arn:aws:cloudwatch:ap-southeast-1:000000000000:alarm:late")', true],
    ['ALARM(late) AND ALARM("desk/queue/too long")', false],
    ['ALARM(late) OR ALARM("desk/queue/too long")', true],
    ['NOT ALARM(late)', false],
    ['NOT (ALARM(late) AND FALSE) AND TRUE', true],
    ['FALSE AND FALSE OR TRUE', true],
    ['TRUE OR FALSE AND FALSE', true],
    ['(TRUE OR FALSE) AND FALSE', false],
    ['NOT NOT TRUE', true],
    ['(ALARM(late)\n  AND NOT ALARM(quiet))', true],
  ])('%s is %s', (rule, expected) => {
    expect(holds(rule)).toBe(expected);
  });

  it('tells which alarms it names', () => {
    expect(parseAlarmRule('TRUE OR ALARM(a) AND NOT OK("b c")').alarmNames).toEqual(['a', 'b c']);
  });

  it.each(['', 'ALARM', 'ALARM()', 'ALARM(a', '(TRUE', 'TRUE FALSE', 'AND TRUE', 'late', 'TRUE XOR FALSE', 'ALARM(a))'])('%j is refused', (rule) => {
    expect(() => parseAlarmRule(rule)).toThrow(SyntaxError);
  });

  it('reads what any nesting of AND, OR and NOT means', () => {
    type Node = { text: string; value: boolean };
    const { node } = fc.letrec<{ node: Node }>((tie) => ({
      node: fc.oneof(
        { maxDepth: 4 },
        fc.boolean().map((value) => ({ text: value ? 'ALARM("late")' : 'OK(late)', value })),
        tie('node').map(({ text, value }) => ({ text: `NOT ${text}`, value: !value })),
        fc.tuple(tie('node'), tie('node')).map(([one, other]) => ({ text: `(${one.text} AND ${other.text})`, value: one.value && other.value })),
        fc.tuple(tie('node'), tie('node')).map(([one, other]) => ({ text: `(${one.text} OR ${other.text})`, value: one.value || other.value })),
      ),
    }));
    fc.assert(fc.property(node, ({ text, value }) => expect(holds(text)).toBe(value)));
  });
});
