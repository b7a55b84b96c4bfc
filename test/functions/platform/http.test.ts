import './quiet.ts';
import { describe, expect, it, test } from '@jest/globals';
import { z } from 'zod';
import { personText } from '#domain/kernel/text';
import { DomainError } from '#domain/kernel/domain-error';
import { answerByContract, AnswerOutsideContract } from '#functions/platform/answer-by-contract';
import { reportError } from '#functions/platform/error-report';
import { httpHandler } from '#functions/platform/http';
import { httpContract } from '#functions/platform/http-contract';
import type { HttpAnswer } from '#functions/platform/http-answer';
import type { WriteRequest } from '#functions/platform/http-request';
import { PROBLEM_TYPE_BASE } from '#functions/platform/problem';
import { CLAIMS, gatewayEvent, LAMBDA_CONTEXT, type CallOptions } from './gateway-event.ts';
import { doorOfClaims } from '#test/support/fakes/door-of-claims';
import { NOW } from './sample-dossier.ts';

const body = z.strictObject({ name: personText(50), amountDong: z.number().int().positive().optional(), parts: z.array(z.strictObject({ id: z.string() })).max(2).default([]) });
const path = z.object({ thingId: z.string().regex(/^t-\d+$/) });
const query = z.strictObject({ limit: z.coerce.number().int().max(100).default(20) });
type Body = z.infer<typeof body>;

const problem = z.strictObject({
  type: z.string(),
  title: z.string(),
  status: z.number(),
  detail: z.string(),
  instance: z.string(),
  mend: z.strictObject({ vi: z.string(), en: z.string() }),
  fields: z.array(z.strictObject({ pointer: z.string(), problem: z.string() })),
});

const ABOUT = {
  title: { vi: 'Việc', en: 'A thing' },
  description: { vi: 'Việc để thử', en: 'A thing to try' },
  answers: { 200: z.union([z.strictObject({ ok: z.literal(true) }), z.strictObject({ version: z.number() })]), 204: null },
  problems: [],
  example: {},
};
const CONTRACT = httpContract({ ...ABOUT, route: 'POST /v1/things/{thingId}', access: 'signed-in', idempotent: true, body, path, query });

async function call(options: CallOptions, use: (request: WriteRequest<Body>) => Promise<HttpAnswer> = () => Promise.resolve({ status: 200, body: { ok: true } })) {
  const handler = httpHandler(CONTRACT, use, doorOfClaims(() => NOW));
  const result = await handler(gatewayEvent({ body: '{"name":"A"}', pathParameters: { thingId: 't-1' }, ...options }), LAMBDA_CONTEXT);
  return { status: result.statusCode, headers: result.headers ?? {}, text: result.body ?? '' };
}

async function refusal(options: CallOptions, use?: Parameters<typeof call>[1]) {
  const answer = await call(options, use);
  expect(answer.headers['content-type']).toBe('application/problem+json; charset=utf-8');
  const read = problem.parse(JSON.parse(answer.text));
  expect(read.status).toBe(answer.status);
  return { ...read, code: read.type.slice(PROBLEM_TYPE_BASE.length), pointers: read.fields.map((field) => field.pointer), headers: answer.headers };
}

const nested = (levels: number) => `${'{"a":'.repeat(levels)}1${'}'.repeat(levels)}`;

