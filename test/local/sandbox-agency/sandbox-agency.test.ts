import { createServer, type Server } from 'node:http';
import { text } from 'node:stream/consumers';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, test } from '@jest/globals';
import { Webhook } from 'standardwebhooks';
import { z } from 'zod';
import { createApiClient } from '#local/api-client/api-client';
import { BEHAVIOURS } from '#local/sandbox-agency/sandbox-mode';
import { startSandboxAgency, type Sandbox } from '#local/sandbox-agency/start-sandbox-agency';
import { closeServer } from '#local/servers/close-server';
import { listenLocally } from '#local/servers/listen-locally';

const SECRET = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;
const AT = Date.parse('2026-11-26T02:00:00Z');
const PATH = 'H99.013';

/** The API as an agency reads it; the result of the step `certificate` is a signed document. */
function bodyFor(url: string): unknown {
  if (url.startsWith('/v1/inbox')) return { rows: [{ kind: 'step', dossierId: 'ds-inbox', itemId: 'left' }] };
  if (url.startsWith('/v1/procedures/')) return { stages: [{ steps: [{ id: 'certificate', result: { requiresDocument: true, template: { id: 'death-extract', version: 1 } } }] }] };
  if (url.endsWith('/documents') || url.endsWith('/signatures')) return { document: { id: 'doc-1', sha256: `after-${url.slice(-10)}` } };
  return { code: 'H99.101.01-261126-0001', procedure: { code: '2.002913', version: 1 }, step: { kind: 'work', state: 'open', round: 1 }, application: { form: { cause: 'x' } } };
}

interface Asked {
  readonly method: string;
  readonly url: string;
  readonly key: string | undefined;
  readonly signature: string | undefined;
  readonly token: string | undefined;
}

