import type { DeliveryStore } from '#domain/notifications/delivery-store';
import type { FeedStore } from '#domain/notifications/feed';
import type { SealedSecrets, Subscription, SubscriptionStore } from '#domain/notifications/subscription';

export interface OpenSubscriptionTools {
  readonly subscriptions: SubscriptionStore;
  readonly feed: Pick<FeedStore, 'ends'>;
  readonly deliveries: Pick<DeliveryStore, 'begin'>;
}

/**
 * Makes a subscription that begins after what its audience has been told by now. Its lines come first, so that no event
 * falls between the two. Safe to repeat.
 * @returns false when it was there before, and then nothing is changed
 */
export async function openSubscription(tools: OpenSubscriptionTools, subscription: Subscription, secrets: SealedSecrets): Promise<boolean> {
  if ((await tools.subscriptions.find(subscription.id)) !== undefined) return false;
  await tools.deliveries.begin(subscription, await tools.feed.ends(subscription.audience), subscription.createdAt);
  return tools.subscriptions.add(subscription, secrets);
}
