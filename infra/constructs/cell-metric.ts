import type { Duration } from 'aws-cdk-lib';
import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { METRIC_NAMESPACE, type MetricOf, placeDimension } from '#domain/notifications/metric-names';
import type { Stage } from '#infra/stages';

/** How the values of a period become one. */
export interface MetricReading {
  readonly statistic: string;
  readonly period: Duration;
}

/** A metric of the cell as a machine. It has no dimension: an account holds one cell (D13). */
export function cellMetric(metric: MetricOf<'cell'>, reading: MetricReading): Metric {
  return new Metric({ namespace: METRIC_NAMESPACE, metricName: metric.name, ...reading });
}

/**
 * A metric of people's limits in the place the stage serves.
 * @throws Error when the stage's code names neither a province nor a ministry
 */
export function placeMetric(metric: MetricOf<'place'>, { name, province }: Pick<Stage, 'name' | 'province'>, reading: MetricReading): Metric {
  const dimension = placeDimension(province.code);
  if (dimension === undefined) throw new Error(`Stage "${name}" serves "${province.code}", which is the code of no province or ministry.`);
  return new Metric({ namespace: METRIC_NAMESPACE, metricName: metric.name, dimensionsMap: { [dimension.name]: dimension.value }, ...reading });
}
