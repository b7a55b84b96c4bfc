import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { compilePattern } from '#local/eventbridge/event-pattern';

const event = {
  source: 'mot-cua.dossiers',
  'detail-type': 'StepOverdue',
  resources: [],
  detail: { agency: 'H29.10', daysLate: 3, tags: ['land', 'tax'], note: null, lead: { level: 'commune' }, papers: [{ kind: 'form' }, { kind: 'map' }] },
};
const fits = (pattern: unknown): boolean => compilePattern(pattern)(event);
const detail = (fields: Record<string, unknown>): boolean => fits({ detail: fields });

describe('an event pattern', () => {
  it('wants every field it names, and any of the values it lists', () => {
    expect(fits({ source: ['other', 'mot-cua.dossiers'], detail: { daysLate: [3] } })).toBe(true);
    expect(fits({ source: ['mot-cua.dossiers'], detail: { daysLate: ['3'] } })).toBe(false);
    expect(fits({ source: ['mot-cua.dossiers'], region: ['x'] })).toBe(false);
    expect(fits({})).toBe(true);
  });

  it('reaches into objects and into lists of the event', () => {
    expect(detail({ lead: { level: ['commune'] } })).toBe(true);
    expect(detail({ tags: ['tax'] })).toBe(true);
    expect(detail({ papers: { kind: ['map'] } })).toBe(true);
    expect(detail({ papers: { kind: ['photo'] } })).toBe(false);
  });

  it.each([
    [{ agency: [{ prefix: 'H29' }] }, true],
    [{ agency: [{ prefix: 'H30' }] }, false],
    [{ agency: [{ prefix: { 'equals-ignore-case': 'h29' } }] }, true],
    [{ agency: [{ suffix: '.10' }] }, true],
    [{ agency: [{ 'equals-ignore-case': 'h29.10' }] }, true],
    [{ agency: [{ wildcard: 'H*.1*' }] }, true],
    [{ agency: [{ wildcard: 'H29?10' }] }, false],
    [{ agency: [{ 'anything-but': 'H30' }] }, true],
    [{ agency: [{ 'anything-but': ['H29.10', 'H30'] }] }, false],
    [{ agency: [{ 'anything-but': { prefix: 'H29' } }] }, false],
    [{ agency: [{ 'anything-but': { wildcard: ['*.11', '*.12'] } }] }, true],
    [{ daysLate: [{ 'anything-but': [1, 2] }] }, true],
    [{ missing: [{ 'anything-but': 'x' }] }, false],
    [{ daysLate: [{ numeric: ['>', 0, '<=', 3] }] }, true],
    [{ daysLate: [{ numeric: ['<', 3] }] }, false],
    [{ daysLate: [{ numeric: ['=', 3] }] }, true],
    [{ agency: [{ numeric: ['>', 0] }] }, false],
    [{ agency: [{ exists: true }] }, true],
    [{ agency: [{ exists: false }] }, false],
    [{ missing: [{ exists: false }] }, true],
    [{ lead: { head: [{ exists: false }] } }, true],
    [{ gone: { head: [{ exists: false }] } }, true],
    [{ note: [null] }, true],
    [{ missing: [null] }, false],
    [{ $or: [{ daysLate: [9] }, { agency: ['H29.10'] }] }, true],
    [{ $or: [{ daysLate: [9] }, { agency: ['H30'] }], tags: ['land'] }, false],
  ])('%j fits: %s', (fields, expected) => {
    expect(detail(fields)).toBe(expected);
  });

  it('counts an empty list as a missing field', () => {
    expect(fits({ resources: [{ exists: false }] })).toBe(true);
  });

  it.each([['text'], [null], [{ source: [] }], [{ source: 'x' }], [{ source: [{ cidr: '10.0.0.0/8' }] }], [{ source: [{ prefix: 3 }] }], [{ source: [{ numeric: ['>'] }] }], [{ source: [{ numeric: [1, '>'] }] }], [{ $or: [{}] }], [{ source: [{ 'anything-but': { numeric: ['>', 1] } }] }]])(
    'refuses %j when the rule is made, not when an event comes',
    (pattern) => {
      expect(() => compilePattern(pattern)).toThrow(SyntaxError);
    },
  );

  it('fits an event made of the values it asks for, whatever else the event holds', () => {
    const word = fc.stringMatching(/^[a-z]{1,6}$/);
    fc.assert(
      fc.property(fc.dictionary(word, fc.array(fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.constant(null)), { minLength: 1 })), fc.dictionary(word, fc.string()), (pattern, extra) => {
        const fitting = { ...extra, ...Object.fromEntries(Object.entries(pattern).map(([name, values]) => [name, values.at(-1)])) };
        expect(compilePattern(pattern)(fitting)).toBe(true);
      }),
    );
  });

  it('a wildcard takes any text for its star, and every other character as it is', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.string(), (before, between, after) => {
        const plain = (text: string) => text.replaceAll(/[\\*]/g, (found) => `\\${found}`);
        const matches = compilePattern({ x: [{ wildcard: `${plain(before)}*${plain(after)}` }] });
        expect(matches({ x: before + between + after })).toBe(true);
        expect(compilePattern({ x: [{ wildcard: plain(between) }] })({ x: between })).toBe(true);
      }),
    );
  });
});
