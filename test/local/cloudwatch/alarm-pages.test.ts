import { createServer, request } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { alarmPages } from '#local/cloudwatch/alarm-pages';
import { closeServer } from '#local/servers/close-server';
import { listenLocally } from '#local/servers/listen-locally';
import { TOPIC, alarmOf, cloudWatchOnAMovableClock } from './cloudwatch-on-a-movable-clock.ts';

describe('the pages beside the API', () => {
  const movable = cloudWatchOnAMovableClock({
    alarms: [alarmOf({ AlarmDescription: 'Người dân chờ. People wait.' }), alarmOf({ AlarmName: 'other', MetricName: 'Other', OKActions: [] })],
    compositeAlarms: [{ AlarmName: 'any', AlarmRule: 'ALARM("relay/events/late") OR ALARM(other)', ActionsEnabled: false, AlarmActions: [TOPIC] }],
  });
  const pages = alarmPages(movable.cloudWatch);
  const server = createServer((incoming, response) => {
    if (!pages(incoming, response)) response.writeHead(418).end('{}');
  });
  let port = 0;
  beforeAll(async () => {
    port = await listenLocally(server);
    await movable.live(7, 1, 2);
  });
  afterAll(() => closeServer(server));

  const call = (path: string, { method = 'GET', ...headers }: Record<string, string> = {}): Promise<{ status: number | undefined; body: unknown }> =>
    new Promise((resolve, reject) => {
      const sent = request({ port, host: '127.0.0.1', path, method, headers }, (response) => {
        let text = '';
        response.setEncoding('utf8').on('data', (part: string) => (text += part));
        response.on('end', () => resolve({ status: response.statusCode, body: JSON.parse(text) }));
      });
      sent.on('error', reject).end();
    });

  it('show every alarm, since when it is in its state and why, and whom it told last', async () => {
    const { status, body } = await call('/_local/alarms');
    expect(status).toBe(200);
    expect(body).toEqual([
      {
        name: 'relay/events/late',
        kind: 'metric',
        state: 'ALARM',
        since: '2026-11-27T01:01:00.000Z',
        reason: expect.stringContaining('GreaterThanThreshold 0'),
        description: 'Người dân chờ. People wait.',
        actions: { enabled: true, alarm: [TOPIC], ok: [TOPIC], insufficientData: [] },
        lastNotification: { at: '2026-11-27T01:01:00.000Z', subject: 'ALARM: "relay/events/late" in ap-southeast-1', topics: [TOPIC] },
      },
      expect.objectContaining({ name: 'other', state: 'OK', lastNotification: null, description: null }),
      expect.objectContaining({ name: 'any', kind: 'composite', state: 'ALARM', actions: expect.objectContaining({ enabled: false }) }),
    ]);
  });

  it('show only the alarms in a state, if it is one', async () => {
    expect((await call('/_local/alarms?state=OK')).body).toEqual([expect.objectContaining({ name: 'other' })]);
    expect(await call('/_local/alarms?state=LATE')).toEqual({ status: 400, body: { title: 'state is one of OK, ALARM, INSUFFICIENT_DATA' } });
  });

  it('show what topics were told, word for word', async () => {
    const { body } = await call('/_local/notifications');
    expect(body).toEqual([expect.objectContaining({ alarm: 'relay/events/late', from: 'INSUFFICIENT_DATA', to: 'ALARM', topics: [TOPIC], subject: movable.told[0]?.subject })]);
    expect(Object(body)[0].message).toBe(JSON.stringify(movable.told[0]?.message));
  });

  it('show the last values of each metric', async () => {
    expect((await call('/_local/metrics?namespace=MotCua&name=Late')).body).toEqual([
      { namespace: 'MotCua', name: 'Late', dimensions: {}, lastMinutes: [{ at: '2026-11-27T01:00:00.000Z', unit: 'None', sampleCount: 2, sum: 3, minimum: 1, maximum: 2 }] },
    ]);
    expect((await call('/_local/metrics?name=Other')).body).toEqual([]);
  });

  it.each([{ origin: 'https://evil.example' }, { host: 'rebound.example:8080' }, { origin: 'null' }, { host: '127.0.0.1.evil.example' }])('are not for a page of another site: %j', async (headers) => {
    expect((await call('/_local/alarms', headers)).status).toBe(403);
  });

  it.each([{ origin: 'http://localhost:5173' }, { host: 'localhost:8080' }, { host: '[::1]:8080' }])('are for this machine by its own names: %j', async (headers) => {
    expect((await call('/_local/alarms', headers)).status).toBe(200);
  });

  it('can only be read, and leave every other path alone', async () => {
    expect((await call('/_local/alarms', { method: 'POST' })).status).toBe(405);
    expect((await call('/_local/other')).status).toBe(404);
    expect((await call('/v1/procedures')).status).toBe(418);
  });
});
