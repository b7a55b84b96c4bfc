import { toIso } from '#domain/kernel/instant';
import type { Temporal } from '#domain/kernel/temporal';
import type { DeliveryStore } from '#domain/notifications/delivery-store';
import { type Channel, channel } from '#domain/notifications/subscription';
import type { WakeQueue } from '#domain/notifications/wake-queue';
import { logInfo } from '#functions/platform/logger';

export interface WakeDeliveriesTools {
  readonly deliveries: Pick<DeliveryStore, 'due'>;
  readonly wakeQueues: Readonly<Partial<Record<Channel, WakeQueue>>>;
}

/** A delayed wake gets so long to arrive by itself. */
const PATIENCE_SECONDS = 5;
/** In one minute; whoever is left is due the minute after. */
const MOST_LINES = 1000;

/**
 * Wakes every line that is due and that no message of the queue has brought to somebody: what waits longer than a queue
 * holds a message back, and what was lost.
 */
export async function wakeDeliveries({ deliveries, wakeQueues }: WakeDeliveriesTools, now: Temporal.Instant): Promise<{ woken: number }> {
  const before = toIso(now.subtract({ seconds: PATIENCE_SECONDS }));
  let woken = 0;
  for (const each of channel.options) {
    const queue = wakeQueues[each];
    if (queue === undefined) continue;
    const lines = await deliveries.due(each, { before, limit: MOST_LINES });
    await queue.send(lines.map((line) => ({ ...line, channel: each })));
    woken += lines.length;
  }
  if (woken > 0) logInfo('lines woken', { count: woken });
  return { woken };
}