describe('a request that cannot be read is refused with its own problem', () => {
  test.each<[title: string, options: CallOptions, status: number, code: string, pointers: string[]]>([
    ['another media type', { headers: { 'content-type': 'text/plain' } }, 415, 'unsupported-media-type', []],
    ['JSON in another charset', { headers: { 'content-type': 'application/json; charset=utf-16' } }, 415, 'unsupported-media-type', []],
    ['a form', { headers: { 'content-type': 'application/x-www-form-urlencoded' } }, 415, 'unsupported-media-type', []],
    ['no body', { body: '' }, 400, 'body-missing', []],
    ['half a body', { body: '{"name":' }, 400, 'malformed-json', []],
    ['two bodies', { body: '{} {}' }, 400, 'malformed-json', []],
    ['a number that is no JSON', { body: '{"name":NaN}' }, 400, 'malformed-json', []],
    ['a raw control character', { body: '{"name":"A\u0007"}' }, 400, 'malformed-json', []],
    ['an escaped control character', { body: '{"name":"A\\u0007"}' }, 400, 'control-character', ['/name']],
    ['a NUL deep inside', { body: '{"name":"A","parts":[{"id":"x\\u0000"}]}' }, 400, 'control-character', ['/parts/0/id']],
    ['half a surrogate pair', { body: '{"name":"\\ud800"}' }, 400, 'control-character', ['/name']],
    ['a control character in a member name', { body: '{"na\\u001bme":"A"}' }, 400, 'control-character', ['']],
    ['33 levels', { body: nested(33) }, 400, 'nested-too-deep', ['/a'.repeat(32)]],
    ['a hundred thousand brackets', { body: '['.repeat(100_000) + ']'.repeat(100_000) }, 400, 'nested-too-deep', ['/0'.repeat(32)]],
    ['257 KB', { body: JSON.stringify({ name: 'A'.repeat(257 * 1024) }) }, 413, 'payload-too-large', []],
    ['256 KB in fewer letters of two bytes', { body: JSON.stringify({ name: 'ệ'.repeat(90 * 1024) }) }, 413, 'payload-too-large', []],
    ['an unknown field', { body: '{"name":"A","note":"x"}' }, 400, 'unknown-field', ['/note']],
    ['an unknown field with a slash in its name', { body: '{"name":"A","a/b~c":1}' }, 400, 'unknown-field', ['/a~1b~0c']],
    ['an unknown field inside', { body: '{"name":"A","parts":[{"id":"x","no":1}]}' }, 400, 'unknown-field', ['/parts/0/no']],
    ['a prototype in disguise', { body: '{"name":"A","__proto__":{"admin":true}}' }, 400, 'unknown-field', ['/__proto__']],
    ['a missing field', { body: '{}' }, 400, 'missing-field', ['/name']],
    ['text where a number belongs', { body: '{"name":"A","amountDong":"5"}' }, 400, 'wrong-type', ['/amountDong']],
    ['null', { body: 'null' }, 400, 'wrong-type', ['']],
    ['an array', { body: '[1]' }, 400, 'wrong-type', ['']],
    ['half a đồng', { body: '{"name":"A","amountDong":0.5}' }, 400, 'wrong-type', ['/amountDong']],
    ['a number beyond all bounds', { body: '{"name":"A","amountDong":1e999}' }, 400, 'wrong-type', ['/amountDong']],
    ['too many parts', { body: '{"name":"A","parts":[{"id":"1"},{"id":"2"},{"id":"3"}]}' }, 400, 'invalid-field', ['/parts']],
    ['several faults at once', { body: '{"amountDong":-1,"extra":1}' }, 400, 'unknown-field', ['/name', '/amountDong', '/extra']],
    ['an address that cannot be', { pathParameters: { thingId: '../../etc' } }, 404, 'address-not-found', []],
    ['an unknown parameter', { query: { limt: '5' } }, 400, 'malformed-query', ['/limt']],
    ['a parameter out of bounds', { query: { limit: '101' } }, 400, 'malformed-query', ['/limit']],
    ['a weak ETag', { headers: { 'if-match': 'W/"7"' } }, 400, 'malformed-if-match', ['/headers/if-match']],
    ['an ETag without quotes', { headers: { 'if-match': '7' } }, 400, 'malformed-if-match', ['/headers/if-match']],
    ['no key', { headers: { 'idempotency-key': '' } }, 400, 'idempotency-key-missing', ['/headers/idempotency-key']],
    ['a key of seven characters', { headers: { 'idempotency-key': 'abcdefg' } }, 400, 'idempotency-key-malformed', ['/headers/idempotency-key']],
    ['a key with a blank', { headers: { 'idempotency-key': 'abcd efgh' } }, 400, 'idempotency-key-malformed', ['/headers/idempotency-key']],
    ['a key of 256 characters', { headers: { 'idempotency-key': 'k'.repeat(256) } }, 400, 'idempotency-key-malformed', ['/headers/idempotency-key']],
    ['no token', { claims: undefined }, 401, 'token-missing', []],
    ['a token of another system', { claims: { sub: 'x', scope: 'openid' } }, 403, 'token-incomplete', []],
    ['a token of an unknown kind', { claims: { ...CLAIMS, mc_kind: 'god' } }, 403, 'token-incomplete', []],
    ['an account named like the store of a person', { claims: { ...CLAIMS, sub: 'identity:001190000001' } }, 403, 'token-incomplete', []],
    ['a number that is no personal identification number', { claims: { ...CLAIMS, mc_identity: 'B1234567' } }, 403, 'token-incomplete', []],
    ['an officer of no agency', { claims: { sub: 'o-1', mc_kind: 'officer', mc_roles: 'desk' } }, 403, 'token-incomplete', []],
  ])('%s', async (_title, options, status, code, pointers) => {
    const answer = await refusal(options);
    expect({ status: answer.status, code: answer.code }).toEqual({ status, code });
    expect(new Set(answer.pointers)).toEqual(new Set(pointers));
  });

  it('lists twenty faults at most', async () => {
    const many = Object.fromEntries(Array.from({ length: 500 }, (_, index) => [`extra${String(index)}`, 1]));
    expect((await refusal({ body: JSON.stringify({ name: 'A', ...many }) })).pointers).toHaveLength(20);
  });

  it('never repeats the value at fault', async () => {
    const answer = await call({ body: '{"name":"A","amountDong":"Nguyễn Thị Ẩn"}' });
    expect(answer.text).not.toContain('Nguyễn');
  });

  it('reads base64 as the gateway sends it and refuses bytes that are not UTF-8', async () => {
    const event = (bytes: Buffer) => ({ ...gatewayEvent({ body: bytes.toString('base64'), pathParameters: { thingId: 't-1' } }), isBase64Encoded: true });
    const named = httpContract({ ...ABOUT, route: 'POST /v1/things/{thingId}', access: 'signed-in', idempotent: true, body, answers: { 200: z.strictObject({ name: z.string() }) } });
    const handler = httpHandler(named, (request) => Promise.resolve({ status: 200, body: { name: request.body.name } }), doorOfClaims(() => NOW));
    expect((await handler(event(Buffer.from('{"name":"Ẩn"}')), LAMBDA_CONTEXT)).body).toBe('{"name":"Ẩn"}');
    expect((await handler(event(Buffer.from([0x22, 0xc3, 0x28, 0x22])), LAMBDA_CONTEXT)).statusCode).toBe(400);
  });
});

