import { audienceKey, type Audience, partitionsOf } from '#domain/notifications/audience';
import type { FeedEvent, FeedPlace, FeedStore, NewFeedEvent } from '#domain/notifications/feed';
import { partitionOf } from '#domain/notifications/lane';

/** Feeds in memory. */
export class InMemoryFeedStore implements FeedStore {
  private readonly feeds = new Map<string, FeedEvent[]>();
  private readonly told = new Map<string, number>();

  async append(whose: Audience, lane: string, events: readonly NewFeedEvent[]): Promise<{ partition: number; isNew: boolean }> {
    const partition = partitionOf(whose, lane);
    const feed = this.feed(whose, partition);
    const place = `${audienceKey(whose)}/${lane}`;
    let isNew = false;
    for (const { event, about } of structuredClone(events)) {
      const previousSeq = this.told.get(place) ?? 0;
      if (event.data.seq <= previousSeq) continue;
      event.data.previousSeq = previousSeq;
      feed.push({ position: feed.length + 1, partition, event, about });
      this.told.set(place, event.data.seq);
      isNew = true;
    }
    return { partition, isNew };
  }

  async after(whose: Audience, { partition, position, limit }: FeedPlace & { readonly limit: number }): Promise<readonly FeedEvent[]> {
    return structuredClone(this.feed(whose, partition).slice(position, position + limit));
  }

  async at(whose: Audience, partition: number, positions: readonly number[]): Promise<readonly FeedEvent[]> {
    return structuredClone(this.feed(whose, partition).filter(({ position }) => positions.includes(position)));
  }

  async ends(whose: Audience): Promise<readonly number[]> {
    return Array.from({ length: partitionsOf(whose) }, (_none, partition) => this.feed(whose, partition).length);
  }

  private feed(whose: Audience, partition: number): FeedEvent[] {
    const key = `${audienceKey(whose)}/${partition}`;
    const feed = this.feeds.get(key) ?? [];
    this.feeds.set(key, feed);
    return feed;
  }
}
