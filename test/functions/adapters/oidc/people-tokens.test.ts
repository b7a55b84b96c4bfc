import { createServer, type Server } from 'node:http';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { Temporal } from '#domain/kernel/temporal';
import { createPeopleTokens } from '#functions/adapters/oidc/people-tokens';
import { toProblem } from '#functions/platform/problem';
import { listenLocally } from '#local/servers/listen-locally';

const now = Temporal.Instant.from('2026-11-23T03:00:00Z');
const seconds = now.epochMilliseconds / 1000;
let server: Server;
let issuer = '';
let isDown = false;
let asked = 0;
let pair: Awaited<ReturnType<typeof generateKeyPair>>;

beforeAll(async () => {
  pair = await generateKeyPair('RS256');
  const jwk = { ...(await exportJWK(pair.publicKey)), kid: 'one', alg: 'RS256', use: 'sig' };
  server = createServer((request, response) => {
    asked += 1;
    response.statusCode = isDown ? 503 : 200;
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify(request.url === '/keys' ? { keys: [jwk] } : isDown ? {} : { issuer, jwks_uri: `${issuer}/keys` }));
  });
  issuer = `http://127.0.0.1:${String(await listenLocally(server))}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const token = (claims: Record<string, unknown> = {}) => new SignJWT({ iss: issuer, aud: 'mot-cua', sub: 'citizen-1', exp: seconds + 60, ...claims }).setProtectedHeader({ alg: 'RS256', kid: 'one' }).sign(pair.privateKey);

it('a person is believed by the issuer’s keys, which are fetched once', async () => {
  const people = createPeopleTokens({ issuer, audience: 'mot-cua' });
  for (let call = 0; call < 3; call += 1) expect(await people.verify(await token({ mc_kind: 'citizen' }), now)).toMatchObject({ claims: { sub: 'citizen-1', mc_kind: 'citizen' } });
  expect(await people.verify(await token({ aud: ['other', 'mot-cua'] }), now)).toHaveProperty('claims');
  expect(await people.verify(await token({ aud: undefined, client_id: 'mot-cua' }), now)).toHaveProperty('claims');
  expect(asked).toBe(2);
});

it.each([
  ['expired', { exp: seconds - 1 }],
  ['wrong-audience', { aud: 'another' }],
  ['wrong-issuer', { iss: 'https://login.elsewhere.example' }],
  ['invalid', { nbf: seconds + 100 }],
  ['invalid', { exp: undefined }],
  ['invalid', { sub: undefined }],
])('a token is %s with %j', async (fault, claims) => {
  expect(await createPeopleTokens({ issuer, audience: 'mot-cua' }).verify(await token(claims), now)).toEqual({ fault });
});

it('nobody is turned away for an issuer that is down: the call may come again, and finds it up', async () => {
  const people = createPeopleTokens({ issuer, audience: 'mot-cua' });
  isDown = true;
  const refusal = await people.verify(await token(), now).catch((error: unknown) => error);
  expect(toProblem(refusal)).toMatchObject({ status: 503, code: 'unavailable' });
  isDown = false;
  expect(await people.verify(await token(), now)).toHaveProperty('claims');
});
