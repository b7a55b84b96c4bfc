import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { createApiClient } from '#local/api-client/api-client';
import { createDraft } from '#local/api-client/hand-in';
import { clientAssertion } from '#local/start/system-clients';
import { aKeyPair, signedHeaders, type KeyPair } from '#test/support/builders/client-builders';
import { expectProblem } from '#test/support/scenario/expect-problem';
import { sendRaw, type RawAnswer } from '#test/support/scenario/raw-call';
import { startScenario, type Scenario } from '#test/support/scenario/start-scenario';

const registered = z.looseObject({ id: z.string(), version: z.number(), keys: z.array(z.looseObject({ id: z.string(), state: z.string() })) });
const TAX = 'H99.012';

let scenario: Scenario;
beforeAll(async () => {
  scenario = await startScenario();
});
afterAll(() => scenario.stop());

/** A system that the administrator has let in, as its own team would run it. */
async function registerSystem(body: Record<string, unknown>) {
  const pair = aKeyPair({ id: 'first' });
  const client = registered.parse(await scenario.as('administrator').post('/v1/clients', { name: 'Phần mềm thử', keys: [keyBody(pair)], ...body }));
  return { ...client, pair };
}

function keyBody({ key }: KeyPair): Record<string, unknown> {
  return { id: key.id, publicJwk: key.publicJwk };
}

const assertionOf = (client: { id: string }, { key, privateKey }: KeyPair, overrides: { audience?: string; now?: number } = {}) =>
  clientAssertion({ clientId: client.id, keyId: key.id, privateJwk: { kty: 'OKP', ...privateKey.export({ format: 'jwk' }) } }, { audience: `${scenario.cell.apiUrl}/v1/oauth/token`, now: scenario.cell.clock.now(), ...overrides });

