import { connect } from 'node:net';

import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';

import { startHttpApi } from '#local/api-gateway/start-http-api';
import type { RouteDefinition } from '#local/api-gateway/http-api-definition';
import type { AccessEntry, LocalHttpApi } from '#local/api-gateway/start-http-api';
import type { InvocationResult } from '#local/lambda/invocation';

const now = Date.parse('2027-03-01T08:00:00Z');

describe('the HTTP API on this machine', () => {
  let api: LocalHttpApi;
  let answer: (functionArn: string, event: Record<string, unknown>) => unknown = () => ({ statusCode: 200 });
  let calls: { functionArn: string; event: Record<string, unknown> }[] = [];
  const accesses: AccessEntry[] = [];

  const route = (routeKey: string, more: Partial<RouteDefinition> = {}): RouteDefinition => ({
    routeKey,
    functionArn: `arn:${routeKey}`,
    timeoutMilliseconds: 30_000,
    ...more,
  });

  beforeAll(async () => {
    api = await startHttpApi();
    api.serve(
      {
        apiId: 'api1',
        path: 'Api',
        stage: '$default',
        cors: { AllowOrigins: ['http://portal'], AllowMethods: ['GET', 'POST'], AllowHeaders: ['authorization'], ExposeHeaders: ['etag'], AllowCredentials: false, MaxAge: 3600 },
        routes: [
          route('GET /v1/dossiers/{dossierId}'),
          route('POST /v1/dossiers'),
          route('GET /v1/dossiers/mine'),
          route('ANY /files/{proxy+}'),
          route('GET /slow', { timeoutMilliseconds: 20 }),
          route('DELETE /v1/dossiers/{dossierId}'),
          route('PATCH /v1/dossiers/{dossierId}'),
        ],
      },
      {
        accountId: '000000000000',
        clock: { now: () => now },
        invoke: async (functionArn, payload): Promise<InvocationResult> => {
          const event = JSON.parse(payload);
          calls.push({ functionArn, event });
          const result = await answer(functionArn, event);
          if (result instanceof Error) return { functionError: 'Unhandled', payload: '{}' };
          return { payload: JSON.stringify(result) };
        },
        onAccess: (entry) => accesses.push(entry),
      },
    );
  });

  beforeEach(() => {
    calls = [];
    answer = () => ({ statusCode: 200, body: 'ok' });
  });

  afterAll(async () => {
    await api.stop();
  });

  const get = async (path: string): Promise<Response> => fetch(`${api.url}${path}`);

  it('hands a request over in payload format 2.0', async () => {
    await fetch(`${api.url}/v1/dossiers?tag=a&tag=b&q=h%E1%BB%93%20s%C6%A1`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', 'Idempotency-Key': 'k1', Cookie: 'a=1; b=2' },
      body: '{"title":"Khai sinh"}',
    });
    expect(calls).toEqual([
      {
        functionArn: 'arn:POST /v1/dossiers',
        event: expect.objectContaining({
          version: '2.0',
          routeKey: 'POST /v1/dossiers',
          rawPath: '/v1/dossiers',
          rawQueryString: 'tag=a&tag=b&q=h%E1%BB%93%20s%C6%A1',
          cookies: ['a=1', 'b=2'],
          headers: expect.objectContaining({ 'content-type': 'application/json', 'idempotency-key': 'k1' }),
          queryStringParameters: { tag: 'a,b', q: 'hồ sơ' },
          body: '{"title":"Khai sinh"}',
          isBase64Encoded: false,
          requestContext: expect.objectContaining({
            accountId: '000000000000',
            apiId: 'api1',
            stage: '$default',
            routeKey: 'POST /v1/dossiers',
            http: expect.objectContaining({ method: 'POST', path: '/v1/dossiers', protocol: 'HTTP/1.1', sourceIp: '127.0.0.1' }),
            time: '01/Mar/2027:08:00:00 +0000',
            timeEpoch: now,
          }),
        }),
      },
    ]);
    expect(calls[0]?.event['headers']).not.toHaveProperty('cookie');
    expect(calls[0]?.event).not.toHaveProperty('pathParameters');
  });

  it('gives path parameters decoded, and prefers a fixed path to a parameter', async () => {
    await get('/v1/dossiers/H26%2F01');
    await get('/v1/dossiers/mine');
    await fetch(`${api.url}/files/2027/03/a.pdf`, { method: 'PUT', headers: { 'content-type': 'application/pdf' }, body: '%PDF' });
    expect(calls.map(({ event }) => [event['routeKey'], event['pathParameters']])).toEqual([
      ['GET /v1/dossiers/{dossierId}', { dossierId: 'H26/01' }],
      ['GET /v1/dossiers/mine', undefined],
      ['ANY /files/{proxy+}', { proxy: '2027/03/a.pdf' }],
    ]);
    expect(calls[2]?.event).toMatchObject({ isBase64Encoded: true, body: Buffer.from('%PDF').toString('base64') });
  });

  it('hands a token over as it came, whatever it is: who calls is asked in the function', async () => {
    await fetch(`${api.url}/v1/dossiers/1`, { headers: { authorization: 'Bearer nonsense' } });
    expect(calls[0]?.event['headers']).toMatchObject({ authorization: 'Bearer nonsense' });
    expect(calls[0]?.event['requestContext']).not.toHaveProperty('authorizer');
  });

  it.each(['PATCH', 'DELETE'])('knows %s', async (method) => {
    await fetch(`${api.url}/v1/dossiers/1`, { method });
    expect(calls.map(({ event }) => event['routeKey'])).toEqual([`${method} /v1/dossiers/{dossierId}`]);
  });

  it('answers 404 where there is no route', async () => {
    const response = await get('/v2');
    expect([response.status, await response.text()]).toEqual([404, '{"message":"Not Found"}']);
  });

  it('sends status, headers, cookies and binary bodies back', async () => {
    answer = () => ({
      statusCode: 201,
      headers: { ETag: '"7"', 'Content-Type': 'application/pdf', 'X-Count': 3 },
      cookies: ['a=1', 'b=2; Secure'],
      body: Buffer.from([0, 255, 128]).toString('base64'),
      isBase64Encoded: true,
    });
    const response = await get('/v1/dossiers/mine');
    expect(response.status).toBe(201);
    expect(Object.fromEntries(response.headers)).toMatchObject({ etag: '"7"', 'content-type': 'application/pdf', 'x-count': '3' });
    expect(response.headers.getSetCookie()).toEqual(['a=1', 'b=2; Secure']);
    expect(Buffer.from(await response.arrayBuffer())).toEqual(Buffer.from([0, 255, 128]));
  });

  it('takes an answer without a status code as the body', async () => {
    answer = () => ({ hello: 'world' });
    const response = await get('/v1/dossiers/mine');
    expect([response.status, response.headers.get('content-type'), await response.json()]).toEqual([200, 'application/json', { hello: 'world' }]);
  });

  it.each([
    ['a function that failed', () => new Error('x')],
    ['an answer of the wrong shape', () => ({ statusCode: 200, body: { not: 'text' } })],
  ])('answers a bare 500 for %s', async (_what, make) => {
    answer = make;
    const response = await get('/v1/dossiers/mine');
    expect([response.status, await response.text()]).toEqual([500, '{"message":"Internal Server Error"}']);
  });

  it('answers 503 when the function takes too long', async () => {
    let release: (value: unknown) => void = () => undefined;
    answer = () => new Promise((resolve) => (release = resolve));
    const response = await get('/slow');
    release({ statusCode: 200 });
    expect([response.status, await response.text()]).toEqual([503, '{"message":"Service Unavailable"}']);
  });

  it('answers 413 for a body above ten megabytes', async () => {
    const response = await fetch(`${api.url}/v1/dossiers`, { method: 'POST', body: Buffer.alloc(10 * 1024 * 1024 + 1) });
    expect([response.status, await response.text()]).toEqual([413, '{"message":"Request Entity Too Large"}']);
  });

  it('answers a preflight of an allowed origin by itself and marks the real answers', async () => {
    const preflight = await fetch(`${api.url}/v1/dossiers`, { method: 'OPTIONS', headers: { origin: 'http://portal', 'access-control-request-method': 'POST' } });
    expect(preflight.status).toBe(204);
    expect(Object.fromEntries(preflight.headers)).toMatchObject({
      'access-control-allow-origin': 'http://portal',
      'access-control-allow-methods': 'GET,POST',
      'access-control-allow-headers': 'authorization',
      'access-control-max-age': '3600',
    });
    const real = await fetch(`${api.url}/v1/dossiers/mine`, { headers: { origin: 'http://portal' } });
    expect(Object.fromEntries(real.headers)).toMatchObject({ 'access-control-allow-origin': 'http://portal', 'access-control-expose-headers': 'etag' });
    const stranger = await fetch(`${api.url}/v1/dossiers/mine`, { headers: { origin: 'http://elsewhere' } });
    expect(stranger.headers.get('access-control-allow-origin')).toBeNull();
  });

  it('tells of each request by its route key, never by its path', async () => {
    accesses.length = 0;
    await get('/v1/dossiers/secret');
    expect(accesses).toEqual([expect.objectContaining({ apiId: 'api1', routeKey: 'GET /v1/dossiers/{dossierId}', status: 200 })]);
  });

  it('refuses a broken escape in a path', async () => {
    const { port } = new URL(api.url);
    const socket = connect(Number(port), '127.0.0.1');
    socket.end('GET /v1/dossiers/%E0%A4%A HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n');
    let text = '';
    for await (const chunk of socket) text += String(chunk);
    expect(text).toMatch(/^HTTP\/1.1 (400|404) /);
  });

  it('says which port is taken', async () => {
    const { port } = new URL(api.url);
    await expect(startHttpApi(Number(port))).rejects.toThrow(`Port ${port}, meant for the API, is already in use.`);
  });
});
