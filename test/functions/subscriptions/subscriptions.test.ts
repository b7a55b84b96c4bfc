import '../platform/quiet.ts';
import { describe, expect, it, test } from '@jest/globals';
import * as z from 'zod';
import { SUBSCRIPTION_EVENT } from '#domain/notifications/event-types';
import { MAX_SUBSCRIPTIONS } from '#domain/notifications/subscription';
import { changeSubscription } from '#functions/subscriptions/change-subscription/change-subscription';
import { deleteSubscription } from '#functions/subscriptions/delete-subscription/delete-subscription';
import { listSubscriptions } from '#functions/subscriptions/list-subscriptions/list-subscriptions';
import { readSubscription } from '#functions/subscriptions/read-subscription/read-subscription';
import { rotateSecret } from '#functions/subscriptions/rotate-secret/rotate-secret';
import { sendTestEvent } from '#functions/subscriptions/send-test-event/send-test-event';
import { aNewEvent } from '#test/support/builders/notification-builders';
import { ADMINISTRATOR, HEAD, NOW, OFFICER, PARTNER, STRANGERS, subscriptionOffice, SYSTEM, URL_OF_OFFICE } from './subscription-office.ts';

const refusal = (code: string) => ({ details: { code } });
const edge = (code: string) => ({ code });
const rows = z.object({ rows: z.array(z.object({ id: z.string() })) });

