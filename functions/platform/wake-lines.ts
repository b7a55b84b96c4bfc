import { partitionsOf } from '#domain/notifications/audience';
import type { DeliveryLine } from '#domain/notifications/delivery-store';
import type { Subscription } from '#domain/notifications/subscription';
import type { WakeQueue } from '#domain/notifications/wake-queue';

/** The lines in which a subscription works through its audience's feed. */
export function linesOf({ id, audience }: Subscription): readonly DeliveryLine[] {
  return Array.from({ length: partitionsOf(audience) }, (_none, partition) => ({ subscriptionId: id, partition }));
}

/** Has every line of a subscription looked at now. */
export async function wakeLines(wakes: WakeQueue, subscription: Subscription): Promise<void> {
  await wakes.send(linesOf(subscription).map((line) => ({ ...line, channel: subscription.channel })));
}
