import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import { METRIC_NAMESPACE, PROVINCE_DIMENSION, type MetricName } from '#domain/notifications/metric-names';

/** What is being counted: `value` is 1 unless said; `province` is a code of the register of places. */
export interface Measure {
  readonly province?: string;
  readonly value?: number;
  readonly unit?: 'count' | 'seconds';
}

/**
 * Emits one metric as an EMF line: once for the province, if there is one, and once without a dimension,
 * so that one plain alarm can watch the whole cell (D12).
 */
export function countMetric(name: MetricName, measure: Measure = {}): void {
  const metrics = new Metrics({ namespace: METRIC_NAMESPACE });
  // Powertools adds `service`, which would make a metric per function that no alarm watches.
  metrics.clearDefaultDimensions();
  if (measure.province !== undefined) metrics.addDimension(PROVINCE_DIMENSION, measure.province);
  metrics.addDimensions({});
  metrics.addMetric(name, measure.unit === 'seconds' ? MetricUnit.Seconds : MetricUnit.Count, measure.value ?? 1);
  metrics.publishStoredMetrics();
}
