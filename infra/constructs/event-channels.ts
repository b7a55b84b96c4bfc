import type { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { EventChannel } from '#infra/constructs/event-channel';

/** Every way on which events leave. */
export interface EventChannels {
  readonly webhooks: EventChannel;
  readonly portal: EventChannel;
}

/** What a function is told that says "there is something to deliver" on whatever channel it is. */
export function wakeVariables({ webhooks, portal }: EventChannels) {
  return { WEBHOOK_WAKE_QUEUE_URL: webhooks.wakes.queue.queueUrl, PORTAL_WAKE_QUEUE_URL: portal.wakes.queue.queueUrl };
}

/** Lets it say so. */
export function wakesUp({ webhooks, portal }: EventChannels): readonly PolicyStatement[] {
  return [...webhooks.wakesUp(), ...portal.wakesUp()];
}
