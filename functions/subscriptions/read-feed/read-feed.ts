import type * as z from 'zod';
import type { Authoriser } from '#domain/kernel/authoriser';
import { toIso } from '#domain/kernel/instant';
import { Temporal } from '#domain/kernel/temporal';
import { type Audience, partitionsOf } from '#domain/notifications/audience';
import type { FeedStore } from '#domain/notifications/feed';
import { type FeedPositions, readFeedCursor, writeFeedCursor } from '#domain/notifications/feed-cursor';
import { malformedCursor } from '#functions/adapters/dynamodb/cursor';
import { requireAudience } from '#functions/platform/find-subscription';
import type { HttpAnswer } from '#functions/platform/http-answer';
import type { ReadRequest } from '#functions/platform/http-request';
import { EdgeProblem } from '#functions/platform/problem';
import { positionsBefore, readFeedPage } from '#functions/platform/read-feed';
import type { feedQuery } from './contract.ts';

export interface ReadFeedTools {
  readonly authoriser: Authoriser;
  readonly feed: FeedStore;
}

type Query = z.infer<typeof feedQuery>;

/** An event may enter the feed later than it happened: the relay's alarm rings at two minutes. Those few come twice rather than never. */
const LATE_MINUTES = 10;

/**
 * The caller's own events after its place. Whose feed it is follows from who asks, never from the cursor.
 * @throws EdgeProblem not-allowed or feed-cursor-expired
 * @throws DomainError cursor-malformed
 */
export async function readFeed({ authoriser, feed }: ReadFeedTools, { principal, query }: ReadRequest<undefined, Query>): Promise<HttpAnswer> {
  const whose = requireAudience(authoriser, { principal, action: 'ReadFeed' });
  const positions = await placeOf(feed, whose, query);
  const page = await readFeedPage(feed, whose, { positions, limit: query.limit });
  if (page.hasGap && query.after !== undefined) throw new EdgeProblem('feed-cursor-expired', [{ pointer: '/after', problem: 'events after it are no longer kept' }]);
  const events = page.events.map(({ event }) => event);
  return { status: 200, body: { events, next: writeFeedCursor(whose, page.positions), hasMore: events.length === query.limit } };
}

async function placeOf(feed: FeedStore, whose: Audience, { after, from }: Query): Promise<FeedPositions> {
  if (from !== undefined) return positionsBefore(feed, whose, toIso(Temporal.Instant.from(from).subtract({ minutes: LATE_MINUTES })));
  if (after === undefined) return Array.from({ length: partitionsOf(whose) }, () => 0);
  const positions = readFeedCursor(whose, after);
  if (positions === undefined) throw malformedCursor();
  return positions;
}