async function askToken(assertion: string, more: Record<string, string> = {}) {
  const body = new URLSearchParams({ grant_type: 'client_credentials', client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer', client_assertion: assertion, ...more });
  const answer = await fetch(`${scenario.cell.apiUrl}/v1/oauth/token`, { method: 'POST', body });
  return { status: answer.status, headers: answer.headers, body: z.record(z.string(), z.unknown()).parse(await answer.json()) };
}

const show = (token: string, line = 'GET /v1/inbox'): Promise<RawAnswer> => sendRaw(scenario.cell.apiUrl, { line, token });

interface Signing {
  readonly line?: string;
  readonly body?: string;
  readonly sentBody?: string;
  readonly nonce?: string;
  readonly createdSecondsAgo?: number;
  readonly components?: readonly string[];
}

/** Sends a message that the system has signed, or one that somebody has changed on the way. */
function sendSigned(client: { id: string }, { key, privateKey }: KeyPair, { line = 'GET /v1/inbox?limit=5', body, sentBody = body, nonce = randomUUID(), createdSecondsAgo = 0, components }: Signing = {}): Promise<RawAnswer> {
  const [method = '', path = ''] = line.split(' ');
  const headers = signedHeaders({
    method,
    url: `${scenario.cell.apiUrl}${path}`,
    keyId: `${client.id}/${key.id}`,
    privateKey,
    created: Math.floor(scenario.cell.clock.now() / 1000) - createdSecondsAgo,
    nonce,
    ...(body === undefined ? {} : { body }),
    ...(components === undefined ? {} : { components }),
  });
  return sendRaw(scenario.cell.apiUrl, { line, headers, ...(sentBody === undefined ? {} : { body: sentBody }) });
}

const refused = (answer: RawAnswer, code: string, status = 401) => expectProblem(answer, { status, code, language: 'vi' });

describe('a system of an agency', () => {
  it('asks for a token with its key, calls with it, and is told its limit', async () => {
    const client = await registerSystem({ kind: 'agency-system', agency: TAX });
    const given = await askToken(await assertionOf(client, client.pair));
    expect(given).toMatchObject({ status: 200, body: { access_token: expect.stringMatching(/^mct_[\w-]{43}$/), token_type: 'Bearer', expires_in: 3600 } });
    expect(given.headers.get('cache-control')).toBe('no-store');
    const token = String(given.body['access_token']);
    const inbox = await show(token);
    expect(inbox).toMatchObject({ status: 200, body: { rows: [] } });
    expect(inbox.headers.get('ratelimit-policy')).toBe('"agency-system";q=1000000;w=60');
    expect(inbox.headers.get('ratelimit')).toMatch(/^"agency-system";r=\d+;t=\d+$/);
    scenario.cell.clock.advance(3_600_000);
    refused(await show(token), 'token-expired');
    refused(await show(`${token.slice(0, -1)}${token.endsWith('A') ? 'B' : 'A'}`), 'token-invalid');
  });

  it('is told what is wrong with an assertion: replayed, old, for somebody else, or not proved', async () => {
    const client = await registerSystem({ kind: 'agency-system', agency: TAX });
    const told = async (assertion: string, more?: Record<string, string>) => {
      const { status, body } = await askToken(assertion, more);
      return `${String(status)} ${String(body['error'])} ${String(body['error_description']).split(':')[0] ?? ''}`;
    };
    const good = await assertionOf(client, client.pair);
    expect(await told(good, { client_id: 'cl-000000000000000000000000' })).toBe('400 invalid_request wrong-client-id');
    expect((await askToken(good)).status).toBe(200);
    expect(await told(good)).toBe('401 invalid_client assertion-replayed');
    expect(await told(await assertionOf(client, client.pair, { now: scenario.cell.clock.now() - 200_000 }))).toBe('401 invalid_client assertion-expired');
    expect(await told(await assertionOf(client, client.pair, { now: scenario.cell.clock.now() + 900_000 }))).toBe('401 invalid_client assertion-lives-too-long');
    expect(await told(await assertionOf(client, client.pair, { audience: 'https://elsewhere.example/token' }))).toBe('401 invalid_client assertion-wrong-audience');
    expect(await told(await assertionOf(client, aKeyPair({ id: 'first' })))).toBe('401 invalid_client assertion-unproved');
    expect(await told(await assertionOf({ id: 'cl-000000000000000000000000' }, client.pair))).toBe('401 invalid_client assertion-unproved');
    expect(await told('nonsense')).toBe('401 invalid_client assertion-malformed');
    expect(await told(good, { grant_type: 'password' })).toBe('400 unsupported_grant_type wrong-grant');
  });

  it('signs its messages instead, and each way a message can be wrong is told apart', async () => {
    const client = await registerSystem({ kind: 'agency-system', agency: TAX });
    const { pair } = client;
    const nonce = randomUUID();
    expect(await sendSigned(client, pair, { nonce })).toMatchObject({ status: 200, body: { rows: [] } });
    const replayed = await sendSigned(client, pair, { nonce });
    refused(replayed, 'signature-replayed');
    expect(replayed.headers.get('accept-signature')).toContain('"@target-uri"');
    expect((await sendSigned(client, pair, { components: ['@method', '@authority', '@path', '@query'] })).status).toBe(200);
    refused(await sendSigned(client, pair, { components: ['@method', '@authority', '@path'] }), 'signature-incomplete');
    refused(await sendSigned(client, pair, { createdSecondsAgo: 302 }), 'signature-expired');
    refused(await sendSigned(client, pair, { createdSecondsAgo: -310 }), 'signature-expired');
    refused(await sendSigned(client, aKeyPair({ id: 'first' })), 'signature-invalid');
    refused(await sendSigned({ id: 'cl-000000000000000000000000' }, pair), 'signature-invalid');

    const line = `POST /v1/clients/${client.id}/keys`;
    const body = JSON.stringify(keyBody(aKeyPair({ id: 'second' })));
    refused(await sendSigned(client, pair, { line, body, sentBody: body.replace('second', 'third') }), 'digest-mismatch');
    refused(await sendSigned(client, pair, { line, body, components: ['@method', '@target-uri'] }), 'signature-incomplete');
    expect(await sendSigned(client, pair, { line, body })).toMatchObject({ status: 200, body: { version: 2 } });
  });

  it('changes its key by itself: both are good, then the old one and its tokens are gone at once', async () => {
    const client = await registerSystem({ kind: 'agency-system', agency: TAX });
    const own = createApiClient({ apiUrl: scenario.cell.apiUrl, token: async () => String((await askToken(await assertionOf(client, client.pair))).body['access_token']) });
    const next = aKeyPair({ id: 'next' });
    const keys = `/v1/clients/${client.id}/keys`;
    await expect(own.call({ method: 'DELETE', path: `${keys}/first` })).resolves.toMatchObject({ status: 422, body: { type: expect.stringContaining('/last-key') } });
    const added = await own.call({ method: 'POST', path: keys, body: keyBody(next), ifMatch: 1 });
    expect(added).toMatchObject({ status: 200, body: { version: 2 } });
    expect(added.headers.get('etag')).toBe('"2"');
    expect(await own.call({ method: 'POST', path: keys, body: keyBody(aKeyPair({ id: 'late' })), ifMatch: 1 })).toMatchObject({ status: 412, body: { fields: [{ problem: 'the client is at version "2" now: active, active keys first, next' }] } });

    const oldToken = String((await askToken(await assertionOf(client, client.pair))).body['access_token']);
    const newToken = String((await askToken(await assertionOf(client, next))).body['access_token']);
    for (const token of [oldToken, newToken]) expect((await show(token)).status).toBe(200);
    const revoking = { method: 'DELETE' as const, path: `${keys}/first`, idempotencyKey: 'revoke-the-first-key' };
    const byNext = createApiClient({ apiUrl: scenario.cell.apiUrl, token: () => Promise.resolve(newToken) });
    expect(await byNext.call(revoking)).toMatchObject({ status: 200, body: { version: 3 } });
    expect((await byNext.call(revoking)).headers.get('idempotency-replayed')).toBe('true');
    refused(await show(oldToken), 'key-revoked');
    refused(await sendSigned(client, client.pair), 'key-revoked');
    expect((await askToken(await assertionOf(client, client.pair))).body['error_description']).toMatch(/^key-revoked:/);
    expect((await show(newToken)).status).toBe(200);
  });

  it('is shut out at once when the administrator disables it, and has no say in that', async () => {
    const client = await registerSystem({ kind: 'agency-system', agency: TAX });
    const token = String((await askToken(await assertionOf(client, client.pair))).body['access_token']);
    const path = `/v1/clients/${client.id}`;
    const own = createApiClient({ apiUrl: scenario.cell.apiUrl, token: () => Promise.resolve(token) });
    expect((await own.call({ method: 'PATCH', path, body: { state: 'active' } })).status).toBe(403);
    const stranger = await scenario.as(`system-${TAX.toLowerCase()}`).call({ method: 'GET', path });
    const nowhere = await scenario.as(`system-${TAX.toLowerCase()}`).call({ method: 'GET', path: '/v1/clients/cl-000000000000000000000000' });
    expect([stranger.status, stranger.body['type']]).toEqual([404, nowhere.body['type']]);
    expect(await scenario.as('administrator').call({ method: 'PATCH', path, body: { state: 'disabled' } })).toMatchObject({ status: 200, body: { state: 'disabled' } });
    refused(await show(token), 'client-disabled');
    refused(await sendSigned(client, client.pair), 'client-disabled');
    expect((await scenario.as('administrator').call({ method: 'PATCH', path, body: { state: 'active' } })).status).toBe(200);
    expect((await show(token)).status).toBe(200);
  });
});

it('a partner comes in by its own key and starts dossiers of its own', async () => {
  const client = await registerSystem({ kind: 'partner' });
  const token = String((await askToken(await assertionOf(client, client.pair))).body['access_token']);
  const own = createApiClient({ apiUrl: scenario.cell.apiUrl, token: () => Promise.resolve(token) });
  const { id } = await createDraft(own, { procedureCode: '3.000722', channel: 'online', place: { commune: 'H99.101', province: 'H99' }, receivingAgency: 'H99.101.01', key: 'a-partner' });
  expect(await show(token, 'GET /v1/dossiers')).toMatchObject({ status: 200, body: { rows: [{ dossierId: id }] } });
  const another = await registerSystem({ kind: 'partner' });
  refused(await sendSigned(another, another.pair, { line: `GET /v1/dossiers/${id}` }), 'dossier-not-found', 404);
  refused(await show(token, 'GET /v1/clients'), 'not-allowed', 403);
});

it('an auditor reads a dossier without what the applicant wrote, its history, figures and clients, and changes nothing', async () => {
  const { id } = await scenario.accepted('citizen-lan', { procedureCode: '3.000722' });
  const auditor = scenario.as('auditor');
  const read = await auditor.get(`/v1/dossiers/${id}`);
  expect(read).toMatchObject({ id });
  expect(JSON.stringify(read)).not.toContain('Nguyễn');
  expect(read).not.toHaveProperty('application');
  expect(await auditor.get(`/v1/dossiers/${id}/events`)).toMatchObject({ dossierId: id });
  expect(await auditor.get('/v1/clients?limit=1')).toMatchObject({ rows: [expect.objectContaining({ id: expect.any(String) })] });
  expect((await auditor.call({ method: 'GET', path: '/v1/sla/scoreboard' })).status).toBe(200);
  const writes = ['acceptance', 'withdrawal', 'submission', 'refusal', 'hand-over'];
  const bodies: Readonly<Record<string, unknown>> = { withdrawal: { reason: 'Không' }, refusal: { reasons: ['Không'] }, 'hand-over': { method: 'desk' } };
  for (const word of writes) {
    const { status } = await auditor.call({ method: 'POST', path: `/v1/dossiers/${id}/${word}`, body: bodies[word] });
    expect({ word, status }).toEqual({ word, status: 403 });
  }
  expect((await auditor.call({ method: 'POST', path: '/v1/clients', body: { kind: 'partner', name: 'Không' } })).status).toBe(403);
  expect((await scenario.as('desk-other-province').call({ method: 'GET', path: `/v1/dossiers/${id}` })).status).toBe(404);
});
