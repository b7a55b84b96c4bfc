import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { longestMatch } from '#tools/openapi/longest-match';

test.each([
  ['^[a-z0-9][a-z0-9-]{0,99}$', 100],
  [String.raw`^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$`, 24],
  [String.raw`^\+?[0-9 ]{8,20}$`, 21],
  [String.raw`^\d\.\d{6}(\.[0-9A-Z.]{1,20})?$`, 29],
  ['^(?:ab|c[d-f]{2}|)$', 3],
  ['^(ab){3}$', 6],
  ['^a*$', undefined],
  ['^a+b{2,}$', undefined],
  ['a{3}', undefined],
  ['^(?=x)a$', undefined],
  [String.raw`^(a)\1$`, undefined],
])('%s matches no text longer than %s', (pattern, longest) => expect(longestMatch(pattern)).toBe(longest));

const atom = fc.constantFrom('a', '[b-d]', String.raw`\d`, '(?:ef|g)', '(hi?)');
const times = fc.constantFrom('', '?', '{2}', '{1,3}');
const sequence = fc.array(fc.tuple(atom, times).map(([what, often]) => what + often), { minLength: 1, maxLength: 4 }).map((parts) => parts.join(''));

test('no text that matches is longer than told', () => {
  fc.assert(
    fc.property(
      fc.array(sequence, { minLength: 1, maxLength: 3 }).chain((parts) => {
        const pattern = `^(?:${parts.join('|')})$`;
        return fc.tuple(fc.constant(pattern), fc.stringMatching(new RegExp(pattern)));
      }),
      ([pattern, matching]) => matching.length <= (longestMatch(pattern) ?? -1),
    ),
  );
});
