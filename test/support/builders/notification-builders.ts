import { randomUUID } from 'node:crypto';
import type { Audience } from '#domain/notifications/audience';
import type { Delivery } from '#domain/notifications/delivery';
import type { NewFeedEvent } from '#domain/notifications/feed';
import type { Subscription } from '#domain/notifications/subscription';
import type { DossierMessage } from '#domain/notifications/webhook-message';

export function anAudience(): Audience {
  return { kind: 'agency', id: `H26.${randomUUID().slice(0, 8)}` };
}

export function aSubscription(overrides: Partial<Subscription> = {}): Subscription {
  return {
    id: `sb-${randomUUID()}`,
    version: 1,
    audience: anAudience(),
    channel: 'webhook',
    url: 'https://hooks.agency.example/',
    filter: { types: [], procedures: [], agencies: [], places: [] },
    description: '',
    state: 'active',
    createdAt: '2026-11-23T01:00:00.000Z',
    changedAt: '2026-11-23T01:00:00.000Z',
    ...overrides,
  };
}

/** The `seq`th event of a dossier, as the relay hands it to a feed. */
export function aNewEvent(dossierId: string, seq: number, overrides: Partial<DossierMessage> = {}): NewFeedEvent {
  const event: DossierMessage = {
    specversion: '1.0',
    id: `${dossierId}-${seq}`,
    source: '/cells/H26/dossiers',
    type: 'vn.motcua.dossier.step-opened.v1',
    subject: `H26.19-261123-${dossierId}`,
    time: '2026-11-23T02:00:00.000Z',
    datacontenttype: 'application/json',
    data: { dossierId, code: `H26.19-261123-${dossierId}`, seq, previousSeq: 0, agency: 'H26.40' },
    ...overrides,
  };
  return { event, about: { procedure: '1.013225', receivingAgency: 'H26.19', places: ['X26.19', 'T26'] } };
}

export function aDelivery(overrides: Partial<Delivery> & Pick<Delivery, 'subscriptionId' | 'position'>): Delivery {
  return {
    partition: 0,
    eventId: `event-${overrides.position}`,
    eventType: 'vn.motcua.dossier.step-opened.v1',
    eventTime: '2026-11-23T02:00:00.000Z',
    lane: 'ds-1',
    dossierId: 'ds-1',
    state: 'delivered',
    triesCount: 1,
    tries: [{ at: '2026-11-23T02:00:01.000Z', outcome: 'delivered', status: 204, latencyMilliseconds: 12 }],
    triesInRound: 1,
    firstTriedAt: '2026-11-23T02:00:01.000Z',
    round: 1,
    ...overrides,
  };
}
