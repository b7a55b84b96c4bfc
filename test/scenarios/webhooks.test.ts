import { createServer, type Server } from 'node:http';
import { text } from 'node:stream/consumers';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Webhook } from 'standardwebhooks';
import { z } from 'zod';
import { startScenario, type Scenario } from '#test/support/scenario/start-scenario';
import { closeServer } from '#local/servers/close-server';
import { listenLocally } from '#local/servers/listen-locally';

const HOUR_MILLISECONDS = 3_600_000;
const PATIENCE_MILLISECONDS = 30_000;

const headers = z.object({ 'webhook-id': z.string(), 'webhook-timestamp': z.string(), 'webhook-signature': z.string(), 'content-type': z.string() });
const cloudEvent = z.strictObject({
  specversion: z.literal('1.0'),
  id: z.string(),
  source: z.literal('/cells/H99/dossiers'),
  type: z.string(),
  subject: z.string(),
  time: z.string(),
  datacontenttype: z.literal('application/json'),
  data: z.strictObject({ dossierId: z.string(), code: z.string(), seq: z.number(), previousSeq: z.number(), agency: z.string(), stepId: z.string().optional(), dueAt: z.string().optional() }),
});

const subscription = z.looseObject({ id: z.string(), secret: z.string().startsWith('whsec_') });

interface Told {
  readonly path: string;
  readonly headers: z.infer<typeof headers>;
  readonly body: string;
}

