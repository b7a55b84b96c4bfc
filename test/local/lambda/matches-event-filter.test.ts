import { describe, expect, it } from '@jest/globals';

import { matchesEventFilter } from '#local/lambda/matches-event-filter';

const event = {
  eventName: 'INSERT',
  dynamodb: { NewImage: { itemType: { S: 'EVENT' }, code: { S: 'H26-01' }, gone: { NULL: true } } },
  amount: 5,
  tags: ['a', 'b'],
  nothing: null,
};

describe('a filter of an event source mapping', () => {
  it.each([
    ['every named value is among those listed', { eventName: ['INSERT', 'MODIFY'], dynamodb: { NewImage: { itemType: { S: ['EVENT'] } } } }],
    ['a prefix fits', { dynamodb: { NewImage: { code: { S: [{ prefix: 'H26' }] } } } }],
    ['a suffix fits', { dynamodb: { NewImage: { code: { S: [{ suffix: '-01' }] } } } }],
    ['only the case differs', { eventName: [{ 'equals-ignore-case': 'insert' }] }],
    ['the value is none of those excluded', { eventName: [{ 'anything-but': ['REMOVE'] }] }],
    ['the value does not begin with what is excluded', { eventName: [{ 'anything-but': { prefix: 'RE' } }] }],
    ['a number lies in the range', { amount: [{ numeric: ['>', 0, '<=', 5] }] }],
    ['the key is there', { amount: [{ exists: true }] }],
    ['the key is missing, as wanted', { colour: [{ exists: false }] }],
    ['one entry of a list fits', { tags: ['b'] }],
    ['null is wanted and found', { nothing: [null] }],
    ['one of the branches fits', { $or: [{ eventName: ['REMOVE'] }, { amount: [5] }] }],
  ])('lets an event through when %s', (_why, pattern) => {
    expect(matchesEventFilter(event, pattern)).toBe(true);
  });

  it.each([
    ['a value is another', { eventName: ['REMOVE'] }],
    ['a nested key is missing', { dynamodb: { OldImage: { itemType: { S: ['EVENT'] } } } }],
    ['a number lies outside the range', { amount: [{ numeric: ['>', 5] }] }],
    ['text stands where a number is wanted', { eventName: [{ numeric: ['>', 0] }] }],
    ['the value is excluded', { eventName: [{ 'anything-but': 'INSERT' }] }],
    ['the key is there though it must not be', { amount: [{ exists: false }] }],
    ['no branch fits', { $or: [{ eventName: ['REMOVE'] }, { amount: [6] }] }],
  ])('keeps an event back when %s', (_why, pattern) => {
    expect(matchesEventFilter(event, pattern)).toBe(false);
  });

  it('refuses a rule it does not know', () => {
    expect(() => matchesEventFilter(event, { eventName: [{ wildcard: 'I*' }] })).toThrow('The local cell does not know the event filter rule "wildcard".');
  });
});
