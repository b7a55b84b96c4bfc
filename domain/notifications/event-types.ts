import { dossierEvent } from '#domain/dossiers/event';
import { webhookType } from '#domain/notifications/webhook-message';

/** What a subscriber is told about its own subscription. The test event is sent at once and never stands in a feed. */
export const SUBSCRIPTION_EVENT = {
  test: 'vn.motcua.subscription.test.v1',
  stopped: 'vn.motcua.subscription.stopped.v1',
  deliveryFailed: 'vn.motcua.subscription.delivery-failed.v1',
} as const;

/** Every type that may stand in a feed, hence every type a filter may name. */
export const FEED_EVENT_TYPES: readonly string[] = [
  ...dossierEvent.options.map((option) => webhookType(option.shape.type.value)),
  SUBSCRIPTION_EVENT.stopped,
  SUBSCRIPTION_EVENT.deliveryFailed,
].toSorted();

/** Of the types a filter names, those that no event has: they would let nothing through for ever. */
export function unknownTypes(types: readonly string[]): readonly string[] {
  return types.filter((type) => !FEED_EVENT_TYPES.includes(type));
}
