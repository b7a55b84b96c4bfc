import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import type { LookupFunction } from 'node:net';
import { afterEach, describe, expect, it, test } from '@jest/globals';
import { Webhook } from 'standardwebhooks';
import { AddressRefused, guardedLookup, type Resolve } from '#functions/adapters/agency-http/guarded-lookup';
import { isPublicAddress } from '#functions/adapters/agency-http/public-address';
import { readRetryAfter } from '#functions/adapters/agency-http/retry-after';
import { HttpWebhookSender } from '#functions/adapters/agency-http/webhook-sender';
import { closeServer } from '#local/servers/close-server';
import { listenLocally } from '#local/servers/listen-locally';

const SECRET = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
const BODY = '{"specversion":"1.0","data":{"code":"H26.19.3-261123-0001","note":"Ẩn"}}';
const servers: Server[] = [];

afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => closeServer(server)));
});

async function agency(answer: RequestListener): Promise<{ url: string; received: { headers: Record<string, string>; body: string }[] }> {
  const received: { headers: Record<string, string>; body: string }[] = [];
  const server = createServer((request, response) => {
    void read(request).then((body) => {
      received.push({ headers: Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)])), body });
      answer(request, response);
    });
  });
  servers.push(server);
  return { url: `http://127.0.0.1:${await listenLocally(server)}/hook`, received };
}

async function read(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks).toString('utf8');
}

const local = new HttpWebhookSender({ allowLoopback: true, totalTimeoutMilliseconds: 300 });
const send = (url: string, sender = local) => sender.send({ url, secrets: [SECRET], messageId: 'ds-1-7', body: BODY });

describe('a sent webhook', () => {
  it('is verified by the public Standard Webhooks library, byte for byte', async () => {
    const { url, received } = await agency((_request, response) => response.writeHead(204).end());
    expect(await send(url)).toMatchObject({ outcome: 'delivered', status: 204 });
    const [{ headers, body } = { headers: {}, body: '' }] = received;
    expect(body).toBe(BODY);
    expect(new Webhook(SECRET).verify(body, headers)).toEqual(JSON.parse(BODY));
    expect(headers).toMatchObject({ 'webhook-id': 'ds-1-7', 'content-type': 'application/cloudevents+json; charset=utf-8' });
  });

  it('fails verification when a byte of it was changed, or another secret is used', async () => {
    const { url, received } = await agency((_request, response) => response.writeHead(200).end());
    await send(url);
    const [{ headers, body } = { headers: {}, body: '' }] = received;
    expect(() => new Webhook(SECRET).verify(body.replace('0001', '0002'), headers)).toThrow('No matching signature');
    expect(() => new Webhook('whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA').verify(body, headers)).toThrow('No matching signature');
  });

  it('keeps its id and takes a new time on every try', async () => {
    const { url, received } = await agency((_request, response) => response.writeHead(500).end());
    const at = (iso: string) => new HttpWebhookSender({ allowLoopback: true, now: () => new Date(iso) });
    await send(url, at('2026-11-23T02:00:00.900Z'));
    await send(url, at('2026-11-23T04:00:00Z'));
    expect(received.map(({ headers }) => [headers['webhook-id'], headers['webhook-timestamp']])).toEqual([['ds-1-7', '1795399200'], ['ds-1-7', '1795406400']]);
  });
});

describe('while a secret is being changed', () => {
  it('both signatures are sent, and each of the two verifies', async () => {
    const { url, received } = await agency((_request, response) => response.writeHead(204).end());
    const older = 'whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA';
    await local.send({ url, secrets: [SECRET, older], messageId: 'ds-1-7', body: BODY });
    const [{ headers, body } = { headers: {}, body: '' }] = received;
    for (const secret of [SECRET, older]) expect(new Webhook(secret).verify(body, headers)).toEqual(JSON.parse(BODY));
    expect(() => new Webhook('whsec_BBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBB').verify(body, headers)).toThrow('No matching signature');
  });
});

