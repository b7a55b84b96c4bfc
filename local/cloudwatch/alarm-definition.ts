import { z } from 'zod';
import { isStatistic } from './metric-statistic.ts';
import { parseMetricMath } from './parse-metric-math.ts';
import type { MathNode } from './parse-metric-math.ts';

const comparisonOperator = z.enum(['GreaterThanThreshold', 'GreaterThanOrEqualToThreshold', 'LessThanThreshold', 'LessThanOrEqualToThreshold']);
const treatMissingData = z.enum(['missing', 'ignore', 'breaching', 'notBreaching']);
const dimensionList = z
  .array(z.object({ Name: z.string(), Value: z.string() }))
  .default([])
  .transform((list) => Object.fromEntries(list.map(({ Name, Value }) => [Name, Value])));
// Buckets are minutes, so high-resolution alarms (10 and 30 seconds) are refused.
const period = z.coerce.number().int().multipleOf(60).positive();
const knownStatistic = z.string().refine(isStatistic, 'a statistic that cannot be computed locally');
const metric = z.object({ Namespace: z.string(), MetricName: z.string(), Dimensions: dimensionList });

const metricDataQuery = z.object({
  Id: z.string(),
  ReturnData: z.boolean().default(true),
  Expression: z.string().transform(parseMetricMath).optional(),
  Period: period.optional(),
  MetricStat: z.object({ Metric: metric, Period: period, Stat: knownStatistic, Unit: z.string().optional() }).optional(),
});

/** What every alarm has, simple or composite. */
export const alarmActions = z.object({
  AlarmName: z.string().min(1),
  AlarmDescription: z.string().optional(),
  ActionsEnabled: z.boolean().default(true),
  AlarmActions: z.array(z.string()).default([]),
  OKActions: z.array(z.string()).default([]),
  InsufficientDataActions: z.array(z.string()).default([]),
});
export type AlarmActions = z.infer<typeof alarmActions>;

/** Resolved properties of an `AWS::CloudWatch::Alarm`; anomaly detection and Metrics Insights are refused. */
export const metricAlarm = alarmActions
  .extend({
    ...metric.partial().shape,
    Statistic: knownStatistic.optional(),
    ExtendedStatistic: knownStatistic.optional(),
    Unit: z.string().optional(),
    Period: period.optional(),
    Metrics: z.array(metricDataQuery).optional(),
    EvaluationPeriods: z.coerce.number().int().positive(),
    DatapointsToAlarm: z.coerce.number().int().positive().optional(),
    Threshold: z.coerce.number(),
    ComparisonOperator: comparisonOperator,
    TreatMissingData: treatMissingData.default('missing'),
    ThresholdMetricId: z.never('anomaly detection is not known locally').optional(),
  })
  .transform((properties, context) => {
    const watched = watchedSeries(properties);
    if (watched === undefined) {
      context.addIssue({ code: 'custom', message: `${properties.AlarmName}: name a metric with a statistic and a period, or Metrics of which one returns data` });
      return z.NEVER;
    }
    return { ...properties, DatapointsToAlarm: properties.DatapointsToAlarm ?? properties.EvaluationPeriods, watched };
  });
export type MetricAlarm = z.infer<typeof metricAlarm>;

interface MetricSource {
  readonly namespace: string;
  readonly name: string;
  readonly dimensions: Readonly<Record<string, string>>;
  readonly statistic: string;
  readonly unit: string | undefined;
}

/** What an alarm looks at: metrics and expressions by id, and the id of the one it compares. */
export interface Watched {
  readonly periodSeconds: number;
  readonly metrics: ReadonlyMap<string, MetricSource>;
  readonly expressions: ReadonlyMap<string, MathNode>;
  readonly comparedId: string;
}

interface AlarmProperties {
  readonly Namespace?: string | undefined;
  readonly MetricName?: string | undefined;
  readonly Dimensions?: Record<string, string> | undefined;
  readonly Statistic?: string | undefined;
  readonly ExtendedStatistic?: string | undefined;
  readonly Unit?: string | undefined;
  readonly Period?: number | undefined;
  readonly Metrics?: readonly z.infer<typeof metricDataQuery>[] | undefined;
}

function watchedSeries(alarm: AlarmProperties): Watched | undefined {
  if (alarm.Metrics !== undefined) return watchedMath(alarm.Metrics);
  const statistic = alarm.Statistic ?? alarm.ExtendedStatistic;
  const { Namespace: namespace, MetricName: name, Dimensions: dimensions = {}, Unit: unit, Period: periodSeconds } = alarm;
  if (namespace === undefined || name === undefined || statistic === undefined || periodSeconds === undefined) return undefined;
  return { periodSeconds, metrics: new Map([['metric', { namespace, name, dimensions, statistic, unit }]]), expressions: new Map(), comparedId: 'metric' };
}

function watchedMath(queries: readonly z.infer<typeof metricDataQuery>[]): Watched | undefined {
  const periodSeconds = queries.find(({ MetricStat }) => MetricStat !== undefined)?.MetricStat?.Period;
  const [compared, ...others] = queries.filter(({ ReturnData }) => ReturnData);
  if (periodSeconds === undefined || compared === undefined || others.length > 0) return undefined;
  const metrics = queries.flatMap(({ Id, MetricStat }) => {
    if (MetricStat === undefined) return [];
    const { Metric, Stat: statistic, Unit: unit } = MetricStat;
    return [[Id, { namespace: Metric.Namespace, name: Metric.MetricName, dimensions: Metric.Dimensions, statistic, unit }] as const];
  });
  const expressions = queries.flatMap(({ Id, Expression }) => (Expression === undefined ? [] : [[Id, Expression] as const]));
  return { periodSeconds, metrics: new Map(metrics), expressions: new Map(expressions), comparedId: compared.Id };
}
