import * as z from 'zod';
import type { AgencyStore } from '#domain/agencies/agency-store';
import type { MessageDelay } from '#domain/notifications/message-delay';
import { METRIC } from '#domain/notifications/metric-names';
import { secondsToNextTry } from '#domain/notifications/retry-schedule';
import type { WebhookMessage } from '#domain/notifications/webhook-queue';
import type { WebhookOutcome, WebhookSender } from '#domain/notifications/webhook-sender';
import type { Loggable } from '#functions/platform/loggable';
import { logFailure, logInfo, logWarning } from '#functions/platform/logger';
import { countMetric } from '#functions/platform/metrics';
import type { Delivery } from '#functions/platform/queue';

export const webhookMessage: z.ZodType<WebhookMessage> = z
  .object({ eventId: z.string().min(1), endpointId: z.string().min(1), agency: z.string().min(1), body: z.string().min(2) })
  .strict();

export interface DeliverWebhookTools {
  readonly agencies: Pick<AgencyStore, 'endpoints'>;
  readonly sender: WebhookSender;
  readonly delay: MessageDelay;
  /** A number from 0 to 1 that spreads repeated tries. */
  readonly chance: () => number;
}

/** Tells the queue to keep the message. */
export class WebhookNotDelivered extends Error {
  constructor(kind: WebhookOutcome['kind']) {
    super(kind);
    this.name = 'WebhookNotDelivered';
  }
}

/**
 * Sends one queued event to one endpoint. What was not delivered comes back by the retry schedule and, when that is
 * used up, lies in the dead letters; only an endpoint that says "gone", or is no longer registered, is given up.
 * @throws WebhookNotDelivered to keep the message in the queue
 */
export async function deliverWebhook(tools: DeliverWebhookTools, message: WebhookMessage, delivery: Delivery): Promise<void> {
  const { eventId, agency, endpointId, body } = message;
  const about = { eventId, agency, endpointId, attempt: delivery.attempt };
  const endpoint = (await tools.agencies.endpoints(agency)).find((each) => each.id === endpointId);
  if (endpoint?.state !== 'active') {
    logWarning('webhook given up: no active endpoint', about);
    return;
  }
  const outcome = await tools.sender.send({ url: endpoint.url, secret: endpoint.secret, messageId: eventId, body });
  report(outcome, about);
  if (outcome.kind === 'delivered' || outcome.kind === 'gone') return;
  await postpone(tools, outcome, delivery);
  throw new WebhookNotDelivered(outcome.kind);
}

function report(outcome: WebhookOutcome, about: Loggable): void {
  const status = 'status' in outcome ? { status: outcome.status } : {};
  countMetric(outcome.kind === 'delivered' ? METRIC.webhookDelivered : METRIC.webhookFailed);
  if (outcome.kind === 'delivered') logInfo('webhook delivered', { ...about, ...status });
  else logWarning('webhook not delivered', { ...about, ...status, outcome: outcome.kind === 'failed' ? outcome.reason : outcome.kind });
}

async function postpone(tools: DeliverWebhookTools, outcome: WebhookOutcome, delivery: Delivery): Promise<void> {
  const retryAfterSeconds = outcome.kind === 'retry' ? outcome.retryAfterSeconds : undefined;
  const seconds = secondsToNextTry({ attempt: delivery.attempt, retryAfterSeconds, chance: tools.chance() });
  if (seconds === undefined) return;
  try {
    await tools.delay.comeBackIn(seconds, delivery);
  } catch (error) {
    // The message then comes back when the queue's own time is over: too early, but not lost.
    logFailure('webhook could not be postponed', error, { attempt: delivery.attempt });
  }
}
