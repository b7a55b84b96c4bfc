import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type Audience, audienceKey, ownAudience, partitionsOf, readAudience } from '#domain/notifications/audience';
import { readFeedCursor, writeFeedCursor } from '#domain/notifications/feed-cursor';

const position = fc.integer({ min: 0, max: 999_999_999_999 });
const audiences: fc.Arbitrary<Audience> = fc.oneof(
  fc.record({ kind: fc.constant('agency' as const), id: fc.constantFrom('H99.101', 'H99.102', 'H99.101.01') }),
  fc.record({ kind: fc.constant('partner' as const), id: fc.string({ minLength: 1, maxLength: 20 }) }),
  fc.constant({ kind: 'cell' as const }),
);
const placed = audiences.chain((whose) => fc.tuple(fc.constant(whose), fc.array(position, { minLength: partitionsOf(whose), maxLength: partitionsOf(whose) })));

describe('A cursor of a feed', () => {
  test('leads back to the very place it was written at', () => {
    fc.assert(fc.property(placed, ([whose, positions]) => expect(readFeedCursor(whose, writeFeedCursor(whose, positions))).toEqual(positions)));
  });

  test('leads nowhere in the feed of another audience', () => {
    fc.assert(
      fc.property(placed, audiences, ([whose, positions], other) => {
        fc.pre(audienceKey(other) !== audienceKey(whose));
        expect(readFeedCursor(other, writeFeedCursor(whose, positions))).toBeUndefined();
      }),
    );
  });

  test('fits into an address as it is', () => {
    fc.assert(fc.property(placed, ([whose, positions]) => expect(writeFeedCursor(whose, positions)).toMatch(/^[0-9a-z]+(\.[0-9a-z]+)+$/)));
  });

  test('that somebody made up is none', () => {
    const agency: Audience = { kind: 'agency', id: 'H99.101' };
    const good = writeFeedCursor(agency, [17]);
    fc.assert(fc.property(fc.string(), (text) => expect(readFeedCursor(agency, text)).toBeUndefined()));
    for (const bad of [`${good}.1`, `${good}zzzzzzzzzzzz`, good.replace('.', '.-'), good.replace('.', '.0'), `${good.split('.')[0] ?? ''}.`]) {
      expect([bad, readFeedCursor(agency, bad)]).toEqual([bad, undefined]);
    }
  });
});

describe('An audience', () => {
  test.each<[string, Audience | undefined]>([
    ['agency:H99.105', { kind: 'agency', id: 'H99.105' }],
    ['partner:client:7', { kind: 'partner', id: 'client:7' }],
    ['cell', { kind: 'cell' }],
    ['cell:H99', undefined],
    ['agency:', undefined],
    ['agency', undefined],
    ['citizen:lan', undefined],
    ['', undefined],
  ])('written as "%s" is read as %j', (text, expected) => {
    expect(readAudience(text)).toEqual(expected);
  });

  test.each<[Parameters<typeof ownAudience>[0], Audience | undefined]>([
    [{ kind: 'agency-system', id: 's', agency: 'H99.101', roles: [] }, { kind: 'agency', id: 'H99.101' }],
    [{ kind: 'officer', id: 'o', agency: 'H99.101', roles: [] }, { kind: 'agency', id: 'H99.101' }],
    [{ kind: 'partner', id: 'bank-1', roles: [] }, { kind: 'partner', id: 'bank-1' }],
    [{ kind: 'administrator', id: 'a', roles: [] }, { kind: 'cell' }],
    [{ kind: 'citizen', id: 'c', roles: [] }, undefined],
  ])('of %j is %j', (principal, expected) => {
    expect(ownAudience(principal)).toEqual(expected);
  });
});
