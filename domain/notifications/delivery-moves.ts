import { plusSeconds } from '#domain/kernel/instant';
import { type Delivery, TRIES_KEPT } from '#domain/notifications/delivery';
import type { DeliveryLine } from '#domain/notifications/delivery-store';
import { isFinalRefusal, type SentTry } from '#domain/notifications/event-sender';
import type { FeedEvent } from '#domain/notifications/feed';
import { laneOf } from '#domain/notifications/lane';
import { secondsToNextTry } from '#domain/notifications/retry-schedule';

/** After so many failed tries an event no longer keeps the later ones of its dossier waiting: one poisoned message must not stop a dossier for three days. */
export const TRIES_IN_FRONT = 3;

/** A delivery that was not tried yet. */
export function newDelivery({ subscriptionId, partition }: DeliveryLine, { position, event }: FeedEvent): Delivery {
  return {
    subscriptionId,
    partition,
    position,
    eventId: event.id,
    eventType: event.type,
    eventTime: event.time,
    lane: laneOf(event),
    ...('dossierId' in event.data ? { dossierId: event.data.dossierId } : {}),
    state: 'waiting',
    triesCount: 0,
    tries: [],
    triesInRound: 0,
    round: 1,
  };
}

/** The same once more from the beginning of the schedule, because somebody asked for it. */
export function oneMoreRound(row: Delivery): Delivery {
  return { ...stripped(row), state: 'waiting', triesInRound: 0, round: row.round + 1 };
}

/** Waits without having been tried: behind an earlier event, or until the instant. */
export function waitingUntil(row: Delivery, nextTryAt: string | undefined): Delivery {
  return { ...stripped(row), state: 'waiting', ...(nextTryAt === undefined ? {} : { nextTryAt }) };
}

/** Can never be sent again. */
export function failedNow(row: Delivery, nowIso: string): Delivery {
  return { ...stripped(row), state: 'failed', failedAt: nowIso };
}

export interface TryTerms {
  /** A number from 0 to 1 that spreads the waits. */
  readonly chance: number;
  /** Whether the schedule counts the try; a probe of a dead endpoint costs the message nothing. */
  readonly spends: boolean;
}

/** What becomes of a delivery after a try. */
export function afterSending(row: Delivery, sent: SentTry, { chance, spends }: TryTerms): Delivery {
  // What is gone is kept for the day somebody listens there again.
  const isSpent = spends && sent.outcome !== 'gone';
  const tried = withTry(row, sent, isSpent);
  if (sent.outcome === 'delivered') return { ...tried, state: 'delivered' };
  if (sent.outcome === 'refused' && isFinalRefusal(sent.status ?? 0)) return failedNow(tried, sent.at);
  if (!isSpent) return waitingUntil(tried, sent.at);
  const seconds = secondsToNextTry({ attempt: tried.triesInRound, retryAfterSeconds: sent.retryAfterSeconds, chance });
  return seconds === undefined ? failedNow(tried, sent.at) : waitingUntil(tried, plusSeconds(sent.at, seconds));
}

function withTry(row: Delivery, { retryAfterSeconds: _asked, ...seen }: SentTry, isSpent: boolean): Delivery {
  return {
    ...stripped(row),
    tries: [...row.tries, seen].slice(-TRIES_KEPT),
    triesCount: row.triesCount + 1,
    triesInRound: row.triesInRound + (isSpent ? 1 : 0),
    firstTriedAt: row.firstTriedAt ?? seen.at,
  };
}

function stripped({ nextTryAt: _next, failedAt: _failed, ...row }: Delivery): Omit<Delivery, 'nextTryAt' | 'failedAt'> {
  return row;
}
