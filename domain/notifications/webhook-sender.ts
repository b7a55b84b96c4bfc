/** One signed message to one endpoint. */
export interface WebhookToSend {
  readonly url: string;
  /** Standard Webhooks secret, `whsec_…`. */
  readonly secret: string;
  /** The event's id: the same for every attempt, so that the receiver can tell a repetition. */
  readonly messageId: string;
  readonly body: string;
}

export type WebhookOutcome =
  | { readonly kind: 'delivered'; readonly status: number }
  /** Not now: the endpoint did not answer, or answered anything but 2xx or 410. */
  | { readonly kind: 'retry'; readonly status?: number; readonly retryAfterSeconds?: number }
  /** The endpoint says that nobody listens there any more (410). */
  | { readonly kind: 'gone'; readonly status: number }
  /** Never sent: the address is none we send to, or the secret is unusable. */
  | { readonly kind: 'failed'; readonly reason: 'url-refused' | 'address-refused' | 'secret-unusable' };

export interface WebhookSender {
  /** Sends once; an endpoint's failure is an outcome and not an error. */
  send(webhook: WebhookToSend): Promise<WebhookOutcome>;
}
