import './quiet.ts';
import { describe, expect, it } from '@jest/globals';
import * as z from 'zod';
import { Temporal } from '#domain/kernel/temporal';
import { httpHandler } from '#functions/platform/http';
import { httpContract } from '#functions/platform/http-contract';
import { doorOfClaims } from '#test/support/fakes/door-of-claims';
import { InMemoryCallCounter } from '#test/support/fakes/in-memory-call-counter';
import { CLAIMS, gatewayEvent, LAMBDA_CONTEXT } from './gateway-event.ts';
import { NOW } from './sample-dossier.ts';

describe('a caller who calls too often', () => {
  const route = httpContract({
    route: 'GET /v1/things',
    access: 'signed-in',
    idempotent: false,
    title: { vi: 'Xem', en: 'Read' },
    description: { vi: 'Để thử', en: 'To try' },
    answers: { 200: z.strictObject({ ok: z.boolean() }) },
    problems: [],
    example: {},
  });
  const ok = () => Promise.resolve({ status: 200, body: { ok: true } });
  const caller = (sub: string) => gatewayEvent({ method: 'GET', claims: { ...CLAIMS, sub } });

  it('is told at each answer what is left, then when to come again; others are not held up by it', async () => {
    let now = Temporal.Instant.from('2026-11-23T02:00:18Z');
    const handler = httpHandler(route, ok, doorOfClaims(() => now, { limits: { citizen: 3 } }));
    const statuses: unknown[] = [];
    for (let call = 0; call < 4; call += 1) {
      const { statusCode, headers } = await handler(caller('busy'), LAMBDA_CONTEXT);
      statuses.push([statusCode, headers?.['ratelimit']]);
    }
    expect(statuses).toEqual([[200, '"citizen";r=2;t=42'], [200, '"citizen";r=1;t=42'], [200, '"citizen";r=0;t=42'], [429, '"citizen";r=0;t=42']]);
    const refused = await handler(caller('busy'), LAMBDA_CONTEXT);
    expect(refused.headers).toMatchObject({ 'retry-after': '42', 'ratelimit-policy': '"citizen";q=3;w=60', 'x-correlation-id': 'gateway-request-1', 'content-type': 'application/problem+json; charset=utf-8' });
    expect(refused.body).toContain('/too-many-calls');
    expect((await handler(caller('quiet'), LAMBDA_CONTEXT)).statusCode).toBe(200);
    now = now.add({ seconds: 42 });
    expect((await handler(caller('busy'), LAMBDA_CONTEXT)).statusCode).toBe(200);
  });

  it('is counted by its address while nobody knows who it is, so that guessing at tokens ends', async () => {
    const handler = httpHandler(route, ok, doorOfClaims(() => NOW, { limits: { nobody: 2 } }));
    const from = async (sourceIp: string) => (await handler(gatewayEvent({ method: 'GET', claims: undefined, sourceIp }), LAMBDA_CONTEXT)).statusCode;
    expect([await from('203.0.113.9'), await from('203.0.113.9'), await from('203.0.113.9'), await from('203.0.113.10')]).toEqual([401, 401, 429, 401]);
    // The same customer's network, however many addresses it has.
    expect([await from('2001:db8:1:2::1'), await from('2001:db8:1:2::2'), await from('2001:db8:1:2::3'), await from('2001:db8:1:3::1')]).toEqual([401, 401, 429, 401]);
  });

  it('is counted over all functions together', async () => {
    const counter = new InMemoryCallCounter();
    const handlers = Array.from({ length: 3 }, () => httpHandler(route, ok, doorOfClaims(() => NOW, { limits: { citizen: 5 }, counter })));
    const statuses: unknown[] = [];
    for (let call = 0; call < 9; call += 1) statuses.push((await handlers[call % 3]?.(caller('busy'), LAMBDA_CONTEXT))?.statusCode);
    expect(statuses.filter((status) => status === 200)).toHaveLength(5);
  });

  it('is let in while the count cannot be had', async () => {
    const counter = { add: () => Promise.reject(new Error('throttled')) };
    const handler = httpHandler(route, ok, doorOfClaims(() => NOW, { limits: { citizen: 1 }, counter }));
    for (let call = 0; call < 3; call += 1) expect((await handler(caller('busy'), LAMBDA_CONTEXT)).statusCode).toBe(200);
  });
});
