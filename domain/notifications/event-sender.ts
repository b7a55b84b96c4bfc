import type { DeliveryTry } from '#domain/notifications/delivery';
import type { FeedEvent } from '#domain/notifications/feed';
import type { SealedSecrets, Subscription } from '#domain/notifications/subscription';

/** A try as the sender saw it; the schedule turns it into what becomes of the delivery. */
export interface SentTry extends DeliveryTry {
  /** What the endpoint asked for with 429 or 503. */
  readonly retryAfterSeconds?: number;
}

/** Which try it is. */
export interface Trying {
  /** 1 for the first try of a round. */
  readonly attempt: number;
  /** True when a later event of the same dossier may have been sent before: after many tries, and when somebody asked for it again. */
  readonly mayBeOvertaken: boolean;
}

/** How events leave over one channel. */
export interface EventSender {
  /**
   * Sends one event once, under the event's own id. Whatever the other side does is an outcome, not an error.
   * @throws only for a fault on our side, after which the whole run is repeated
   */
  send(subscription: Subscription, secrets: SealedSecrets, event: FeedEvent, trying: Trying): Promise<SentTry>;
}

/** Whether somebody lives at the endpoint: it took the message, refused it for what it is, or asked us to come later. */
export function hasAnswered({ outcome, status = 0, retryAfterSeconds }: SentTry): boolean {
  switch (outcome) {
    case 'delivered':
    case 'gone':
      return true;
    case 'throttled':
      return retryAfterSeconds !== undefined;
    case 'refused':
      return isFinalRefusal(status);
    case 'no-answer':
    case 'not-sent':
      return false;
  }
}

/** Other than "later", "too slow" or "not here now", a 4xx says that the same message will never be taken. */
export function isFinalRefusal(status: number): boolean {
  return status >= 400 && status < 500 && ![408, 410, 429].includes(status);
}
