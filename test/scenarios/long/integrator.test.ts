import { createPublicKey, generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Webhook } from 'standardwebhooks';
import { z } from 'zod';
import { freePort } from '#local/cell/free-port';
import { startSandboxAgency, type Sandbox } from '#local/sandbox-agency/start-sandbox-agency';
import type { SandboxMode } from '#local/sandbox-agency/sandbox-mode';
import { runExample, type RunningExample } from '#test/support/scenario/run-example';
import { startScenario, type Scenario } from '#test/support/scenario/start-scenario';

const PATIENCE_MILLISECONDS = 40_000;
const BIRTH = '3.000722';
const [WARD, POLICE, INSURANCE, DESK] = ['H99.101', 'H99.101.02', 'H99.013', 'H99.101.01'] as const;

/** Without notices about the subscriptions of the same agency, which would come between. */
const TYPES = ['step-opened', 'step-asked-again', 'sla-breached'].map((what) => `vn.motcua.dossier.${what}.v1`);

const made = z.object({ id: z.string(), secret: z.string() });
const deliveries = z.object({ rows: z.array(z.looseObject({ state: z.string(), triesCount: z.number(), lastTry: z.looseObject({ status: z.number().optional(), outcome: z.string() }).optional() })) });

describe('An integrator who follows the page', () => {
  let scenario: Scenario;
  let sandbox: Sandbox;
  const until = async (what: string | (() => Promise<string>), condition: () => boolean | Promise<boolean>) => {
    const giveUpAt = performance.now() + PATIENCE_MILLISECONDS;
    while (!(await condition())) {
      if (performance.now() > giveUpAt) throw new Error(`Waited in vain for: ${typeof what === 'string' ? what : await what()}`);
      await pause(30);
    }
  };
  const heard = (path: string) => sandbox.agency(path).heard.filter(({ isGenuine, type }) => isGenuine && type.includes('.dossier.'));
  const born = () => scenario.accepted('citizen-lan', { procedureCode: BIRTH });
  const answersTo = async (dossierId: string, stepId: string) => (await scenario.events(dossierId)).filter((each) => each.type === 'StepAnswered' && each['stepId'] === stepId).length;

  beforeAll(async () => {
    scenario = await startScenario();
    sandbox = await startSandboxAgency({ apiUrl: scenario.cell.apiUrl, now: () => scenario.cell.clock.now() });
  }, 120_000);
  afterAll(async () => {
    await sandbox.stop();
    await scenario.stop();
  });

  describe('with the three examples', () => {
    const folder = mkdtempSync(join(tmpdir(), 'mot-cua-integrator-'));
    const keyFile = join(folder, 'private.pem');
    const environment: Record<string, string> = {};
    let receiver: RunningExample | undefined;
    let token = '';
    let url = '';

    beforeAll(async () => {
      const { privateKey } = generateKeyPairSync('ed25519', { privateKeyEncoding: { type: 'pkcs8', format: 'pem' }, publicKeyEncoding: { type: 'spki', format: 'pem' } });
      writeFileSync(keyFile, privateKey);
      const publicJwk = createPublicKey(readFileSync(keyFile)).export({ format: 'jwk' });
      const client = await scenario.as('administrator').post('/v1/clients', { kind: 'agency-system', agency: WARD, name: 'Phần mềm hộ tịch', keys: [{ id: '2026-11', publicJwk }] });
      Object.assign(environment, { MOT_CUA_URL: scenario.cell.apiUrl, CLIENT_ID: z.string().parse(client['id']), KEY_ID: '2026-11', KEY_FILE: keyFile });
    });
    afterAll(() => receiver?.stop());

    it('gets a token for its key', async () => {
      const example = runExample('token.mjs', environment);
      expect(await example.ended).toBe(0);
      token = example.printed().trim();
      expect(token).toMatch(/^mct_\S+$/);
    });

    it('signs a request instead, and is known by it; with a key of its own making it is not', async () => {
      const signed = runExample('sign.mjs', environment, ['GET', '/v1/inbox?limit=10']);
      await signed.ended;
      expect(signed.printed()).toMatch(/^200 \{"rows":\[\]/);
      const forged = join(folder, 'forged.pem');
      writeFileSync(forged, generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }));
      const refused = runExample('sign.mjs', { ...environment, KEY_FILE: forged }, ['POST', '/v1/subscriptions', '{"url":"http://127.0.0.1:9/"}']);
      await refused.ended;
      expect(refused.printed()).toMatch(/^401 .*signature-invalid/);
    });

    it('registers its endpoint, is told of a step, verifies, answers, and the dossier goes on', async () => {
      expect(readFileSync('docs/examples/receiver.mjs', 'utf8').trimEnd().split('\n').length).toBeLessThan(40);
      const port = String(await freePort('the receiver'));
      url = `http://127.0.0.1:${port}/`;
      const running = runExample('receiver.mjs', { MOT_CUA_URL: scenario.cell.apiUrl, MOT_CUA_TOKEN: token, PORT: port });
      receiver = running;
      await until('the test event', () => running.printed().includes("outcome: 'delivered'"));
      const { id } = await born();
      await scenario.untilOpen(id, 'permanent-residence', 'health-insurance-card');
      expect(await answersTo(id, 'birth-registration')).toBe(1);
      expect(running.printed()).toContain('took vn.motcua.dossier.step-opened.v1');
    });

    it('refuses what somebody else made up, and does nothing twice for what comes twice', async () => {
      const before = receiver?.printed();
      const { id } = await born();
      await until('the second step', async () => (await answersTo(id, 'birth-registration')) === 1);
      // The same call under the same key shows the secret again: the page says so, and only the caller can do it.
      const types = ['opened', 'reopened', 'asked-again'].map((what) => `vn.motcua.dossier.step-${what}.v1`);
      const secretAgain = await fetch(`${scenario.cell.apiUrl}/v1/subscriptions`, {
        method: 'POST',
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', 'idempotency-key': `subscribe-${url}` },
        body: JSON.stringify({ url, filter: { types } }),
      });
      const { id: subscriptionId, secret } = made.parse(await secretAgain.json());
      const send = async (by: string, webhookId: string) => {
        const body = JSON.stringify({ type: 'vn.motcua.dossier.step-opened.v1', data: { dossierId: id, stepId: 'birth-registration' } });
        const now = new Date();
        const headers = { 'webhook-id': webhookId, 'webhook-timestamp': String(Math.floor(now.getTime() / 1000)), 'webhook-signature': new Webhook(by).sign(webhookId, now, body) };
        return (await fetch(url, { method: 'POST', headers, body })).status;
      };
      expect(await send(`whsec_${Buffer.alloc(32, 1).toString('base64')}`, 'made-up')).toBe(401);
      expect(await send(secret, 'comes-twice')).toBe(204);
      expect(await send(secret, 'comes-twice')).toBe(204);
      expect(await answersTo(id, 'birth-registration')).toBe(1);
      expect(receiver?.printed()).not.toBe(before);
      await receiver?.stop();
      const { status } = await scenario.agency(WARD).call({ method: 'DELETE', path: `/v1/subscriptions/${subscriptionId}` });
      expect(status).toBe(204);
    });
  });

  describe('beside agencies that misbehave', () => {
    const ids = new Map<string, string>();
    const listen = async (path: string, { agency, mode, ...conduct }: { agency: string; mode: SandboxMode; delayMilliseconds?: number; workMilliseconds?: number }) => {
      sandbox.add({ path, api: scenario.agency(agency), conduct: { mode, workMilliseconds: 10, ...conduct } });
      const order = { audience: { kind: 'agency', id: agency }, url: sandbox.endpointUrl(path), filter: { types: TYPES }, description: path };
      const { id, secret } = made.parse(await scenario.as('administrator').post('/v1/subscriptions', order));
      sandbox.knowSecret(path, secret);
      ids.set(path, id);
    };
    const log = async (path: string) => deliveries.parse(await scenario.as('administrator').get(`/v1/subscriptions/${ids.get(path) ?? ''}/deliveries`)).rows;
    const sameEvent = (path: string) => new Set(heard(path).map(({ webhookId }) => webhookId)).size;

    beforeAll(async () => {
      await listen('ward', { agency: WARD, mode: 'healthy' });
      await listen('ward-failing', { agency: WARD, mode: 'failing' });
      await listen('ward-disconnecting', { agency: WARD, mode: 'disconnecting' });
      await listen('ward-refusing', { agency: WARD, mode: 'refusing' });
      await listen('ward-slow', { agency: WARD, mode: 'slow', delayMilliseconds: 1500, workMilliseconds: 600_000 });
      await listen('police', { agency: POLICE, mode: 'duplicating' });
      await listen('insurance', { agency: INSURANCE, mode: 'forging' });
      await listen('desk', { agency: DESK, mode: 'silent' });
    });

    it('every dossier comes to its end, whoever fails, hangs up, is slow, says things twice or forges', async () => {
      const { id } = await born();
      await scenario.untilOpen(id, 'health-insurance-card');
      await until('three answers of the police', () => sandbox.agency('police').said.length === 3);
      expect(sandbox.agency('police').said.map(({ status }) => status)).toEqual([200, 200, 409]);
      expect(await answersTo(id, 'permanent-residence')).toBe(1);

      await until('the forged answer', () => sandbox.agency('insurance').said.length === 1);
      expect(sandbox.agency('insurance').said[0]?.status).toBe(401);
      expect((await scenario.read(id)).steps.find((step) => step.id === 'health-insurance-card')?.state).toBe('open');
      sandbox.behave('insurance', { mode: 'healthy' });
      expect(await scenario.until(id, ({ status }) => status === 'settled')).toMatchObject({ outcome: 'granted' });
    });

    it('each endpoint got what docs/webhooks.md says: taken late, tried again under the same id, or kept to be replayed', async () => {
      for (const path of ['ward-failing', 'ward-disconnecting', 'ward-refusing', 'ward-slow']) await until(`a message at ${path}`, () => heard(path).length > 0);
      await scenario.cell.settled();
      expect(await log('ward-slow')).toMatchObject([{ state: 'delivered', triesCount: 1 }]);
      expect(await log('ward-failing')).toMatchObject([{ state: 'waiting', lastTry: { status: 500 } }]);
      expect(await log('ward-disconnecting')).toMatchObject([{ state: 'waiting', lastTry: { outcome: 'no-answer' } }]);
      expect(await log('ward-refusing')).toMatchObject([{ state: 'failed', triesCount: 1, lastTry: { status: 401 } }]);

      for (const path of ['ward-failing', 'ward-disconnecting', 'ward-refusing']) sandbox.behave(path, { mode: 'silent' });
      // A slow machine may have failed twice meanwhile, and then the next try is minutes away.
      const isTaken = async (path: string) => (await log(path)).every(({ state }) => state === 'delivered');
      await until('both are told again', async () => {
        scenario.cell.clock.advance(60_000);
        await scenario.cell.settled();
        return (await isTaken('ward-failing')) && isTaken('ward-disconnecting');
      });
      await scenario.agency(WARD).post(`/v1/subscriptions/${ids.get('ward-refusing') ?? ''}/replays`, { allFailed: true });
      await until('the replay', async () => (await log('ward-refusing')).every(({ state }) => state === 'delivered'));
      for (const path of ['ward-failing', 'ward-disconnecting', 'ward-refusing']) {
        expect(heard(path).length).toBeGreaterThanOrEqual(2);
        expect(sameEvent(path)).toBe(1);
      }
    });

    it('an agency that answers in the wrong order holds nobody up', async () => {
      sandbox.behave('ward', { mode: 'out-of-order', workMilliseconds: 6000 });
      const { said } = sandbox.agency('ward');
      const before = { heard: heard('ward').length, said: said.length };
      const two = [await scenario.handIn('citizen-lan', { procedureCode: BIRTH }), await scenario.handIn('citizen-lan', { procedureCode: BIRTH })];
      await Promise.all(two.map(({ id }) => scenario.as('desk-an-hoa').post(`/v1/dossiers/${id}/acceptance`, undefined)));
      for (const { id } of two) await scenario.until(id, ({ steps }) => steps.some((step) => step.id === 'permanent-residence'));
      const inOrder = heard('ward').slice(before.heard).map(({ dossierId }) => dossierId);
      expect(inOrder.toSorted()).toEqual(two.map(({ id }) => id).toSorted());
      expect(said.slice(before.said).map(({ dossierId }) => dossierId)).toEqual(inOrder.toReversed());
    });

    it('an agency may ask for data that does not fit again: it is told anew, the desk is told, and nobody else may', async () => {
      sandbox.behave('ward', { mode: 'silent' });
      const { id } = await born();
      const { dueAt } = await scenario.untilOpen(id, 'birth-registration');
      const [path, body] = [`/v1/dossiers/${id}/steps/birth-registration/retry`, { reason: 'Ngày sinh khác giấy chứng sinh', fields: ['/application/form/childName'] }];
      const ask = (who: string | undefined, key: string, order: unknown = body) => scenario.as(who).call({ method: 'POST', path, body: order, idempotencyKey: key });

      const strangers = [await ask('citizen-lan', 'retry-owner'), await ask('citizen-minh', 'retry-citizen'), await ask('desk-an-hoa', 'retry-desk'), await ask('system-h99.013', 'retry-other'), await ask(undefined, 'retry-nobody')];
      expect(strangers.map(({ status }) => status)).toEqual([403, 404, 403, 404, 401]);
      expect((await ask('system-h99.101', 'retry-bad-pointer', { ...body, fields: ['childName'] })).status).toBe(400);

      const asked = await ask('system-h99.101', 'retry-once');
      expect(asked).toMatchObject({ status: 200, body: { id, dueAt } });
      expect((await ask('system-h99.101', 'retry-once')).headers.get('idempotency-replayed')).toBe('true');
      await until('agency and desk are told', () => [...heard('ward'), ...heard('desk')].filter(({ type, dossierId }) => type.endsWith('.step-asked-again.v1') && dossierId === id).length === 2);
      const kept = { agency: WARD, round: 1, ...body };
      expect((await scenario.agency(WARD).get(`/v1/dossiers/${id}/steps/birth-registration`))['step']).toMatchObject({ state: 'open', askedAgain: [kept] });
      expect((await scenario.events(id)).filter(({ type }) => type === 'StepAskedAgain')).toMatchObject([{ reason: body.reason, by: { kind: 'agency-system', agency: WARD } }]);

      await ask('system-h99.101', 'retry-twice');
      await ask('officer-civil-status', 'retry-thrice');
      expect(await ask('system-h99.101', 'retry-too-often')).toMatchObject({ status: 422, body: { type: 'https://motcua.example/problems/asked-again-too-often' } });
    });

    it('an agency that never answers is late by name, and catches up from its inbox', async () => {
      sandbox.behave('ward', { mode: 'silent' });
      const { id } = await born();
      const open = await scenario.untilOpen(id, 'birth-registration');
      await until('the step is taken', () => heard('ward').some(({ dossierId }) => dossierId === id));
      await scenario.moveTo(open.steps.find((step) => step.id === 'birth-registration')?.dueAt ?? '');
      await until('the lateness', async () => (await scenario.events(id)).some((each) => each.type === 'SlaBreached' && each['stepId'] === 'birth-registration'));
      const seen = async () => `the ward learns of it; it heard ${JSON.stringify(sandbox.agency('ward').heard.slice(-3))} of ${JSON.stringify((await log('ward')).slice(0, 3))}, at ${JSON.stringify(await scenario.as('administrator').get(`/v1/subscriptions/${ids.get('ward') ?? ''}`))}`;
      await until(seen, () => heard('ward').some(({ type, dossierId }) => type.endsWith('.sla-breached.v1') && dossierId === id));
      sandbox.behave('ward', { mode: 'healthy' });
      expect(await scenario.until(id, ({ status }) => status === 'settled')).toMatchObject({ outcome: 'granted' });
    });
  });
});