describe('subscribing', () => {
  it('shows the secret once, sends a signed test event and tells how it went, and begins after what was told by now', async () => {
    const { creating, feed, sent, tools } = subscriptionOffice();
    await feed.append({ kind: 'agency', id: 'H99.101' }, 'ds-1', [aNewEvent('ds-1', 1), aNewEvent('ds-1', 2)]);
    const answer = await creating(SYSTEM, { description: 'Phần mềm hộ tịch' });
    const { id, secret } = z.looseObject({ id: z.string(), secret: z.string() }).parse(answer.body);
    expect(answer).toMatchObject({
      status: 201,
      headers: { location: `/v1/subscriptions/${id}` },
      body: { version: 1, audience: { kind: 'agency', id: 'H99.101' }, channel: 'webhook', url: URL_OF_OFFICE, state: 'active', testEvent: { outcome: 'delivered', status: 204, latencyMilliseconds: 100 } },
    });
    expect(answer.body).not.toHaveProperty('testEvent.retryAfterSeconds');
    expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
    expect(sent).toMatchObject([{ event: { event: { type: SUBSCRIPTION_EVENT.test, subject: id, data: { subscriptionId: id } } } }]);
    expect(await tools.secrets.open(sent[0]?.secrets.current ?? '', id)).toBe(secret);
    expect(await tools.deliveries.peek({ subscriptionId: id, partition: 0 })).toMatchObject({ progress: { cursor: 2 } });
    expect(JSON.stringify(await tools.subscriptions.find(id))).not.toContain(secret);
  });

  it('gives the same secret to the same call again and sends nothing more; another body under its key is refused', async () => {
    const { creating, sent, tools } = subscriptionOffice();
    const first = await creating(SYSTEM, {}, { key: 'key-1' });
    const again = await creating(SYSTEM, {}, { key: 'key-1' });
    expect(again).toEqual({ status: 201, body: first.body, headers: { 'idempotency-replayed': 'true' } });
    expect(sent).toHaveLength(1);
    await expect(creating(SYSTEM, {}, { key: 'key-1', hash: 'another' })).rejects.toMatchObject(edge('idempotency-key-reused'));
    expect(await tools.subscriptions.of({ kind: 'agency', id: 'H99.101' })).toHaveLength(1);
  });

  it('knows the call that made it also when its answer is no longer kept', async () => {
    const { creating, sent } = subscriptionOffice();
    const { body } = await creating(SYSTEM, {}, { key: 'key-1' });
    const later = { keptAnswer: async () => undefined };
    const again = await creating(SYSTEM, {}, { key: 'key-1' }, later);
    expect(body).toEqual(expect.objectContaining({ ...z.looseObject({}).parse(again.body) }));
    expect(sent).toHaveLength(1);
    await expect(creating(SYSTEM, { url: 'https://other.agency.example/' }, { key: 'key-1' }, later)).rejects.toMatchObject(edge('idempotency-key-reused'));
  });

  it('is possible so many times for one audience and no more, whatever others have', async () => {
    const { creating } = subscriptionOffice();
    for (let times = 0; times < MAX_SUBSCRIPTIONS; times += 1) await creating(SYSTEM);
    await expect(creating(SYSTEM)).rejects.toMatchObject(refusal('too-many-subscriptions'));
    await expect(creating(PARTNER)).resolves.toMatchObject({ status: 201, body: { audience: { kind: 'partner', id: 'bank-1' } } });
  });

  it('names each event type that no event has', async () => {
    const types = ['vn.motcua.dossier.step-opened.v1', 'vn.motcua.dossier.step-open.v1'];
    await expect(subscriptionOffice().creating(SYSTEM, { filter: { types } })).rejects.toMatchObject({
      details: { code: 'event-type-unknown', fields: [{ pointer: '/filter/types/1', problem: 'no event has the type vn.motcua.dossier.step-open.v1' }] },
    });
  });

  test.each(['http://hooks.agency.example/', 'https://hooks.agency.example:8443/', 'https://a:b@hooks.agency.example/'])('%s is no address for it', async (url) => {
    await expect(subscriptionOffice().creating(SYSTEM, { url })).rejects.toMatchObject({ details: { code: 'endpoint-not-acceptable', fields: [{ pointer: '/url' }] } });
  });

  it('is for the administrator whoever the audience is, for others their own, and for nobody an agency that is not registered', async () => {
    const { creating } = subscriptionOffice();
    await expect(creating(ADMINISTRATOR, { audience: { kind: 'agency', id: 'H99.101' } })).resolves.toMatchObject({ status: 201 });
    await expect(creating(ADMINISTRATOR)).resolves.toMatchObject({ body: { audience: { kind: 'cell' } } });
    await expect(creating(ADMINISTRATOR, { audience: { kind: 'agency', id: 'H99.999' } })).rejects.toMatchObject(refusal('agency-not-found'));
    for (const [principal, audience] of [[SYSTEM, { kind: 'cell' }], [SYSTEM, { kind: 'agency', id: 'H99.102' }], [PARTNER, { kind: 'partner', id: 'bank-2' }], [HEAD, { kind: 'agency', id: 'H99.101' }]] as const) {
      await expect(creating(principal, { audience })).rejects.toMatchObject(edge('not-allowed'));
    }
  });

  it('to the national portal is for the administrator and the whole cell, and sends no test event there', async () => {
    const { creating, sent } = subscriptionOffice();
    const order = { channel: 'national-portal', credentials: { userName: 'h99', password: 'bí mật' } } as const;
    await expect(creating(SYSTEM, order)).rejects.toMatchObject(edge('not-allowed'));
    await expect(creating(ADMINISTRATOR, { ...order, audience: { kind: 'agency', id: 'H99.101' } })).rejects.toMatchObject(edge('not-allowed'));
    const { body } = await creating(ADMINISTRATOR, order);
    expect(body).toMatchObject({ channel: 'national-portal' });
    expect([body, sent]).toEqual([expect.not.objectContaining({ testEvent: expect.anything() }), []]);
  });

  it('to the national portal keeps what the portal gave to log in with, sealed, and shows it to nobody, a repeated call included', async () => {
    const { tools, creating, writing } = subscriptionOffice();
    const order = { channel: 'national-portal', credentials: { userName: 'h99', password: 'bí mật' } } as const;
    const answers = [await creating(ADMINISTRATOR, order, { key: 'k1' }), await creating(ADMINISTRATOR, order, { key: 'k1' })];
    expect(JSON.stringify(answers)).not.toMatch(/bí mật|secret/);
    const { id: subscriptionId } = z.looseObject({ id: z.string() }).parse(answers[0]?.body);
    const opened = async () => tools.secrets.open((await tools.subscriptions.find(subscriptionId))?.secrets.current ?? '', subscriptionId);
    expect(await opened()).toBe('{"userName":"h99","password":"bí mật"}');
    await changeSubscription(tools, writing(ADMINISTRATOR, { subscriptionId }, { credentials: { userName: 'h99', password: 'mới' } }));
    expect(await opened()).toBe('{"userName":"h99","password":"mới"}');
    await expect(rotateSecret(tools, writing(ADMINISTRATOR, { subscriptionId }, { keepOldHours: 0 }))).rejects.toMatchObject(refusal('portal-credentials'));
  });

  it('takes credentials for the portal only, and not without them there', async () => {
    const { tools, creating, subscribed, writing } = subscriptionOffice();
    const credentials = { userName: 'h99', password: 'x' };
    await expect(creating(ADMINISTRATOR, { channel: 'national-portal' })).rejects.toMatchObject(refusal('portal-credentials'));
    await expect(creating(SYSTEM, { credentials })).rejects.toMatchObject(refusal('portal-credentials'));
    const { subscriptionId } = await subscribed();
    await expect(changeSubscription(tools, writing(SYSTEM, { subscriptionId }, { credentials }))).rejects.toMatchObject(refusal('portal-credentials'));
  });
});