describe('what a use case is handed', () => {
  it('has every part parsed', async () => {
    const seen: unknown[] = [];
    await call({ headers: { 'if-match': '"7"', 'accept-language': 'en-GB,vi;q=0.5' }, query: { limit: '5' }, claims: { sub: 'o-1', mc_kind: 'officer', mc_agency: 'H26.1', mc_roles: 'desk head' } }, (request) => {
      seen.push(request);
      return Promise.resolve({ status: 204 });
    });
    expect(seen).toEqual([
      {
        principal: { kind: 'officer', id: 'o-1', agency: 'H26.1', roles: ['desk', 'head'] },
        idempotency: { scope: expect.stringMatching(/^[0-9a-f]{64}$/), requestHash: expect.stringMatching(/^[0-9a-f]{64}$/) },
        body: { name: 'A', parts: [] },
        path: { thingId: 't-1' },
        query: { limit: 5 },
        ifMatch: 7,
        now: NOW,
        correlationId: 'gateway-request-1',
        language: 'en',
        origin: 'https://api.example',
      },
    ]);
  });

  it('has no principal on a public route, whatever token was sent', async () => {
    const open = httpContract({ ...ABOUT, route: 'GET /v1/things', access: 'public', idempotent: false, answers: { 200: z.strictObject({ principal: z.string(), idempotency: z.string() }) } });
    const handler = httpHandler(open, ({ principal, idempotency }) => Promise.resolve({ status: 200, body: { principal: typeof principal, idempotency: typeof idempotency } }), doorOfClaims(() => NOW));
    const result = await handler(gatewayEvent({ method: 'GET' }), LAMBDA_CONTEXT);
    expect(result.body).toBe('{"principal":"undefined","idempotency":"undefined"}');
  });
});

describe('an answer', () => {
  it('carries the headers that keep it from being stored, framed or sniffed', async () => {
    const { headers } = await call({});
    expect(headers).toMatchObject({
      'cache-control': 'no-store',
      'content-language': 'vi',
      'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
      'content-type': 'application/json; charset=utf-8',
      'x-content-type-options': 'nosniff',
      'x-correlation-id': 'gateway-request-1',
    });
  });

  it('has an ETag when its body has a version', async () => {
    expect((await call({}, () => Promise.resolve({ status: 200, body: { version: 8 } }))).headers['etag']).toBe('"8"');
    expect((await call({})).headers).not.toHaveProperty('etag');
  });

  it('keeps a harmless correlation id of the caller and replaces any other', async () => {
    expect((await call({ headers: { 'x-correlation-id': 'batch-2026-0001' } })).headers['x-correlation-id']).toBe('batch-2026-0001');
    expect((await call({ headers: { 'x-correlation-id': 'x\r\nset-cookie: a=b' } })).headers['x-correlation-id']).toBe('gateway-request-1');
  });
});

