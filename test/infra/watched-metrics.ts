import { z } from 'zod';
import { METRIC_NAMESPACE } from '#domain/notifications/metric-names';
import type { SynthesizedCell } from '#test/infra/synthesized-cell';

/** A metric an alarm waits for. */
export interface WatchedMetric {
  readonly alarm: string;
  readonly namespace: string;
  readonly name: string;
  readonly dimensions: Readonly<Record<string, unknown>>;
}

const dimensions = z.array(z.object({ Name: z.string(), Value: z.unknown() })).default([]);
const metric = z.object({ Namespace: z.string(), MetricName: z.string(), Dimensions: dimensions });
const properties = z.object({
  AlarmName: z.string(),
  Metrics: z.array(z.object({ MetricStat: z.object({ Metric: metric }).optional() })).optional(),
  ...metric.partial().shape,
});

/** Every metric an alarm of the cell waits for, AWS's own too; an alarm over two metrics gives two. */
export function watchedMetrics(cell: SynthesizedCell): WatchedMetric[] {
  return cell.all('AWS::CloudWatch::Alarm').flatMap((found) => {
    const { AlarmName, Metrics, ...alone } = properties.parse(found.Properties);
    const metrics = Metrics?.flatMap(({ MetricStat }) => (MetricStat === undefined ? [] : [MetricStat.Metric])) ?? [metric.parse(alone)];
    return metrics.map(({ Namespace, MetricName, Dimensions }) => ({
      alarm: AlarmName,
      namespace: Namespace,
      name: MetricName,
      dimensions: Object.fromEntries(Dimensions.map(({ Name, Value }) => [Name, Value])),
    }));
  });
}

/** Those of them our own functions have to emit. */
export function ownWatchedMetrics(cell: SynthesizedCell): WatchedMetric[] {
  return watchedMetrics(cell).filter(({ namespace }) => namespace === METRIC_NAMESPACE);
}
