import type { Delivery } from '#domain/notifications/delivery';
import type { NewFeedEvent } from '#domain/notifications/feed';
import type { Subscription } from '#domain/notifications/subscription';
import type { SubscriptionNotice } from '#domain/notifications/webhook-message';

const NOTHING_ABOUT = { procedure: '', receivingAgency: '', places: [] };

type Told = Pick<SubscriptionNotice, 'id' | 'subject' | 'time'> & { readonly word: 'stopped' | 'delivery-failed' };

/** Told to the audience of a stopped subscription, once for every time it is stopped. */
export function stoppedNotice({ id, version, stopReason, changedAt }: Subscription): NewFeedEvent {
  const told = { word: 'stopped' as const, id: `${id}-stopped-${version}`, subject: id, time: changedAt };
  return notice(told, { subscriptionId: id, seq: version, ...(stopReason === undefined ? {} : { reason: stopReason }) });
}

/** Told when a delivery is given up, once for every round. */
export function deliveryFailedNotice({ subscriptionId, partition, position, round, eventId }: Delivery, nowIso: string): NewFeedEvent {
  const subject = `${subscriptionId}/${partition}/${position}`;
  const told = { word: 'delivery-failed' as const, id: `${subscriptionId}-failed-${partition}-${position}-${round}`, subject, time: nowIso };
  return notice(told, { subscriptionId, seq: round, eventId, partition, position });
}

function notice({ word, id, subject, time }: Told, data: Omit<SubscriptionNotice['data'], 'previousSeq'>): NewFeedEvent {
  const event: SubscriptionNotice = {
    specversion: '1.0',
    id,
    source: `/subscriptions/${data.subscriptionId}`,
    type: `vn.motcua.subscription.${word}.v1`,
    subject,
    time,
    datacontenttype: 'application/json',
    data: { ...data, previousSeq: 0 },
  };
  return { event, about: NOTHING_ABOUT };
}
