import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import { METRIC_NAMESPACE, placeDimension, type Metric, type MetricOf, type MetricUnitWord } from '#domain/notifications/metric-names';

const UNIT = { count: MetricUnit.Count, seconds: MetricUnit.Seconds, percent: MetricUnit.Percent, none: MetricUnit.NoUnit } as const satisfies Record<MetricUnitWord, string>;

/** Emits one value of a metric of the cell as a machine, as an EMF line without a dimension. */
export function countMetric(metric: MetricOf<'cell'>, value = 1): void {
  emit(metric, value);
}

/** Emits one value of a metric of people's limits, for the province or ministry that `code` (of an agency or a place) belongs to. */
export function countPlaceMetric(metric: MetricOf<'place'>, code: string, value = 1): void {
  emit(metric, value, placeDimension(code));
}

function emit(metric: Metric, value: number, dimension?: { readonly name: string; readonly value: string }): void {
  const metrics = new Metrics({ namespace: METRIC_NAMESPACE });
  // Powertools adds `service`, which would make a metric per function that no alarm watches.
  metrics.clearDefaultDimensions();
  if (dimension === undefined) metrics.addDimensions({});
  else metrics.addDimension(dimension.name, dimension.value);
  metrics.addMetric(metric.name, UNIT[metric.unit], value);
  metrics.publishStoredMetrics();
}