describe('what an endpoint answers', () => {
  test.each<[number, Record<string, string>, object]>([
    [200, {}, { outcome: 'delivered', status: 200 }],
    [202, {}, { outcome: 'delivered', status: 202 }],
    [400, {}, { outcome: 'refused', status: 400 }],
    [404, {}, { outcome: 'refused', status: 404 }],
    [500, { 'retry-after': '120' }, { outcome: 'refused', status: 500 }],
    [410, {}, { outcome: 'gone', status: 410 }],
    [429, { 'retry-after': '120' }, { outcome: 'throttled', status: 429, retryAfterSeconds: 120 }],
    [503, { 'retry-after': 'soon' }, { outcome: 'throttled', status: 503 }],
  ])('%d %p', async (status, headers, outcome) => {
    const { url } = await agency((_request, response) => response.writeHead(status, headers).end('{"ignored":true}'));
    const { at: _at, latencyMilliseconds, ...seen } = await send(url);
    expect(seen).toEqual({ ...outcome, ...(status === 204 ? {} : { answer: '{"ignored":true}' }) });
    expect(latencyMilliseconds).toBeGreaterThanOrEqual(0);
  });

  it('is kept with its first 500 characters, and without a secret of ours', async () => {
    const { url } = await agency((_request, response) => response.writeHead(500).end(`you sent ${SECRET} ${'Ẩ'.repeat(2000)}`));
    const { answer = '' } = await send(url);
    expect(answer.length).toBeLessThanOrEqual(500);
    expect(answer.startsWith('you sent whsec_… ẨẨ')).toBe(true);
    expect(answer).not.toContain(SECRET.replace('whsec_', ''));
  });

  it('sends no second request when it is a redirect', async () => {
    const { url, received } = await agency((_request, response) => response.writeHead(307, { location: '/elsewhere' }).end());
    expect(await send(url)).toMatchObject({ outcome: 'refused', status: 307 });
    expect(received).toHaveLength(1);
  });

  it('is cut off at 64 KB and counts as told', async () => {
    let written = 0;
    const { url } = await agency((_request, response) => {
      response.writeHead(200);
      const more = (): void => {
        if (response.destroyed) return;
        written += 16_384;
        if (response.write(Buffer.alloc(16_384))) setImmediate(more);
        else response.once('drain', more);
      };
      more();
    });
    const patient = new HttpWebhookSender({ allowLoopback: true, totalTimeoutMilliseconds: 10_000 });
    expect(await send(url, patient)).toMatchObject({ outcome: 'delivered', status: 200 });
    expect(written).toBeLessThan(32 * 1024 * 1024);
  });

  it('counts as told when the status came and the body never ends', async () => {
    const { url } = await agency((_request, response) => response.writeHead(200).write('drop'));
    expect(await send(url)).toMatchObject({ outcome: 'delivered', status: 200 });
  });

  it('is to be asked for again when it never comes', async () => {
    const { url } = await agency(() => undefined);
    expect(await send(url)).toMatchObject({ outcome: 'no-answer' });
  });

  it('is to be asked for again when the connection breaks or nobody listens', async () => {
    const { url } = await agency((request) => request.socket.destroy());
    expect(await send(url)).toMatchObject({ outcome: 'no-answer' });
    expect(await send('http://127.0.0.1:1/hook')).toMatchObject({ outcome: 'no-answer' });
  });
});

