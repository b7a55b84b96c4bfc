import type { Duration } from 'aws-cdk-lib';
import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { METRIC_NAMESPACE, type MetricName } from '#domain/notifications/metric-names';

/**
 * A metric the cell's own functions emit, in the roll-up without a dimension: it counts what has no province too
 * (the reconciler's heartbeat), and an account holds one cell (D13). By province it is for the national hub.
 */
export function cellMetric(metricName: MetricName, how: { readonly statistic: string; readonly period: Duration }): Metric {
  return new Metric({ namespace: METRIC_NAMESPACE, metricName, ...how });
}