describe('a subscription', () => {
  it('is seen by its system, the head of its agency and the administrator, and by nobody else, who learn not even that it is there', async () => {
    const { tools, reading, writing, subscribed } = subscriptionOffice();
    const { subscriptionId } = await subscribed();
    for (const principal of [SYSTEM, HEAD, ADMINISTRATOR]) {
      expect(await readSubscription(tools, reading(principal, { subscriptionId }, undefined))).toMatchObject({ status: 200, body: { id: subscriptionId, health: { breaker: 'closed', behind: 0, hasWaiting: false, hasFailed: false } } });
    }
    for (const [, stranger] of STRANGERS) {
      await expect(readSubscription(tools, reading(stranger, { subscriptionId }, undefined))).rejects.toMatchObject(edge('subscription-not-found'));
      await expect(deleteSubscription(tools, writing(stranger, { subscriptionId }, undefined))).rejects.toMatchObject(edge('subscription-not-found'));
    }
    await expect(readSubscription(tools, reading(SYSTEM, { subscriptionId: 'sub-0' }, undefined))).rejects.toMatchObject(edge('subscription-not-found'));
    await expect(deleteSubscription(tools, writing(HEAD, { subscriptionId }, undefined))).rejects.toMatchObject(edge('not-allowed'));
  });

  it('is listed to its own audience and, by name, to the administrator', async () => {
    const { tools, reading, subscribed } = subscriptionOffice();
    const { subscriptionId } = await subscribed();
    const listed = async (principal: typeof SYSTEM, audience?: string) => rows.parse((await listSubscriptions(tools, reading(principal, undefined, { audience }))).body).rows.map(({ id }) => id);
    expect(await listed(SYSTEM)).toEqual([subscriptionId]);
    expect(await listed(HEAD)).toEqual([subscriptionId]);
    expect(await listed(ADMINISTRATOR, 'agency:H99.101')).toEqual([subscriptionId]);
    expect(await listed(ADMINISTRATOR)).toEqual([]);
    expect(await listed(PARTNER)).toEqual([]);
    await expect(listed(PARTNER, 'agency:H99.101')).rejects.toMatchObject(edge('not-allowed'));
    await expect(listed(OFFICER)).rejects.toMatchObject(edge('not-allowed'));
  });

  it('changes what is named and keeps the rest; a lost update is refused and told the present version', async () => {
    const { tools, writing, subscribed, sent, woken } = subscriptionOffice();
    const { subscriptionId } = await subscribed({ description: 'cũ' });
    const change = (body: Parameters<typeof changeSubscription>[1]['body'], ifMatch: number) => changeSubscription(tools, writing(SYSTEM, { subscriptionId }, body, { ifMatch }));
    expect(await change({ filter: { types: [], procedures: ['3.000722'], agencies: [], places: [] } }, 1)).toMatchObject({ status: 200, body: { version: 2, description: 'cũ', filter: { procedures: ['3.000722'] } } });
    await expect(change({ description: 'mới' }, 1)).rejects.toMatchObject({ code: 'subscription-changed', fields: [{ pointer: '/headers/if-match', problem: 'the version is now 2' }] });
    expect([sent, woken]).toEqual([[], []]);
    expect(await change({ url: 'https://other.agency.example/' }, 2)).toMatchObject({ body: { version: 3, url: 'https://other.agency.example/', testEvent: { outcome: 'delivered' } } });
    expect(sent).toMatchObject([{ subscription: { url: 'https://other.agency.example/' } }]);
    expect(woken).toEqual([{ subscriptionId, partition: 0, channel: 'webhook' }]);
  });

  it('is paused and resumed, after we had stopped it too, and is woken when it goes on', async () => {
    const { tools, writing, subscribed, woken } = subscriptionOffice();
    const { subscriptionId } = await subscribed();
    const change = (state: 'active' | 'paused') => changeSubscription(tools, writing(SYSTEM, { subscriptionId }, { state }));
    expect(await change('paused')).toMatchObject({ body: { state: 'paused' } });
    expect(woken).toEqual([]);
    expect(await change('active')).toMatchObject({ body: { state: 'active' } });
    expect(woken).toHaveLength(1);
    const found = await tools.subscriptions.find(subscriptionId);
    if (found === undefined) throw new Error('lost');
    await tools.subscriptions.change({ ...found.subscription, version: 4, state: 'stopped', stopReason: 'gone' }, 3);
    expect(await changeSubscription(tools, writing(SYSTEM, { subscriptionId }, { description: 'still stopped' }))).toMatchObject({ body: { state: 'stopped', stopReason: 'gone' } });
    expect((await change('active')).body).toEqual(expect.not.objectContaining({ stopReason: expect.anything() }));
    expect(woken).toHaveLength(2);
  });

  it('deleted is gone for good; the same call again is answered the same', async () => {
    const { tools, writing, reading, subscribed, woken } = subscriptionOffice();
    const { subscriptionId } = await subscribed();
    expect(await deleteSubscription(tools, writing(SYSTEM, { subscriptionId }, undefined, { key: 'delete-1' }))).toEqual({ status: 204 });
    expect(await deleteSubscription(tools, writing(SYSTEM, { subscriptionId }, undefined, { key: 'delete-1' }))).toMatchObject({ status: 204, headers: { 'idempotency-replayed': 'true' } });
    expect(woken).toHaveLength(1);
    await expect(deleteSubscription(tools, writing(SYSTEM, { subscriptionId }, undefined))).rejects.toMatchObject(edge('subscription-not-found'));
    await expect(readSubscription(tools, reading(SYSTEM, { subscriptionId }, undefined))).rejects.toMatchObject(edge('subscription-not-found'));
  });
});