describe('what is never sent', () => {
  const strict = new HttpWebhookSender({ allowLoopback: false, totalTimeoutMilliseconds: 300 });
  const resolvingTo = (...addresses: string[]) => new HttpWebhookSender({ allowLoopback: false, totalTimeoutMilliseconds: 300, resolve: () => Promise.resolve(addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }))) });

  test.each([
    'http://hooks.agency.example/',
    'ftp://hooks.agency.example/',
    'https://hooks.agency.example:8443/',
    'https://user:secret@hooks.agency.example/',
    'http://127.0.0.1/',
    'not a url',
  ])('to the URL %s', async (url) => {
    expect(await send(url, strict)).toMatchObject({ outcome: 'not-sent', reason: 'url-refused' });
  });

  test.each([
    'https://127.0.0.1/',
    'https://127.1/',
    'https://2130706433/',
    'https://0x7f000001/',
    'https://0177.0.0.1/',
    'https://169.254.169.254/latest/meta-data/',
    'https://[::1]/',
    'https://[::ffff:127.0.0.1]/',
    'https://[::ffff:a9fe:a9fe]/',
    'https://[64:ff9b::a9fe:a9fe]/',
    'https://localhost/',
  ])('to %s, however it is written', async (url) => {
    expect(await send(url, strict)).toMatchObject({ outcome: 'not-sent', reason: 'address-refused' });
  });

  test.each([['10.0.0.5'], ['169.254.169.254'], ['::ffff:10.0.0.5'], ['64:ff9b::a9fe:a9fe'], ['fd00:ec2::254'], ['127.0.0.1']])('to a public name that leads to %s', async (address) => {
    expect(await send('https://hooks.agency.example/', resolvingTo(address))).toMatchObject({ outcome: 'not-sent', reason: 'address-refused' });
  });

  it('to another private address, even where loopback is allowed', async () => {
    const sender = new HttpWebhookSender({ allowLoopback: true, resolve: () => Promise.resolve([{ address: '10.0.0.5', family: 4 }]) });
    expect(await send('https://hooks.agency.example/', sender)).toMatchObject({ outcome: 'not-sent', reason: 'address-refused' });
  });

  it('with a secret that is none', async () => {
    expect(await local.send({ url: 'http://127.0.0.1:1/', secrets: ['whsec_***'], messageId: 'm', body: BODY })).toMatchObject({ outcome: 'not-sent', reason: 'secret-unusable' });
  });
});

describe('a name that answers differently the second time', () => {
  const rebinding = (first: string, then: string): Resolve & { asked: () => number } => {
    let asked = 0;
    return Object.assign(() => Promise.resolve([{ address: (asked += 1) === 1 ? first : then, family: 4 }]), { asked: () => asked });
  };

  it('is asked once for an exchange, so that the address checked is the address connected to', async () => {
    const { url, received } = await agency((_request, response) => response.writeHead(200).end());
    const resolve = rebinding('127.0.0.1', '10.0.0.5');
    const sender = new HttpWebhookSender({ allowLoopback: true, resolve });
    expect(await send(url.replace('127.0.0.1', 'localhost'), sender)).toMatchObject({ outcome: 'delivered', status: 200 });
    expect(resolve.asked()).toBe(1);
    expect(received).toHaveLength(1);
  });

  it('is checked anew at the next exchange', async () => {
    const lookup = guardedLookup(rebinding('1.1.1.1', '169.254.169.254'), isPublicAddress);
    expect(await ask(lookup)).toEqual([{ address: '1.1.1.1', family: 4 }]);
    await expect(ask(lookup)).rejects.toThrow(AddressRefused);
  });

  it('hands out none but the public addresses of a mixed answer', async () => {
    const mixed: Resolve = () => Promise.resolve([{ address: '10.0.0.1', family: 4 }, { address: '1.1.1.1', family: 4 }, { address: '::1', family: 6 }]);
    expect(await ask(guardedLookup(mixed, isPublicAddress))).toEqual([{ address: '1.1.1.1', family: 4 }]);
  });
});

function ask(lookup: LookupFunction): Promise<unknown> {
  return new Promise((resolve, reject) => {
    lookup('hooks.agency.example', { all: true }, (error, addresses) => {
      if (error === null) resolve(addresses);
      else reject(error);
    });
  });
}

test.each<[string | undefined, string | undefined, number | undefined]>([
  [undefined, undefined, undefined],
  ['0', undefined, 1],
  ['90', undefined, 90],
  ['999999999', undefined, 43_200],
  ['Mon, 23 Nov 2026 02:01:00 GMT', 'Mon, 23 Nov 2026 02:00:00 GMT', 60],
  ['Mon, 23 Nov 2026 02:01:00 GMT', undefined, undefined],
  ['-5', undefined, undefined],
  ['tomorrow', 'Mon, 23 Nov 2026 02:00:00 GMT', undefined],
])('Retry-After %p at %p is %p seconds', (retryAfter, answeredAt, seconds) => {
  expect(readRetryAfter(retryAfter, answeredAt)).toBe(seconds);
});
