import { METRIC, type MetricScope } from '#domain/notifications/metric-names';
import { z } from 'zod';
import { readBenchAssembly } from '../cell/read-bench-assembly.ts';

export interface AlertingFigures {
  readonly metrics: number;
  readonly alarms: number;
  /** An alarm is billed for each metric it looks at. */
  readonly alarmedMetrics: number;
  readonly composites: number;
  readonly boards: number;
}

const alarm = z.object({ Metrics: z.array(z.object({ MetricStat: z.unknown().optional() })).optional() });

/** What CloudWatch is asked to keep for one cell: counted in the synthesized template and in the one list of metrics. */
export function measureAlerting(): AlertingFigures {
  const { alarms, composites, boards } = readBenchAssembly();
  const of = (scope: MetricScope): number => Object.values(METRIC).filter((metric) => metric.scope === scope).length;
  const watchedBy = (properties: unknown): number => alarm.parse(properties).Metrics?.filter(({ MetricStat }) => MetricStat !== undefined).length ?? 1;
  return {
    metrics: of('cell') + of('place'),
    alarms: alarms.length,
    alarmedMetrics: alarms.reduce<number>((sum, properties) => sum + watchedBy(properties), 0),
    composites: composites.length,
    boards: boards.length,
  };
}