describe('the sandbox agency', () => {
  let api: Server;
  let apiUrl = '';
  let sandbox: Sandbox;
  const asked: Asked[] = [];
  const answered = () => asked.filter(({ url }) => url.endsWith('/answer')).map(({ url }) => url.split('/')[5]);

  beforeAll(async () => {
    // The API as far as an agency needs it: every step is open work, every answer is taken, a foreign signature is not.
    api = createServer((request, response) => {
      void text(request).then(() => {
        const { method = '', url = '', headers } = request;
        asked.push({ method, url, key: z.string().optional().parse(headers['idempotency-key']), signature: z.string().optional().parse(headers['signature-input']), token: headers.authorization?.slice('Bearer '.length) });
        const status = headers['authorization'] === undefined ? 401 : 200;
        const body = bodyFor(url);
        response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
      });
    });
    apiUrl = `http://127.0.0.1:${String(await listenLocally(api))}`;
  });
  afterAll(() => closeServer(api));
  beforeEach(async () => {
    asked.length = 0;
    sandbox = await startSandboxAgency({ apiUrl, now: () => AT, keyId: 'client-1/key-1' });
    const as = (token: string) => createApiClient({ apiUrl, token: () => Promise.resolve(token) });
    sandbox.add({ path: PATH, api: as('t'), signers: { head: { subject: 'head', api: as('head') }, clerk: as('clerk') }, conduct: { workMilliseconds: 5, delayMilliseconds: 40 } });
    sandbox.knowSecret(PATH, SECRET);
  });
  afterEach(() => sandbox.stop());

  const send = async (stepId: string, { secret = SECRET, at = AT, id = `evt-${stepId}`, type = 'vn.motcua.dossier.step-opened.v1' } = {}) => {
    const body = JSON.stringify({ type, data: { dossierId: 'ds-1', seq: 7, stepId } });
    const headers = { 'webhook-id': id, 'webhook-timestamp': String(at / 1000), 'webhook-signature': new Webhook(secret).sign(id, new Date(at), body) };
    const answer = await fetch(sandbox.endpointUrl(PATH), { method: 'POST', headers, body });
    return answer.status;
  };
  const until = async (condition: () => boolean) => {
    for (let tries = 0; tries < 400 && !condition(); tries += 1) await pause(5);
    expect(condition()).toBe(true);
  };

  it('takes a genuine message and answers the step once, however often the message comes', async () => {
    expect(await send('appraise')).toBe(204);
    expect(await send('appraise')).toBe(204);
    await until(() => answered().length === 1);
    await pause(30);
    expect(answered()).toEqual(['appraise']);
    expect(sandbox.agency(PATH).heard.map(({ isGenuine, status, seq }) => [isGenuine, status, seq])).toEqual([[true, 204, 7], [true, 204, 7]]);
  });

  it('has a result that must be a signed document drafted, signed by the head and sealed by the clerk, then answers, each call under a key of its own', async () => {
    await send('certificate');
    await until(() => answered().length === 1);
    const writes = asked.filter(({ method }) => method === 'POST');
    const document = '/v1/dossiers/ds-1/documents/doc-1/signatures';
    expect(writes.map(({ token, url }) => [token, url])).toEqual([
      ['t', '/v1/dossiers/ds-1/steps/certificate/documents'],
      ['head', document],
      ['clerk', document],
      ['t', '/v1/dossiers/ds-1/steps/certificate/answer'],
    ]);
    expect(new Set(writes.map(({ key }) => key)).size).toBe(4);
  });

  it('answers when it hears that its people issued the document by hand', async () => {
    await send('appraise', { type: 'vn.motcua.dossier.document-issued.v1' });
    await until(() => answered().length === 1);
  });

  it('refuses a message with a wrong signature, an old one and one of the future, and does nothing for it', async () => {
    const other = `whsec_${Buffer.alloc(32, 8).toString('base64')}`;
    expect(await send('a', { secret: other })).toBe(401);
    expect(await send('b', { at: AT - 301_000 })).toBe(401);
    expect(await send('c', { at: AT + 301_000 })).toBe(401);
    await pause(20);
    expect(asked).toEqual([]);
  });

  it('verifies by both secrets while one is being rotated', async () => {
    const next = `whsec_${Buffer.alloc(32, 9).toString('base64')}`;
    sandbox.knowSecret(PATH, next);
    expect(await send('a')).toBe(204);
    expect(await send('b', { secret: next })).toBe(204);
    await until(() => answered().length === 2);
  });

  it('lets events that are no work of its own pass', async () => {
    expect(await send('appraise', { type: 'vn.motcua.dossier.step-cancelled.v1' })).toBe(204);
    await pause(20);
    expect(asked).toEqual([]);
  });

  test.each([
    ['failing', 500],
    ['refusing', 401],
    ['silent', 204],
  ] as const)('%s answers %d and does no work', async (mode, status) => {
    sandbox.behave(PATH, { mode });
    expect(await send('appraise')).toBe(status);
    await pause(20);
    expect(answered()).toEqual([]);
  });

  it('disconnecting leaves the sender without an answer', async () => {
    sandbox.behave(PATH, { mode: 'disconnecting' });
    await expect(send('appraise')).rejects.toThrow('fetch failed');
    expect(sandbox.agency(PATH).heard).toMatchObject([{ status: 0, isGenuine: true }]);
  });

  it('slow takes a message only after its delay', async () => {
    sandbox.behave(PATH, { mode: 'slow' });
    const before = performance.now();
    expect(await send('appraise')).toBe(204);
    expect(performance.now() - before).toBeGreaterThanOrEqual(35);
  });

  it('duplicating sends its answer under one key twice and under another once more', async () => {
    sandbox.behave(PATH, { mode: 'duplicating' });
    await send('appraise');
    await until(() => answered().length === 3);
    const [first, second, third] = asked.filter(({ url }) => url.endsWith('/answer')).map(({ key }) => key);
    expect(second).toBe(first);
    expect(third).not.toBe(first);
  });

  it('out of order answers what came last first', async () => {
    sandbox.behave(PATH, { mode: 'out-of-order', workMilliseconds: 300 });
    for (const step of ['one', 'two', 'three']) await send(step);
    await until(() => answered().length === 3);
    expect(answered()).toEqual(['three', 'two', 'one']);
  });

  it('forging signs with a key that is not the one it names, and is refused', async () => {
    sandbox.behave(PATH, { mode: 'forging' });
    await send('appraise');
    await until(() => sandbox.agency(PATH).said.length === 1);
    expect(sandbox.agency(PATH).said).toMatchObject([{ stepId: 'appraise', status: 401 }]);
    expect(asked[0]?.signature).toContain('keyid="client-1/key-1"');
  });

  it('does what lies in its inbox when it is mended', async () => {
    sandbox.behave(PATH, { mode: 'silent' });
    await send('appraise');
    sandbox.behave(PATH, { mode: 'healthy' });
    await until(() => answered().length === 1);
    expect(answered()).toEqual(['left']);
  });

  describe('is controlled', () => {
    const control = (body: unknown, headers: Record<string, string> = {}) => fetch(`${sandbox.url}/control/${PATH}`, { method: 'PUT', headers, body: JSON.stringify(body) });

    it('by a request that names the mode, and shows what it heard', async () => {
      const answer = await control({ mode: 'failing' });
      expect([answer.status, await answer.json()]).toMatchObject([200, { mode: 'failing', heard: [], said: [] }]);
      expect(await send('appraise')).toBe(500);
    });

    it('by a page with every mode on it, whose form leads back to it', async () => {
      const page = await (await fetch(sandbox.url)).text();
      for (const mode of Object.keys(BEHAVIOURS)) expect(page).toContain(`<option${mode === 'healthy' ? ' selected' : ''}>${mode}</option>`);
      const answer = await fetch(`${sandbox.url}/control/${PATH}`, { method: 'POST', body: new URLSearchParams({ mode: 'slow', delayMilliseconds: '1', workMilliseconds: '1' }), redirect: 'manual' });
      expect([answer.status, sandbox.agency(PATH).conduct]).toEqual([303, { mode: 'slow', delayMilliseconds: 1, workMilliseconds: 1 }]);
    });

    it('not by a mode it does not know, nor from a page of another site', async () => {
      expect((await control({ mode: 'constructor' })).status).toBe(400);
      expect((await control({ mode: 'failing' }, { origin: 'https://elsewhere.example' })).status).toBe(403);
      expect((await fetch(`${sandbox.url}/control/nobody`)).status).toBe(404);
      expect(sandbox.agency(PATH).conduct.mode).toBe('healthy');
    });
  });
});
