import { partitionsOf } from '#domain/notifications/audience';
import type { DeliveryLine } from '#domain/notifications/delivery-store';
import type { Channel, Subscription } from '#domain/notifications/subscription';
import type { WakeQueue } from '#domain/notifications/wake-queue';

/** The lines in which a subscription works through its audience's feed. */
export function linesOf({ id, audience }: Subscription): readonly DeliveryLine[] {
  return Array.from({ length: partitionsOf(audience) }, (_none, partition) => ({ subscriptionId: id, partition }));
}

/** Where the workers of each channel listen; a channel without one is left to its sweeper. */
export type WakeQueues = Readonly<Partial<Record<Channel, WakeQueue>>>;

/** Has every line of a subscription looked at now. */
export async function wakeLines(wakeQueues: WakeQueues, subscription: Subscription): Promise<void> {
  await wakeQueues[subscription.channel]?.send(linesOf(subscription).map((line) => ({ ...line, channel: subscription.channel })));
}
