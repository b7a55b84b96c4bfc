import { toIso } from '#domain/kernel/instant';
import type { Temporal } from '#domain/kernel/temporal';
import { SUBSCRIPTION_EVENT } from '#domain/notifications/event-types';
import type { FeedEvent } from '#domain/notifications/feed';
import type { Subscription } from '#domain/notifications/subscription';

/**
 * What a subscriber is sent to see that its endpoint is reached and its signature fits. It stands in no feed: nothing can
 * be missed of it, and `seq` is always 1.
 * @param key the same for a repeated request, so that the receiver knows the repetition
 */
export function toTestEvent({ id }: Pick<Subscription, 'id'>, { key, now }: { readonly key: string; readonly now: Temporal.Instant }): FeedEvent {
  return {
    partition: 0,
    position: 1,
    about: { procedure: '', receivingAgency: '', places: [] },
    event: {
      specversion: '1.0',
      id: `${id}-test-${key}`,
      source: `/subscriptions/${id}`,
      type: SUBSCRIPTION_EVENT.test,
      subject: id,
      time: toIso(now),
      datacontenttype: 'application/json',
      data: { subscriptionId: id, seq: 1, previousSeq: 0 },
    },
  };
}
