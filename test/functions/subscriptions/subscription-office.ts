import { randomUUID } from 'node:crypto';
import * as z from 'zod';
import type { Principal } from '#domain/kernel/authoriser';
import { Temporal } from '#domain/kernel/temporal';
import type { DeliveryTry } from '#domain/notifications/delivery';
import type { FeedEvent } from '#domain/notifications/feed';
import type { SealedSecrets, Subscription } from '#domain/notifications/subscription';
import type { Wake } from '#domain/notifications/wake-queue';
import { createCedarAuthoriser } from '#functions/adapters/cedar/cedar-authoriser';
import { subscriptionOrder } from '#functions/subscriptions/create-subscription/contract';
import { createSubscription } from '#functions/subscriptions/create-subscription/create-subscription';
import { anAgency } from '#test/support/builders/register-builders';
import { InMemoryAgencyStore } from '#test/support/fakes/in-memory-agency-store';
import { InMemoryDeliveryStore } from '#test/support/fakes/in-memory-delivery-store';
import { InMemoryFeedStore } from '#test/support/fakes/in-memory-feed-store';
import { InMemorySubscriptionStore } from '#test/support/fakes/in-memory-subscription-store';

export const NOW = Temporal.Instant.from('2026-11-26T02:00:00Z');
export const URL_OF_OFFICE = 'https://hooks.agency.example/mot-cua';
export const SYSTEM: Principal = { kind: 'agency-system', id: 'system-1', agency: 'H99.101', roles: [] };
export const HEAD: Principal = { kind: 'officer', id: 'head-1', agency: 'H99.101', roles: ['head-of-agency'] };
export const OFFICER: Principal = { kind: 'officer', id: 'officer-1', agency: 'H99.101', roles: ['desk'] };
export const PARTNER: Principal = { kind: 'partner', id: 'bank-1', roles: [] };
export const ADMINISTRATOR: Principal = { kind: 'administrator', id: 'admin-1', roles: [] };
export const STRANGERS: readonly (readonly [string, Principal])[] = [
  ['another agency', { kind: 'agency-system', id: 'system-2', agency: 'H99.102', roles: [] }],
  ['the head of another agency', { kind: 'officer', id: 'head-2', agency: 'H99.102', roles: ['head-of-agency'] }],
  ['a partner', PARTNER],
  ['a citizen', { kind: 'citizen', id: 'citizen-1', roles: [] }],
  ['an officer who is not its head', OFFICER],
];

interface Wish {
  readonly ifMatch: number;
  readonly key: string;
  readonly hash: string;
  readonly now: Temporal.Instant;
}

const created = z.looseObject({ id: z.string(), secret: z.string() });

/** A test event, with the sealed secrets it was signed with. */
interface Sent {
  readonly subscription: Subscription;
  readonly secrets: SealedSecrets;
  readonly event: FeedEvent;
}

/** What the functions of subscriptions work with, and the requests systems send them. */
export function subscriptionOffice() {
  const sent: Sent[] = [];
  const woken: Wake[] = [];
  const answered: DeliveryTry = { at: '2026-11-26T02:00:00.100Z', outcome: 'delivered', status: 204, latencyMilliseconds: 100 };
  const feed = new InMemoryFeedStore();
  const tools = {
    subscriptions: new InMemorySubscriptionStore(),
    agencies: new InMemoryAgencyStore([anAgency({ code: 'H99.101' }), anAgency({ code: 'H99.102' })]),
    deliveries: new InMemoryDeliveryStore(),
    feed,
    authoriser: createCedarAuthoriser(),
    allowsLoopback: false,
    secrets: {
      seal: async (secret: string, owner: string) => `${owner} ${Buffer.from(secret).toString('base64')}`,
      open: async (sealed: string, owner: string) => {
        const [sealedFor, text = ''] = sealed.split(' ');
        if (sealedFor !== owner) throw new Error('sealed for another');
        return Buffer.from(text, 'base64').toString();
      },
    },
    sender: {
      send: async (subscription: Subscription, secrets: SealedSecrets, event: FeedEvent) => {
        sent.push({ subscription, secrets, event });
        return { ...answered, retryAfterSeconds: 7 };
      },
    },
    wakeQueues: {
      webhook: {
        send: async (wakes: readonly Wake[]) => {
          woken.push(...wakes);
        },
      },
    },
  };
  const common = { correlationId: 'correlation', language: 'vi' as const };
  const writing = <Path, Body>(principal: Principal, path: Path, body: Body, wish: Partial<Wish> = {}) => ({
    ...common,
    principal,
    path,
    body,
    query: undefined,
    ifMatch: wish.ifMatch,
    now: wish.now ?? NOW,
    idempotency: { scope: wish.key ?? randomUUID().replaceAll('-', ''), requestHash: wish.hash ?? 'hash' },
  });
  const creating = (principal: Principal, order: Partial<z.input<typeof subscriptionOrder>> = {}, wish: Partial<Wish> = {}, subscriptions: Partial<InMemorySubscriptionStore> = {}) =>
    createSubscription({ ...tools, subscriptions: Object.assign(Object.create(tools.subscriptions), subscriptions) }, writing(principal, undefined, subscriptionOrder.parse({ url: URL_OF_OFFICE, ...order }), wish));
  return {
    tools,
    feed,
    sent,
    woken,
    writing,
    reading: <Path, Query>(principal: Principal, path: Path, query: Query) => ({ ...common, principal, path, query, body: undefined, ifMatch: undefined, now: NOW, idempotency: undefined }),
    creating,
    /** A subscription of the agency H99.101 unless said otherwise, as its system made it. */
    subscribed: async (order: Partial<z.input<typeof subscriptionOrder>> = {}, principal: Principal = SYSTEM) => {
      const { id, secret } = created.parse((await creating(principal, order)).body);
      sent.length = 0;
      return { subscriptionId: id, secret };
    },
  };
}
