import { describe, expect, it, test } from '@jest/globals';
import { answerCheck, type Exchange, UndescribedAnswer } from '#test/support/openapi/check-answer';
import { readApi } from '#test/support/openapi/described-api';

const problem = {
  type: 'object',
  required: ['type'],
  properties: { type: { type: 'string' } },
};
const refused = (...codes: string[]) => ({ description: 'No', headers: {}, content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } }, 'x-problem-codes': codes });
const check = answerCheck(
  readApi({
    openapi: '3.1.0',
    paths: {
      '/things/{thingId}': {
        get: {
          operationId: 'readThing',
          responses: {
            200: { description: 'Here', headers: { ETag: {} }, content: { 'application/json': { schema: { type: 'object', required: ['id', 'size'], properties: { id: { type: 'string' }, size: { type: 'integer' } }, additionalProperties: false } } } },
            304: { description: 'Same', headers: { ETag: {} } },
            401: { description: 'Who', content: { 'application/problem+json': {}, 'application/json': { schema: { type: 'object', required: ['message'] } } } },
            404: refused('thing-not-found'),
            503: { $ref: '#/components/responses/NotNow' },
          },
        },
      },
      '/things/first': { get: { operationId: 'readFirst', responses: { 204: { description: 'Nothing' } } } },
    },
    components: { schemas: { Problem: problem }, responses: { NotNow: refused('unavailable') } },
  }),
);

const ALWAYS = { 'x-correlation-id': 'c-12345678', 'api-version': '1.0.0', 'content-language': 'vi' };
const exchange = (change: Partial<Omit<Exchange, 'headers' | 'text'>> & { headers?: Record<string, string | undefined>; body?: unknown; at?: string } = {}): Exchange => {
  const { headers = {}, body = { id: 'a', size: 1 }, at = '/v1/things/a', ...rest } = change;
  const all: Record<string, string | undefined> = { ...ALWAYS, 'content-type': 'application/json; charset=utf-8', ...headers };
  const given = Object.entries(all).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return { method: 'GET', url: new URL(at, 'http://127.0.0.1'), status: 200, headers: new Headers(given), text: textOf(body), ...rest };
};
function textOf(body: unknown): string {
  return typeof body === 'string' ? body : JSON.stringify(body);
}
const refusal = (code: string, status = 404) => exchange({ status, headers: { 'content-type': 'application/problem+json' }, body: { type: `https://motcua.example/problems/${code}` } });

describe('an answer that is described', () => {
  test.each([
    ['a body of its schema', exchange()],
    ['an ETag where one is described', exchange({ headers: { etag: '"1"' } })],
    ['a part of a body that was asked for in part', exchange({ at: '/v1/things/a?fields=id', body: { id: 'a' } })],
    ['no body where none is described', exchange({ status: 304, body: '', headers: { 'content-type': undefined } })],
    ['a refusal with a code of its operation', refusal('thing-not-found')],
    ['a refusal described once for all', refusal('unavailable', 503)],
    ['the gateway by itself, without our headers', exchange({ status: 401, body: { message: 'Unauthorized' }, headers: { 'x-correlation-id': undefined, 'api-version': undefined, 'content-language': undefined } })],
    ['an address that no operation has', { ...refusal('address-not-found'), url: new URL('http://127.0.0.1/v1/nothing') }],
    ['a fixed word before a parameter', exchange({ at: '/v1/things/first', status: 204, body: '', headers: { 'content-type': undefined } })],
  ])('passes: %s', (_, each) => expect(() => { check(each); }).not.toThrow());
});

describe('an answer that is not described', () => {
  const told = (each: Exchange): string => {
    try {
      check(each);
      return 'passed';
    } catch (error) {
      return error instanceof UndescribedAnswer ? error.message : 'thrown by something else';
    }
  };

  test.each([
    ['another status', exchange({ status: 202 }), 'readThing (GET /things/{thingId}): 202 is not described'],
    ['a member too many', exchange({ body: { id: 'a', size: 1, secret: 'x' } }), 'must NOT have additional properties {"additionalProperty":"secret"}'],
    ['a member missing', exchange({ body: { id: 'a' } }), "must have required property 'size'"],
    ['a member of another type, in a part as well', exchange({ at: '/v1/things/a?fields=size', body: { size: 'large' } }), '/size must be integer'],
    ['another content type', exchange({ headers: { 'content-type': 'text/plain' } }), 'not described with content type text/plain'],
    ['a body where none is described', exchange({ status: 304 }), '304 is described without a body'],
    ['no correlation id', exchange({ headers: { 'x-correlation-id': undefined } }), 'an answer without x-correlation-id'],
    ['a header that is not described', exchange({ headers: { location: '/v1/x' } }), 'the header location is not described'],
    ['a code that is not of the operation', refusal('other-thing'), 'the refusal other-thing is not described'],
    ['success at an address that no operation has', exchange({ at: '/v1/nothing' }), 'which is no operation: was answered 200'],
  ])('is told with its operation: %s', (_, each, what) => expect(told(each)).toContain(what));

  it('has passed when it is described after all', () => expect(told(exchange())).toBe('passed'));
});