describe('Agencies learn of their work by signed webhooks', () => {
  let scenario: Scenario;
  let server: Server;
  let url = '';
  const told: Told[] = [];
  const secrets = new Map<string, string>();
  const ids = new Map<string, string>();
  /** What the receiver of a path answers to its nth message. */
  const answers: Record<string, (nth: number) => number> = { '/takes': () => 204, '/stumbles': (nth) => (nth === 1 ? 503 : 204), '/refuses': () => 500 };

  beforeAll(async () => {
    scenario = await startScenario();
    server = createServer((request, response) => {
      void text(request).then((body) => {
        const path = request.url ?? '';
        // Registration sends a test event, which is none of an agency's work.
        if (body.includes('.subscription.test.')) return void response.writeHead(204).end();
        told.push({ path, headers: headers.parse(request.headers), body });
        response.writeHead(answers[path]?.(told.filter((each) => each.path === path).length) ?? 404).end();
      });
    });
    url = `http://127.0.0.1:${String(await listenLocally(server))}`;
    const register = async (agency: string, path: string) => {
      const made = subscription.parse(await scenario.agency(agency).post('/v1/subscriptions', { url: `${url}${path}`, description: path }));
      secrets.set(path, made.secret);
      ids.set(path, made.id);
    };
    await register('H99.101', '/takes');
    await register('H99.013', '/stumbles');
    await register('H99.101.02', '/refuses');
  }, 120_000);
  afterAll(async () => {
    await closeServer(server);
    await scenario.stop();
  });

  const untilTold = async (path: string, times: number) => {
    const giveUpAt = performance.now() + PATIENCE_MILLISECONDS;
    const messages = () => told.filter((each) => each.path === path);
    while (messages().length < times && performance.now() < giveUpAt) await pause(20);
    expect(messages().length).toBeGreaterThanOrEqual(times);
    return messages();
  };
  const birthAt = async (step: string) => {
    const receipt = await scenario.accepted('citizen-lan', { procedureCode: '3.000722' });
    await scenario.untilOpen(receipt.id, 'birth-registration');
    if (step === 'birth-registration') return receipt;
    await scenario.answer(receipt.id, 'birth-registration');
    await scenario.untilOpen(receipt.id, step);
    return receipt;
  };

  it('an opened step reaches its agency once, signed, as a CloudEvent with its place in the history and nothing personal', async () => {
    const { id, code } = await birthAt('birth-registration');
    const [message] = await untilTold('/takes', 1);
    const { headers: sent, body } = message ?? { headers: {}, body: '' };
    expect(new Webhook(secrets.get('/takes') ?? '').verify(body, { ...sent })).toEqual(JSON.parse(body));
    expect(() => new Webhook(secrets.get('/refuses') ?? '').verify(body, { ...sent })).toThrow();
    expect(() => new Webhook(secrets.get('/takes') ?? '').verify(body.replace(code, 'H99.101.01-260101-0001'), { ...sent })).toThrow();

    const event = cloudEvent.parse(JSON.parse(body));
    const opened = (await scenario.events(id)).find(({ type }) => type === 'StepOpened');
    const step = (await scenario.read(id)).steps[0];
    expect(event).toMatchObject({ id: opened?.['id'], type: 'vn.motcua.dossier.step-opened.v1', subject: code });
    expect(event.data).toEqual({ dossierId: id, code, seq: opened?.['seq'], previousSeq: 0, agency: 'H99.101', stepId: 'birth-registration', dueAt: step?.dueAt });
    expect(message?.headers['webhook-id']).toBe(event.id);
    expect(message?.headers['content-type']).toContain('application/cloudevents+json');
    await scenario.cell.settled();
    expect(told).toHaveLength(1);
  });

  it('what a receiver did not take comes again under the same id with the same bytes, freshly signed', async () => {
    await birthAt('health-insurance-card');
    await untilTold('/stumbles', 1);
    await scenario.cell.settled();
    scenario.cell.clock.advance(10_000);
    const [first, second] = await untilTold('/stumbles', 2);
    expect(second?.headers['webhook-id']).toBe(first?.headers['webhook-id']);
    expect(second?.body).toBe(first?.body);
    expect(Number(second?.headers['webhook-timestamp'])).toBeGreaterThan(Number(first?.headers['webhook-timestamp']));
    expect(new Webhook(secrets.get('/stumbles') ?? '').verify(second?.body ?? '', { ...second?.headers })).toEqual(JSON.parse(first?.body ?? '{}'));
  });

  it('a receiver that takes nothing for three days is stopped, keeps its place, and is sent everything in order when it is resumed', async () => {
    const dossierId = (await untilTold('/refuses', 1)).map(({ body }) => cloudEvent.parse(JSON.parse(body)).data.dossierId)[0] ?? '';
    const system = scenario.agency('H99.101.02');
    const state = async () => z.looseObject({ state: z.string() }).parse(await system.get(`/v1/subscriptions/${ids.get('/refuses') ?? ''}`)).state;
    const giveUpAt = performance.now() + 2 * PATIENCE_MILLISECONDS;
    while ((await state()) === 'active' && performance.now() < giveUpAt) {
      await scenario.cell.settled();
      scenario.cell.clock.advance(4 * HOUR_MILLISECONDS);
      await pause(150);
    }
    expect(await state()).toBe('stopped');
    const ofDossier = () => told.filter(({ path, body }) => path === '/refuses' && body.includes(dossierId));
    expect(new Set(ofDossier().map((each) => each.headers['webhook-id'])).size).toBeGreaterThanOrEqual(1);
    answers['/refuses'] = () => 204;
    told.length = 0;
    await system.call({ method: 'PATCH', path: `/v1/subscriptions/${ids.get('/refuses') ?? ''}`, body: { state: 'active' } });
    await untilTold('/refuses', 1);
    await scenario.cell.settled();
    const seqs = ofDossier().map(({ body }) => cloudEvent.parse(JSON.parse(body)).data);
    expect(seqs.length).toBeGreaterThan(0);
    expect(seqs.map(({ seq }) => seq)).toEqual(seqs.map(({ seq }) => seq).toSorted((one, other) => one - other));
    expect(seqs.slice(1).map(({ previousSeq }) => previousSeq)).toEqual(seqs.slice(0, -1).map(({ seq }) => seq));
  });
});