describe('an answer its contract does not know is a fault of ours', () => {
  test.each<[title: string, answer: HttpAnswer]>([
    ['a member too many', { status: 200, body: { ok: true, identityNumber: '001190000001' } }],
    ['a member missing', { status: 200, body: {} }],
    ['a member of another type', { status: 200, body: { version: '8' } }],
    ['no body where there is one', { status: 200 }],
    ['a body where there is none', { status: 204, body: { ok: true } }],
    ['another status', { status: 201, body: { ok: true } }],
  ])('%s: nothing of it leaves', async (_title, answer) => {
    const told = await refusal({}, () => Promise.resolve(answer));
    expect(told).toMatchObject({ status: 500, code: 'unexpected-fault', fields: [] });
    expect(JSON.stringify(told)).not.toContain('001190000001');
  });

  it('and the log names the place and the rule, never the value', () => {
    expect(reportError(new AnswerOutsideContract('/dossiers/0/id invalid_type'))).toMatchObject({ errorName: 'AnswerOutsideContract', errorMessage: '/dossiers/0/id invalid_type' });
    const answer = { status: 200, body: { dossiers: [{ id: 'd-1', note: 'Nguyễn Thị Ẩn' }] } };
    const answers = { 200: z.strictObject({ dossiers: z.array(z.strictObject({ id: z.number() })) }) };
    expect(() => answerByContract(answers, answer)).toThrow(new AnswerOutsideContract('/dossiers/0/id invalid_type, /dossiers/0/note unrecognized_keys'));
  });

  it('one that was kept under a key is no way out either', async () => {
    const kept = { status: 200, body: { ok: true, mustNotLeave: 1 }, headers: { 'idempotency-replayed': 'true' } };
    expect(await call({}, () => Promise.resolve(kept))).toMatchObject({ status: 500 });
  });
});

describe('what a use case throws', () => {
  const refuse = (kind: DomainError['details']['kind']) => () => Promise.reject(new DomainError({ kind, code: 'a-rule', mend: { vi: 'Sửa.', en: 'Mend it.' }, fields: [{ pointer: '/name', problem: 'no' }] }));

  test.each<[DomainError['details']['kind'], number]>([
    ['malformed', 400],
    ['forbidden', 403],
    ['not-found', 404],
    ['forbidden-by-state', 409],
    ['conflict', 409],
    ['rule-broken', 422],
    ['unavailable', 503],
  ])('a refusal of kind %s is answered with %d', async (kind, status) => {
    const answer = await refusal({ headers: { 'accept-language': 'en' } }, refuse(kind));
    expect(answer).toMatchObject({ status, code: 'a-rule', detail: 'Mend it.', mend: { vi: 'Sửa.', en: 'Mend it.' }, pointers: ['/name'], instance: 'gateway-request-1' });
  });

  it('speaks Vietnamese unless asked otherwise', async () => {
    expect(await refusal({}, refuse('rule-broken'))).toMatchObject({ detail: 'Sửa.', title: 'Chưa đúng quy định' });
  });

  it('becomes a fault without details when nobody foresaw it', async () => {
    const answer = await refusal({ headers: { 'accept-language': 'en' } }, () => Promise.reject(new Error('Nguyễn Thị Ẩn has no step')));
    expect(answer).toMatchObject({ status: 500, code: 'unexpected-fault', fields: [] });
    expect(JSON.stringify(answer)).not.toContain('Nguyễn');
  });

  test.each([
    ['throttled', Object.assign(new Error(), { name: 'ProvisionedThroughputExceededException', $metadata: { httpStatusCode: 400 } })],
    ['broken on the other side', Object.assign(new Error(), { name: 'SomethingException', $metadata: { httpStatusCode: 500 } })],
    ['cut off', Object.assign(new Error(), { code: 'ECONNRESET' })],
    ['timed out', Object.assign(new Error(), { name: 'TimeoutError' })],
  ])('asks to come again when an AWS call was %s', async (_title, error) => {
    const answer = await refusal({}, () => Promise.reject(error));
    expect(answer).toMatchObject({ status: 503, code: 'unavailable' });
    expect(answer.headers['retry-after']).toBe('2');
  });
});

it('a 401 says how to show who one is, and carries the correlation id', async () => {
  const { headers } = await call({ claims: undefined });
  expect(headers).toMatchObject({ 'www-authenticate': 'Bearer realm="mot-cua"', 'accept-signature': expect.stringContaining('"@target-uri"'), 'x-correlation-id': 'gateway-request-1', ratelimit: expect.stringContaining('"nobody"') });
});
