import { type Audience, audienceKey, partitionsOf } from '#domain/notifications/audience';

/** How far a reader has read: the last position of each partition, 0 for one of which it has read nothing. */
export type FeedPositions = readonly number[];

const RADIX = 36;
const POSITION = /^(?:0|[1-9a-z][0-9a-z]{0,9})$/;

/** The place of a reader as a word without meaning to it: `1x7k3f9.4d`. It leads nowhere in another audience's feed. */
export function writeFeedCursor(whose: Audience, positions: FeedPositions): string {
  return [markOf(whose), ...positions.map((position) => position.toString(RADIX))].join('.');
}

/** Undefined for a word that was not given to a reader of this audience. */
export function readFeedCursor(whose: Audience, cursor: string): FeedPositions | undefined {
  const [mark, ...rest] = cursor.split('.');
  if (mark !== markOf(whose) || rest.length !== partitionsOf(whose)) return undefined;
  const positions = rest.map((part) => (POSITION.test(part) ? Number.parseInt(part, RADIX) : Number.NaN));
  return positions.every(Number.isSafeInteger) ? positions : undefined;
}

/** FNV-1a. It tells mistakes, and guards nothing: whose feed is read follows from who is asking. */
function markOf(whose: Audience): string {
  let hash = 0x811c9dc5;
  for (const character of audienceKey(whose)) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  return hash.toString(RADIX);
}
