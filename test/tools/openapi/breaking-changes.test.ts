import { describe, expect, it, test } from '@jest/globals';
import { breakingChanges, unannouncedChanges } from '#tools/openapi/breaking-changes';

const text = { type: 'string' };
const object = (properties: object, required: string[] = []) => ({ type: 'object', properties, required, additionalProperties: false });
const operation = (body: object, answer: object, more: object = {}) => ({
  operationId: 'doIt',
  requestBody: { required: true, content: { 'application/json': { schema: body } } },
  responses: { 200: { description: 'Done', content: { 'application/json': { schema: answer } } }, 404: { description: 'None' } },
  ...more,
});
const api = (post: object, version = '1.2.0', schemas: object = {}) => ({ openapi: '3.1.0', info: { title: 'It', version }, paths: { '/it': { post } }, components: { schemas } });
const asking = (properties: object, required?: string[]) => api(operation(object(properties, required), object({ done: text })));
const answering = (properties: object, required?: string[]) => api(operation(object({}), object(properties, required)));
const withParameters = (...parameters: object[]) => api(operation(object({}), object({}), { parameters }));
const option = (kind: string, properties: object = {}) => object({ kind: { const: kind }, ...properties }, ['kind']);

type Row = readonly [what: string, before: object, after: object];

const BREAKS: readonly Row[] = [
  ['an operation is gone', asking({}), { ...asking({}), paths: {} }],
  ['a member is demanded anew', asking({ a: text }, ['a']), asking({ a: text, b: text }, ['a', 'b'])],
  ['a member that was free is demanded', asking({ a: text }), asking({ a: text }, ['a'])],
  ['a member is not taken any more, and so refused', asking({ a: text, b: text }), asking({ a: text })],
  ['a choice of a request is gone', asking({ a: { type: 'string', enum: ['p', 'q', 'r'] } }), asking({ a: { type: 'string', enum: ['p', 'r'] } })],
  ['a text may be shorter only', asking({ a: { ...text, maxLength: 10 } }), asking({ a: { ...text, maxLength: 5 } })],
  ['a number takes the place of a text', asking({ a: text }), asking({ a: { type: 'integer' } })],
  ['an alternative of a request demands more', asking({ a: { anyOf: [option('p'), option('q')] } }), asking({ a: { anyOf: [option('p'), { ...option('q'), required: ['kind', 'more'] }] } })],
  ['a query parameter is gone', withParameters({ in: 'query', name: 'q', schema: text }), withParameters()],
  ['a header is demanded anew', withParameters(), withParameters({ in: 'header', name: 'H', required: true, schema: text })],
  ['a member of an answer is gone', answering({ a: text, b: text }, ['a', 'b']), answering({ a: text }, ['a'])],
  ['a member of an answer may be missing', answering({ a: text }, ['a']), answering({ a: text })],
  ['a member of an answer may be null', answering({ a: text }, ['a']), answering({ a: { type: ['string', 'null'] } }, ['a'])],
  ['a member inside an alternative of an answer is gone', answering({ a: { anyOf: [option('p', { x: text }), option('q')] } }), answering({ a: { anyOf: [option('p'), option('q')] } })],
  ['a status is not answered any more', answering({}), api(operation(object({}), object({}), { responses: { 201: { description: 'Made' } } }))],
  ['who calls is asked for anew', api(operation(object({}), object({}), { security: [] })), api(operation(object({}), object({}), { security: [{ person: [] }] }))],
  [
    'a member is gone from a schema that the operation refers to',
    api(operation(object({}), { $ref: '#/components/schemas/Thing' }), '1.2.0', { Thing: object({ a: text, b: text }) }),
    api(operation(object({}), { $ref: '#/components/schemas/Thing' }), '1.2.0', { Thing: object({ a: text }) }),
  ],
];

const FINE: readonly Row[] = [
  ['nothing', asking({ a: text }), asking({ a: text })],
  ['a new operation', { ...asking({}), paths: {} }, asking({})],
  ['a member that may be given', asking({ a: text }, ['a']), asking({ a: text, b: text }, ['a'])],
  ['one more choice of a request', asking({ a: { type: 'string', enum: ['p'] } }), asking({ a: { type: 'string', enum: ['p', 'q'] } })],
  ['a longer text', asking({ a: { ...text, maxLength: 5 } }), asking({ a: { ...text, maxLength: 10 } })],
  ['demanded members named in another order', asking({ a: text, b: text }, ['a', 'b']), asking({ a: text, b: text }, ['b', 'a'])],
  ['a query parameter that may be given', withParameters(), withParameters({ in: 'query', name: 'q', schema: text })],
  ['a new member of an answer', answering({ a: text }, ['a']), answering({ a: text, b: text }, ['a', 'b'])],
  ['a new word in an answer, which callers pass over', answering({ a: { type: 'string', enum: ['p'] } }), answering({ a: { type: 'string', enum: ['o', 'p'] } })],
  ['a new kind of entry in an answer, in the middle', answering({ a: { anyOf: [option('p'), option('r')] } }), answering({ a: { anyOf: [option('p'), option('q'), option('r')] } })],
  ['another description', answering({ a: text }), answering({ a: { ...text, description: 'The first letter.' } })],
];

describe('a change of the description', () => {
  test.each(BREAKS)('breaks callers when %s', (_, before, after) => expect(breakingChanges(before, after)).not.toEqual([]));
  test.each(FINE)('breaks nobody when there is %s', (_, before, after) => expect(breakingChanges(before, after)).toEqual([]));

  it('is named by what happened to which operation', () => {
    expect(breakingChanges(answering({ a: text, b: text }), answering({ a: text }))).toEqual(['taken away: /it post responses 200 content application/json schema properties b']);
  });

  it('may break callers when the first number of the version grows, and not when another one does', () => {
    const after = (version: string) => ({ ...asking({}), info: { title: 'It', version }, paths: {} });
    expect(unannouncedChanges(asking({}), after('2.0.0'))).toEqual([]);
    expect(unannouncedChanges(asking({}), after('1.3.0'))).toEqual(['taken away: /it post']);
  });
});
