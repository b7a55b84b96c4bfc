import type { EventSender } from '#domain/notifications/event-sender';
import type { SecretBox } from '#domain/notifications/secret-box';
import type { SealedSecrets, Subscription } from '#domain/notifications/subscription';
import { HttpWebhookSender, type WebhookSenderOptions } from '#functions/adapters/agency-http/webhook-sender';

export interface WebhookChannel extends WebhookSenderOptions {
  readonly box: Pick<SecretBox, 'open'>;
}

/** The channel `webhook`: the event as it stands in the feed, signed with each secret that is valid. */
export function createWebhookEventSender({ box, ...options }: WebhookChannel): EventSender {
  const sender = new HttpWebhookSender(options);
  const now = options.now ?? ((): Date => new Date());
  return {
    send: async (subscription, secrets, { event }) =>
      sender.send({ url: subscription.url, secrets: await opened(box, { subscription, secrets, nowIso: now().toISOString() }), messageId: event.id, body: JSON.stringify(event) }),
  };
}

interface Sealed {
  readonly subscription: Subscription;
  readonly secrets: SealedSecrets;
  readonly nowIso: string;
}

async function opened(box: Pick<SecretBox, 'open'>, { subscription, secrets, nowIso }: Sealed): Promise<string[]> {
  const { current, previous } = secrets;
  const sealed = previous !== undefined && previous.until > nowIso ? [current, previous.sealed] : [current];
  return Promise.all(sealed.map((each) => box.open(each, subscription.id)));
}