describe('a secret', () => {
  it('is rotated: the new one is shown once, the old one signs for another day, and the same call shows the same', async () => {
    const { tools, writing, subscribed } = subscriptionOffice();
    const { subscriptionId, secret } = await subscribed();
    const rotate = (key: string, keepOldHours = 24) => rotateSecret(tools, writing(SYSTEM, { subscriptionId }, { keepOldHours }, { key }));
    const first = await rotate('rotate-1');
    expect(first).toMatchObject({ status: 200, body: { version: 2, oldSecretUntil: '2026-11-27T02:00:00.000Z' } });
    const rotated = z.looseObject({ secret: z.string() }).parse(first.body).secret;
    expect(rotated).not.toBe(secret);
    expect((await rotate('rotate-1')).body).toEqual(first.body);
    const secrets = (await tools.subscriptions.find(subscriptionId))?.secrets;
    expect(await tools.secrets.open(secrets?.current ?? '', subscriptionId)).toBe(rotated);
    expect(secrets?.previous?.until).toBe('2026-11-27T02:00:00.000Z');
    expect(await tools.secrets.open(secrets?.previous?.sealed ?? '', subscriptionId)).toBe(secret);
  });

  it('that others know is dropped at once when nothing is kept', async () => {
    const { tools, writing, subscribed } = subscriptionOffice();
    const { subscriptionId } = await subscribed();
    await rotateSecret(tools, writing(SYSTEM, { subscriptionId }, { keepOldHours: 24 }));
    const { body } = await rotateSecret(tools, writing(SYSTEM, { subscriptionId }, { keepOldHours: 0 }));
    expect(body).toEqual(expect.not.objectContaining({ oldSecretUntil: expect.anything() }));
    expect((await tools.subscriptions.find(subscriptionId))?.secrets.previous).toBeUndefined();
  });

  it('is in no answer but those two', async () => {
    const { tools, writing, reading, subscribed } = subscriptionOffice();
    const { subscriptionId } = await subscribed();
    const answers = [
      await changeSubscription(tools, writing(SYSTEM, { subscriptionId }, { description: 'x' })),
      await readSubscription(tools, reading(SYSTEM, { subscriptionId }, undefined)),
      await listSubscriptions(tools, reading(SYSTEM, undefined, {})),
      await sendTestEvent(tools, writing(SYSTEM, { subscriptionId }, undefined)),
    ];
    expect(JSON.stringify(answers)).not.toMatch(/whsec_|"secrets?"|sealed/);
  });
});

test('a test event asked for twice by one call is sent once; another call sends another', async () => {
  const { tools, writing, subscribed, sent } = subscriptionOffice();
  const { subscriptionId } = await subscribed();
  const ask = (key: string) => sendTestEvent(tools, writing(SYSTEM, { subscriptionId }, undefined, { key, now: NOW }));
  const first = await ask('test-event-key-1');
  expect(first).toMatchObject({ status: 200, body: { testEvent: { outcome: 'delivered' } } });
  expect((await ask('test-event-key-1')).body).toEqual(first.body);
  await ask('test-event-key-2');
  expect(sent.map(({ event }) => event.event.id)).toEqual([`${subscriptionId}-test-test-event-key-1`, `${subscriptionId}-test-test-event-key-2`]);
});
