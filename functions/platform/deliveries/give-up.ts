import type { Settlement } from '#domain/notifications/delivery-store';
import type { NewFeedEvent } from '#domain/notifications/feed';
import { laneOf } from '#domain/notifications/lane';
import { METRIC } from '#domain/notifications/metric-names';
import type { Subscription } from '#domain/notifications/subscription';
import { deliveryFailedNotice, stoppedNotice } from '#domain/notifications/subscription-notices';
import type { DeliverFeedTools, LineRun } from '#functions/platform/deliveries/line-run';
import { logWarning } from '#functions/platform/logger';
import { countMetric } from '#functions/platform/metrics';
import { tellAudience } from '#functions/platform/tell-audience';

/** Tells the audience and us of deliveries that are given up; of a notice that could not be delivered only us. */
export async function tellOfFailures(run: LineRun, rows: Settlement['rows']): Promise<void> {
  const givenUp = rows.map(({ after }) => after).filter(({ state }) => state === 'failed');
  if (givenUp.length === 0) return;
  countMetric(METRIC.deliveriesGivenUp, givenUp.length);
  for (const row of givenUp) {
    logWarning('delivery given up', { subscriptionId: row.subscriptionId, eventId: row.eventId, attempt: row.triesCount });
    if (row.dossierId !== undefined) await tell(run.tools, run.subscription, deliveryFailedNotice(row, run.now));
  }
}

/** Stops a subscription that nobody listens to any more; it keeps its place. Somebody who changed it meanwhile goes before us. */
export async function stopSubscription({ tools, subscription, now }: LineRun, stopReason: NonNullable<Subscription['stopReason']>): Promise<void> {
  const stopped: Subscription = { ...subscription, version: subscription.version + 1, state: 'stopped', stopReason, changedAt: now };
  if (!(await tools.subscriptions.change(stopped, subscription.version))) return;
  logWarning('subscription stopped', { subscriptionId: subscription.id, outcome: stopReason });
  countMetric(METRIC.subscriptionsStopped);
  await tellOfStop(tools, stopped);
}

/** Safe to repeat, and repeated whenever somebody looks at a stopped line: a crash after the stop keeps it secret from nobody. */
export async function tellOfStop(tools: DeliverFeedTools, stopped: Subscription): Promise<void> {
  await tell(tools, stopped, stoppedNotice(stopped));
}

async function tell(tools: DeliverFeedTools, { audience }: Subscription, notice: NewFeedEvent): Promise<void> {
  await tellAudience({ ...tools, wakeQueues: { webhook: tools.wakes, 'national-portal': tools.wakes } }, { whose: audience, lane: laneOf(notice.event) }, [notice]);
}
