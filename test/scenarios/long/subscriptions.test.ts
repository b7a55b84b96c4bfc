import { createServer, type Server } from 'node:http';
import { text } from 'node:stream/consumers';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Webhook } from 'standardwebhooks';
import { z } from 'zod';
import { closeServer } from '#local/servers/close-server';
import { listenLocally } from '#local/servers/listen-locally';
import { startScenario, type Scenario } from '#test/support/scenario/start-scenario';

const HOUR_MILLISECONDS = 3_600_000;
const PATIENCE_MILLISECONDS = 30_000;
const AGENCY = 'H99.101';

const headers = z.object({ 'webhook-id': z.string(), 'webhook-timestamp': z.string(), 'webhook-signature': z.string() });
const subscription = z.looseObject({ id: z.string(), version: z.number(), secret: z.string().optional(), testEvent: z.looseObject({ outcome: z.string() }).optional() });
const event = z.looseObject({ id: z.string(), type: z.string(), data: z.looseObject({ dossierId: z.string().optional(), seq: z.number(), previousSeq: z.number() }) });
const deliveries = z.object({ rows: z.array(z.looseObject({ id: z.string(), eventId: z.string(), state: z.string(), dossierId: z.string().optional() })), cursor: z.string().optional() });
const feed = z.object({ events: z.array(z.looseObject({ id: z.string(), type: z.string() })), next: z.string(), hasMore: z.boolean() });

interface Told {
  readonly headers: z.infer<typeof headers>;
  readonly body: string;
}

