/** One event to be told to one endpoint. Thin: the delivery looks up the endpoint and its secret when it is sent (D9). */
export interface WebhookMessage {
  readonly eventId: string;
  readonly endpointId: string;
  readonly agency: string;
  /** The CloudEvents envelope as it will be signed and sent, byte for byte the same on every attempt. */
  readonly body: string;
}

/** The way from the relay to the deliveries. At least once: the receiver knows a repetition by `eventId`. */
export interface WebhookQueue {
  /** @throws when not every message was taken, even after tries of its own; the caller sends all again */
  send(messages: readonly WebhookMessage[]): Promise<void>;
}
