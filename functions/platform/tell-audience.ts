import type { Audience } from '#domain/notifications/audience';
import type { FeedStore, NewFeedEvent } from '#domain/notifications/feed';
import type { Channel, SubscriptionStore } from '#domain/notifications/subscription';
import type { WakeQueue } from '#domain/notifications/wake-queue';

export interface TellAudienceTools {
  readonly feed: Pick<FeedStore, 'append'>;
  readonly subscriptions: Pick<SubscriptionStore, 'of'>;
  /** Where the workers of a channel listen; without one its wakes are left to its sweeper. */
  readonly wakeQueues: Readonly<Partial<Record<Channel, WakeQueue>>>;
}

/**
 * Appends events of one lane to an audience's feed and wakes whoever delivers them. The wakes go out also when nothing
 * was new, since the call before may have died between the two.
 */
export async function tellAudience(tools: TellAudienceTools, { whose, lane }: { readonly whose: Audience; readonly lane: string }, events: readonly NewFeedEvent[]): Promise<void> {
  const { partition } = await tools.feed.append(whose, lane, events);
  const active = (await tools.subscriptions.of(whose)).filter(({ state }) => state === 'active');
  for (const channel of new Set(active.map((each) => each.channel))) {
    const wakes = active.filter((each) => each.channel === channel).map(({ id }) => ({ subscriptionId: id, partition, channel }));
    await tools.wakeQueues[channel]?.send(wakes);
  }
}
