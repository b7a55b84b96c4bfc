import { describe, expect, it, test } from '@jest/globals';
import fc from 'fast-check';
import { z } from 'zod';
import { canonicalJson } from '#domain/kernel/canonical-json';
import { readEnvironment } from '#functions/platform/environment';
import { readIdempotency, type IdempotencySource } from '#functions/platform/idempotency';
import { preferredLanguage } from '#functions/platform/language';

describe('the environment', () => {
  const schema = z.object({ DOSSIER_TABLE: z.string().min(1), QUEUE_URL: z.url() });

  it('is read by its schema', () => {
    expect(readEnvironment(schema, { DOSSIER_TABLE: 't', QUEUE_URL: 'https://q.example', OTHER: 'x' })).toEqual({ DOSSIER_TABLE: 't', QUEUE_URL: 'https://q.example' });
  });

  it('names every variable at fault in one sentence, without its value', () => {
    expect(() => readEnvironment(schema, { QUEUE_URL: 'no-url-at-all' })).toThrow(/^The function's environment is not complete: DOSSIER_TABLE \(.+\), QUEUE_URL \(.+\)\.$/);
    expect(() => readEnvironment(schema, { QUEUE_URL: 'no-url-at-all' })).not.toThrow(/no-url-at-all/);
  });
});

describe('the language', () => {
  test.each<[string | undefined, string]>([
    [undefined, 'vi'],
    ['', 'vi'],
    ['en', 'en'],
    ['en-US,en;q=0.9', 'en'],
    ['fr,en;q=0.2,vi;q=0.1', 'en'],
    ['fr, vi;q=0.3, en;q=0.2', 'vi'],
    ['en;q=0, vi', 'vi'],
    ['fr', 'vi'],
    ['*', 'vi'],
    [';;;,,,q=', 'vi'],
  ])('for %p is %s', (header, language) => {
    expect(preferredLanguage(header)).toBe(language);
  });
});

describe('what an Idempotency-Key stands for', () => {
  const source: IdempotencySource = { key: 'key-number-1', principalId: 'citizen-1', route: 'POST /v1/things', method: 'POST', path: '/v1/things', body: { a: 1, b: [{ c: 2, d: 3 }] } };

  it('does not depend on the order in which the members of the body were written', () => {
    expect(readIdempotency({ ...source, body: { b: [{ d: 3, c: 2 }], a: 1 } })).toEqual(readIdempotency(source));
  });

  test.each<[string, Partial<IdempotencySource>, 'scope' | 'requestHash']>([
    ['another principal', { principalId: 'citizen-2' }, 'scope'],
    ['another route', { route: 'POST /v1/others' }, 'scope'],
    ['another address', { path: '/v1/things/2' }, 'scope'],
    ['another key', { key: 'key-number-2' }, 'scope'],
    ['another body', { body: { a: 1, b: [{ c: 2, d: 4 }] } }, 'requestHash'],
    ['no body', { body: undefined }, 'requestHash'],
    ['another order in a list', { body: { a: 1, b: [{ c: 2 }, { d: 3 }] } }, 'requestHash'],
  ])('is another thing for %s', (_title, change, part) => {
    expect(readIdempotency({ ...source, ...change })[part]).not.toBe(readIdempotency(source)[part]);
  });

  it('is written so that equal JSON, and only equal JSON, gives equal text', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 4 }), fc.jsonValue({ maxDepth: 4 }), (left, right) => {
        const copy: unknown = JSON.parse(JSON.stringify(left));
        expect(JSON.parse(canonicalJson(left))).toEqual(copy);
        expect(canonicalJson(left) === canonicalJson(right)).toBe(canonicalJson(JSON.parse(JSON.stringify(left))) === canonicalJson(JSON.parse(JSON.stringify(right))));
      }),
      // A member of this name is content like any other.
      { examples: [[JSON.parse('{"__proto__":""}'), {}]] },
    );
  });
});
