import '#test/functions/platform/quiet';
import { describe, expect, it } from '@jest/globals';
import type { WebhookEndpoint } from '#domain/agencies/agency-store';
import type { HeldMessage } from '#domain/notifications/message-delay';
import type { WebhookOutcome, WebhookToSend } from '#domain/notifications/webhook-sender';
import { deliverWebhook, WebhookNotDelivered } from '#functions/webhooks/deliver-webhook/deliver-webhook';
import { NOW } from '#test/functions/platform/sample-dossier';

const ENDPOINT: WebhookEndpoint = { id: 'we-1', agency: 'H26.40', url: 'https://hooks.agency.example/', secret: 'whsec_c2VjcmV0', state: 'active', registeredAt: '2026-11-01T00:00:00.000Z' };
const MESSAGE = { eventId: 'ds-1-7', agency: 'H26.40', endpointId: 'we-1', body: '{"specversion":"1.0"}' };

interface Scene {
  readonly outcome?: WebhookOutcome;
  readonly attempt?: number;
  readonly endpoint?: Partial<WebhookEndpoint>;
  readonly delayFails?: boolean;
}

async function deliver({ outcome = { kind: 'delivered', status: 200 }, attempt = 1, endpoint = {}, delayFails = false }: Scene) {
  const sent: WebhookToSend[] = [];
  const delayed: { seconds: number; message: HeldMessage }[] = [];
  const tools = {
    agencies: { endpoints: (agency: string) => Promise.resolve(agency === 'H26.40' ? [{ ...ENDPOINT, ...endpoint }] : []) },
    sender: { send: (webhook: WebhookToSend) => Promise.resolve(outcome).finally(() => sent.push(webhook)) },
    delay: { comeBackIn: (seconds: number, message: HeldMessage) => (delayFails ? Promise.reject(new Error('no')) : Promise.resolve(void delayed.push({ seconds, message }))) },
    chance: () => 0.5,
  };
  const delivery = { now: NOW, attempt, receiptHandle: 'handle', queueArn: 'arn' };
  const thrown: unknown = await deliverWebhook(tools, MESSAGE, delivery).then(
    () => undefined,
    (error: unknown) => error,
  );
  return { sent, delayedBySeconds: delayed.map(({ seconds }) => seconds), isKept: thrown instanceof WebhookNotDelivered };
}

describe('a queued webhook', () => {
  it('is sent to its endpoint with the secret of that endpoint and the id of the event', async () => {
    expect(await deliver({})).toEqual({ sent: [{ url: ENDPOINT.url, secret: ENDPOINT.secret, messageId: 'ds-1-7', body: MESSAGE.body }], delayedBySeconds: [], isKept: false });
  });

  it('comes back by the schedule when the endpoint does not take it', async () => {
    expect(await deliver({ outcome: { kind: 'retry', status: 500 }, attempt: 2 })).toMatchObject({ delayedBySeconds: [300], isKept: true });
  });

  it('comes back when the endpoint asked for it', async () => {
    expect(await deliver({ outcome: { kind: 'retry', status: 429, retryAfterSeconds: 90 } })).toMatchObject({ delayedBySeconds: [90], isKept: true });
  });

  it('is kept for the dead letters when the address is refused, because an officer can mend that', async () => {
    expect(await deliver({ outcome: { kind: 'failed', reason: 'address-refused' } })).toMatchObject({ isKept: true });
  });

  it('is no longer delayed when the schedule is used up', async () => {
    expect(await deliver({ outcome: { kind: 'retry' }, attempt: 12 })).toMatchObject({ delayedBySeconds: [], isKept: true });
  });

  it('is kept although it could not be delayed', async () => {
    expect(await deliver({ outcome: { kind: 'retry' }, delayFails: true })).toMatchObject({ isKept: true });
  });

  it('is given up when the endpoint says that nobody listens there', async () => {
    expect(await deliver({ outcome: { kind: 'gone', status: 410 } })).toMatchObject({ delayedBySeconds: [], isKept: false });
  });

  it('is not sent to an endpoint that was disabled or is not registered', async () => {
    expect(await deliver({ endpoint: { state: 'disabled' } })).toMatchObject({ sent: [], isKept: false });
    expect(await deliver({ endpoint: { id: 'we-2' } })).toMatchObject({ sent: [], isKept: false });
  });
});
