import type { Delivery } from '#domain/notifications/delivery';
import type { Settlement } from '#domain/notifications/delivery-store';
import { METRIC } from '#domain/notifications/metric-names';
import type { Endpoint } from '#functions/platform/deliveries/endpoint';
import { tellOfFailures } from '#functions/platform/deliveries/give-up';
import type { LineRun, RoundResult } from '#functions/platform/deliveries/line-run';
import type { LaneResult } from '#functions/platform/deliveries/send-lanes';
import { logInfo, logWarning } from '#functions/platform/logger';
import { countMetric } from '#functions/platform/metrics';

export interface Round {
  readonly endpoint: Endpoint;
  readonly results: readonly LaneResult[];
  /** Lanes that had a queue before this round. */
  readonly queuedBefore: ReadonlySet<string>;
  /** Positions beyond this one stay as they were: they are met again. @default all are written */
  readonly upTo?: number;
}

/** What a round has to write: rows, the order in which they wait, and what is known of the endpoint. */
export async function roundResult(run: LineRun, { endpoint, results, queuedBefore, upTo = Number.POSITIVE_INFINITY }: Round): Promise<Omit<RoundResult, 'replays'>> {
  const rows = results.flatMap((each) => each.rows).filter(({ after }) => after.position <= upTo);
  const lanes = results
    .flatMap(({ lane, queue }) => (queue === undefined ? [] : [{ lane, queue: queue.filter((position) => position <= upTo) }]))
    .filter(({ lane, queue }) => queue.length > 0 || queuedBefore.has(lane));
  const troubled = lanes.filter(({ lane, queue }) => queue.length > 0 && !queuedBefore.has(lane)).length;
  const cleared = lanes.filter(({ queue }) => queue.length === 0).length;
  const { retryAt: _retryAt, ...known } = endpoint.learnedInto(run.progress);
  const retryAt = earliest(run.progress.retryAt, rows);
  // Told before it is written that they failed: a crash in between tells it twice to a feed that takes it once.
  await tellOfFailures(run, rows);
  report(run, endpoint);
  return { rows, lanes, progress: { ...known, troubledLanes: known.troubledLanes + troubled - cleared, ...(retryAt === undefined ? {} : { retryAt }) } };
}

function earliest(known: string | undefined, rows: Settlement['rows']): string | undefined {
  const due = rows.flatMap(({ after }: { readonly after: Delivery }) => (after.state === 'waiting' ? (after.nextTryAt ?? []) : []));
  return [...due, ...(known === undefined ? [] : [known])].toSorted()[0];
}

function report({ lease }: LineRun, { counted }: Endpoint): void {
  const { delivered, failed } = counted;
  if (delivered > 0) countMetric(METRIC.webhookDelivered, delivered);
  if (failed > 0) countMetric(METRIC.webhookFailed, failed);
  if (delivered > 0) logInfo('events delivered', { subscriptionId: lease.subscriptionId, count: delivered });
  if (failed > 0) logWarning('events not delivered', { subscriptionId: lease.subscriptionId, count: failed });
}
