import { type Audience, audienceKey } from '#domain/notifications/audience';
import type { DeliveryLine } from '#domain/notifications/delivery-store';
import type { Channel } from '#domain/notifications/subscription';
import type { ItemKey } from '#functions/adapters/dynamodb/dossier-keys';

/** Every key of the feed table is built here; `docs/access-patterns.md` says what each one is for. */
const POSITION_DIGITS = 12;

function padded(position: number): string {
  return String(position).padStart(POSITION_DIGITS, '0');
}

export function feedPk(whose: Audience, partition: number): string {
  return `FEED#${audienceKey(whose)}#${partition}`;
}

/** The last position that was given. */
export const END = 'POS';
export const EVENTS = 'E#';

export function eventSk(position: number): string {
  return `${EVENTS}${padded(position)}`;
}

/** How far the audience has been told of one lane. */
export function toldSk(lane: string): string {
  return `L#${lane}`;
}

export function linePk({ subscriptionId, partition }: DeliveryLine): string {
  return `SUB#${subscriptionId}#${partition}`;
}

const STATE = 'STATE';
export const DELIVERIES = 'D#';
export const WAITING = 'W#';
export const FAILED = 'F#';

export function deliverySk(position: number): string {
  return `${DELIVERIES}${padded(position)}`;
}

/** What waits behind an earlier event sorts after every instant, so that it is never due. */
const BEHIND = '~';

export function waitingSk(nextTryAt: string | undefined, position: number): string {
  return `${WAITING}${nextTryAt ?? BEHIND}#${padded(position)}`;
}

export const NOT_BEHIND = `${WAITING}${BEHIND}`;

export function failedSk(failedAt: string, position: number): string {
  return `${FAILED}${failedAt}#${padded(position)}`;
}

export function queueSk(lane: string): string {
  return `H#${lane}`;
}

export function duePk(channel: Channel): string {
  return `DUE#${channel}`;
}

/** The line a STATE item belongs to. */
export function lineOf(pk: string): DeliveryLine {
  const [, subscriptionId = '', partition = ''] = /^SUB#(.+)#(\d+)$/.exec(pk) ?? [];
  return { subscriptionId, partition: Number(partition) };
}

export function stateKey(line: DeliveryLine): ItemKey {
  return { pk: linePk(line), sk: STATE };
}

/** The position at the end of a sort key of ours. */
export function positionOf(sk: string): number {
  return Number(sk.slice(-POSITION_DIGITS));
}