describe('An agency’s system keeps its own subscription', () => {
  let scenario: Scenario;
  let server: Server;
  let url = '';
  let id = '';
  let secret = '';
  let answer: { status: number; text: string } = { status: 204, text: '' };
  const told: Told[] = [];

  beforeAll(async () => {
    scenario = await startScenario();
    server = createServer((request, response) => {
      void text(request).then((body) => {
        told.push({ headers: headers.parse(request.headers), body });
        response.writeHead(answer.status).end(answer.text === '' ? undefined : answer.text);
      });
    });
    url = `http://127.0.0.1:${String(await listenLocally(server))}/civil-status`;
  }, 120_000);
  afterAll(async () => {
    await closeServer(server);
    await scenario.stop();
  });

  const system = () => scenario.agency(AGENCY);
  const at = (path = '') => `/v1/subscriptions/${id}${path}`;
  const change = async (body: Record<string, unknown>, ifMatch?: number) => system().call({ method: 'PATCH', path: at(), body, ...(ifMatch !== undefined && { ifMatch }) });
  const read = () => system().get(at());
  const listed = async (query = '') => deliveries.parse(await system().get(at(`/deliveries${query}`))).rows;
  const until = async <Value>(look: () => Value | undefined | Promise<Value | undefined>): Promise<Value> => {
    const giveUpAt = performance.now() + PATIENCE_MILLISECONDS;
    for (;;) {
      const seen = await look();
      if (seen !== undefined) return seen;
      if (performance.now() > giveUpAt) throw new Error(`Waited in vain; told so far: ${JSON.stringify(told.map(({ body }) => body))}`);
      await pause(50);
    }
  };
  const untilTold = (isIt: (seen: z.infer<typeof event>) => boolean, times = 1) =>
    until(() => {
      const found = told.filter(({ body }) => isIt(event.parse(JSON.parse(body))));
      return found.length >= times ? found : undefined;
    });
  const toldOf = (dossierId: string, times = 1) => untilTold(({ data }) => data.dossierId === dossierId, times);
  /** A birth dossier whose first step is the agency's. */
  const birth = async () => {
    const { id: dossierId } = await scenario.accepted('citizen-lan', { procedureCode: '3.000722' });
    await scenario.untilOpen(dossierId, 'birth-registration');
    return dossierId;
  };
  /** Compares the signature itself: the library's `verify` looks at this machine's clock, and the cell's is moved. */
  const opens = (key: string, { headers: sent, body }: Told) =>
    sent['webhook-signature'].split(' ').includes(new Webhook(key).sign(sent['webhook-id'], new Date(1000 * Number(sent['webhook-timestamp'])), body));

  it('registers with one call, is shown the secret once, and is sent a signed test event', async () => {
    const order = { url, description: 'Phần mềm hộ tịch' };
    const made = subscription.parse(await system().post('/v1/subscriptions', order, 'subscription-of-h99-101'));
    expect(made).toMatchObject({ version: 1, audience: { kind: 'agency', id: AGENCY }, state: 'active', testEvent: { outcome: 'delivered', status: 204 } });
    ({ id, secret = '' } = made);
    const [test] = told;
    expect(JSON.parse(test?.body ?? '{}')).toMatchObject({ type: 'vn.motcua.subscription.test.v1', subject: id });
    expect(test !== undefined && opens(secret, test)).toBe(true);
    expect(subscription.parse(await system().post('/v1/subscriptions', order, 'subscription-of-h99-101'))).toEqual(made);
    const again = await system().call({ method: 'GET', path: at() });
    expect(again.headers.get('etag')).toBe('"1"');
    expect(again.body).toMatchObject({ health: { breaker: 'closed', hasFailed: false, hasWaiting: false } });
    expect(JSON.stringify(again.body)).not.toContain('whsec_');
    expect(told).toHaveLength(1);
    told.length = 0;
  });

  it('is told what its filter lets through, in order and with the gap that the filter leaves in sight', async () => {
    expect(await change({ filter: { types: ['vn.motcua.dossier.no-such.v1'] } })).toMatchObject({ status: 422, body: { fields: [{ pointer: '/filter/types/0' }] } });
    expect(await change({ filter: { types: ['vn.motcua.dossier.step-cancelled.v1'] } }, 1)).toMatchObject({ status: 200, body: { version: 2 } });
    expect(await change({ description: 'lost update' }, 1)).toMatchObject({ status: 412 });
    const dossierId = await birth();
    await scenario.as('citizen-lan').post(`/v1/dossiers/${dossierId}/withdrawal`, { reason: 'Không còn nhu cầu' });
    const [message] = await toldOf(dossierId);
    const { type, data } = event.parse(JSON.parse(message?.body ?? '{}'));
    expect([type, data.previousSeq > 0, told.length]).toEqual(['vn.motcua.dossier.step-cancelled.v1', true, 1]);
    expect(await change({ filter: {} })).toMatchObject({ status: 200 });
  });

  it('pauses and loses nothing', async () => {
    expect(await change({ state: 'paused' })).toMatchObject({ body: { state: 'paused' } });
    const dossiers = [await birth(), await birth()];
    await scenario.cell.settled();
    expect(told.filter(({ body }) => dossiers.some((dossierId) => body.includes(dossierId)))).toEqual([]);
    expect(await change({ state: 'active' })).toMatchObject({ body: { state: 'active' } });
    for (const dossierId of dossiers) expect(await toldOf(dossierId)).toHaveLength(1);
  });

  it('changes its secret over without losing a message: two signatures for a day, then one', async () => {
    const rotated = subscription.parse(await system().post(at('/secret-rotation'), {}));
    const old = secret;
    secret = rotated.secret ?? '';
    const [both] = await toldOf(await birth());
    expect(both?.headers['webhook-signature'].split(' ')).toHaveLength(2);
    expect(both !== undefined && [opens(secret, both), opens(old, both)]).toEqual([true, true]);
    await scenario.cell.settled();
    scenario.cell.clock.advance(25 * HOUR_MILLISECONDS);
    const [one] = await toldOf(await birth());
    expect(one?.headers['webhook-signature'].split(' ')).toHaveLength(1);
    expect(one !== undefined && [opens(secret, one), opens(old, one)]).toEqual([true, false]);
  });

  it('sees what was refused and what is tried again, with each try and the very body', async () => {
    answer = { status: 400, text: 'no such step here' };
    const refused = await birth();
    const row = await until(async () => (await listed('?state=failed')).find(({ dossierId }) => dossierId === refused));
    const shown = await system().get(at(`/deliveries/${row.id}`));
    const [message] = await toldOf(refused);
    expect(shown).toMatchObject({ state: 'failed', tries: [{ outcome: 'refused', status: 400, answer: 'no such step here' }], request: { url, body: message?.body, sentHeaders: [{ name: 'content-type' }, { name: 'webhook-id', value: message?.headers['webhook-id'] }] } });
    answer = { status: 503, text: 'later' };
    const late = await birth();
    const waiting = await until(async () => (await listed('?state=waiting')).find(({ dossierId }) => dossierId === late));
    expect(waiting).toMatchObject({ state: 'waiting', nextTryAt: expect.any(String) });
    expect(await read()).toMatchObject({ health: { hasFailed: true, hasWaiting: true, failingSince: expect.any(String) } });
    answer = { status: 204, text: '' };
    await scenario.cell.settled();
    scenario.cell.clock.advance(HOUR_MILLISECONDS);
    await until(async () => (await listed('?state=waiting')).length === 0 || undefined);
    expect(new Set((await toldOf(late, 2)).map((each) => each.headers['webhook-id'])).size).toBe(1);
  });

  it('has one delivery, a range, and all that failed sent again under their ids', async () => {
    const [first] = await listed('?state=failed');
    const times = (eventId: string) => told.filter((each) => each.headers['webhook-id'] === eventId).length;
    const before = times(first?.eventId ?? '');
    expect(before).toBe(1);
    expect(await system().call({ method: 'POST', path: at('/replays'), body: { deliveries: [first?.id ?? ''] } })).toMatchObject({ status: 202, body: { asksFor: 'deliveries', eventsAtMost: 1 } });
    await until(() => times(first?.eventId ?? '') > before || undefined);
    await until(async () => (await listed('?state=failed')).every(({ eventId }) => eventId !== first?.eventId) || undefined);

    answer = { status: 400, text: '' };
    const failing = [await birth(), await birth()];
    const failed = async () => (await listed('?state=failed')).map(({ dossierId }) => dossierId);
    await until(async () => {
      const seen = await failed();
      return failing.every((dossierId) => seen.includes(dossierId)) || undefined;
    });
    answer = { status: 204, text: '' };
    await system().post(at('/replays'), { allFailed: true });
    for (const dossierId of failing) await toldOf(dossierId, 2);
    await until(async () => {
      const seen = await failed();
      return failing.every((dossierId) => !seen.includes(dossierId)) || undefined;
    });

    // The notices of what had failed are sent again too.
    await scenario.cell.settled();
    told.length = 0;
    const { events } = feed.parse(await system().get('/v1/events?limit=100'));
    expect(await system().call({ method: 'POST', path: at('/replays'), body: { range: { from: '2020-01-01T00:00:00Z' } } })).toMatchObject({ status: 202, body: { asksFor: 'range', eventsAtMost: events.length } });
    await until(() => events.every((each) => times(each.id) === 1) || undefined);
  });

  it('reads in the feed the same bodies that it was sent, in the order of each dossier, page by page', async () => {
    const pages: z.infer<typeof feed>['events'] = [];
    let page = feed.parse(await system().get('/v1/events?limit=3'));
    while (page.events.length > 0) {
      pages.push(...page.events);
      page = feed.parse(await system().get(`/v1/events?limit=3&after=${page.next}`));
    }
    const { next } = page;
    const sent = new Map(told.map(({ headers: { 'webhook-id': key }, body }) => [key, event.parse(JSON.parse(body))]));
    expect(pages.map((each) => sent.get(each.id))).toEqual(pages);
    expect(pages).toHaveLength(sent.size);
    const seqs = new Map<string, number>();
    for (const { data } of pages.filter(({ type }) => type.startsWith('vn.motcua.dossier.')).map((each) => event.parse(each))) {
      expect(data.previousSeq).toBe(seqs.get(data.dossierId ?? '') ?? 0);
      seqs.set(data.dossierId ?? '', data.seq);
    }
    expect(feed.parse(await system().get(`/v1/events?after=${next}`))).toEqual({ events: [], next, hasMore: false });
    const dossierId = await birth();
    const fresh = await until(async () => {
      const { events } = feed.parse(await system().get(`/v1/events?after=${next}`));
      return events.length > 0 ? events : undefined;
    });
    expect(fresh).toMatchObject([{ type: 'vn.motcua.dossier.step-opened.v1', data: { dossierId } }]);
  });

  it('is nobody else’s business: strangers learn not even that it is there', async () => {
    const { next } = feed.parse(await system().get('/v1/events?limit=1'));
    for (const who of ['system-h99.016', 'citizen-lan', 'desk-an-hoa', 'officer-civil-status']) {
      const stranger = scenario.as(who);
      for (const path of [at(), at('/deliveries'), at('/deliveries/0-1')]) expect([who, path, (await stranger.call({ method: 'GET', path })).status]).toEqual([who, path, 404]);
      for (const path of [at('/test-event'), at('/replays'), at('/secret-rotation')]) {
        const body = path.endsWith('replays') ? { allFailed: true } : path.endsWith('rotation') ? {} : undefined;
        expect([who, path, (await stranger.call({ method: 'POST', path, body })).status]).toEqual([who, path, 404]);
      }
      expect([who, (await stranger.call({ method: 'DELETE', path: at() })).status]).toEqual([who, 404]);
    }
    const other = scenario.agency('H99.016');
    expect(await other.get('/v1/subscriptions')).toEqual({ rows: [] });
    expect(feed.parse(await other.get('/v1/events?limit=100')).events).toEqual([]);
    expect(await other.call({ method: 'GET', path: `/v1/events?after=${next}` })).toMatchObject({ status: 400, body: { type: expect.stringMatching(/cursor-malformed$/) } });
    expect((await scenario.as('citizen-lan').call({ method: 'GET', path: '/v1/events' })).status).toBe(403);
    expect(feed.parse(await scenario.as('officer-civil-status').get('/v1/events?limit=100')).events.length).toBeGreaterThan(0);
    expect(await scenario.as('administrator').get(`/v1/subscriptions?audience=agency:${AGENCY}`)).toMatchObject({ rows: [{ id }] });
  });

  it('ends it, and is sent nothing more', async () => {
    expect(await system().call({ method: 'DELETE', path: at(), idempotencyKey: 'delete-subscription-1' })).toMatchObject({ status: 204 });
    expect(await system().call({ method: 'DELETE', path: at(), idempotencyKey: 'delete-subscription-1' })).toMatchObject({ status: 204 });
    expect((await system().call({ method: 'GET', path: at() })).status).toBe(404);
    told.length = 0;
    const dossierId = await birth();
    await until(async () => feed.parse(await system().get('/v1/events?limit=100')).events.find((each) => event.parse(each).data.dossierId === dossierId));
    await scenario.cell.settled();
    expect(told).toEqual([]);
  });
});
