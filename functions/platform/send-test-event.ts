import type { Temporal } from '#domain/kernel/temporal';
import { deliveryTry, type DeliveryTry } from '#domain/notifications/delivery';
import type { EventSender } from '#domain/notifications/event-sender';
import type { SealedSecrets, Subscription } from '#domain/notifications/subscription';
import { toTestEvent } from '#domain/notifications/test-event';
import type { Idempotency } from '#functions/platform/idempotency';

export interface TestEventTools {
  readonly sender: EventSender;
}

interface Test {
  readonly subscription: Subscription;
  readonly secrets: SealedSecrets;
  readonly request: { readonly idempotency: Idempotency; readonly now: Temporal.Instant };
}

/** The caller waits for it, and the gateway gives a call 30 seconds. */
export const TEST_TIMEOUT_MILLISECONDS = 10_000;

/** Enough of the request's scope to tell two requests apart. */
const KEY_CHARACTERS = 16;

/**
 * Sends one signed test event and tells how it went; a repeated request sends it under the same id. The portal has no
 * message for that: nothing is sent to it, and nothing told.
 */
export async function sendTest({ sender }: TestEventTools, { subscription, secrets, request }: Test): Promise<DeliveryTry | undefined> {
  if (subscription.channel !== 'webhook') return undefined;
  const event = toTestEvent(subscription, { key: request.idempotency.scope.slice(0, KEY_CHARACTERS), now: request.now });
  return deliveryTry.parse(await sender.send(subscription, secrets, event, { attempt: 1, mayBeOvertaken: false }));
}
