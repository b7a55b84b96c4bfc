import type { MetricAlarm, Watched } from './alarm-definition.ts';
import { evaluateMetricMath } from './evaluate-metric-math.ts';
import type { Series } from './evaluate-metric-math.ts';
import { evaluationRange, judgeAlarm } from './judge-alarm.ts';
import type { AlarmState } from './judge-alarm.ts';
import type { MetricStore } from './metric-store.ts';

export interface Verdict {
  readonly state: AlarmState;
  readonly reason: string;
}

const breaches: Readonly<Record<MetricAlarm['ComparisonOperator'], (value: number, threshold: number) => boolean>> = {
  GreaterThanThreshold: (value, threshold) => value > threshold,
  GreaterThanOrEqualToThreshold: (value, threshold) => value >= threshold,
  LessThanThreshold: (value, threshold) => value < threshold,
  LessThanOrEqualToThreshold: (value, threshold) => value <= threshold,
};

/** The state of an alarm over the periods that end at `endAt` (epoch milliseconds, a whole minute). */
export function evaluateAlarm(alarm: MetricAlarm, { store, endAt, current }: { store: Pick<MetricStore, 'series'>; endAt: number; current: AlarmState }): Verdict {
  const rules = { evaluationPeriods: alarm.EvaluationPeriods, datapointsToAlarm: alarm.DatapointsToAlarm, treatMissingData: alarm.TreatMissingData };
  const series = watchedPoints(alarm.watched, { store, endAt, count: evaluationRange(rules) });
  const points = series.map((value) => (value === undefined ? undefined : breaches[alarm.ComparisonOperator](value, alarm.Threshold)));
  const recent = series.slice(-alarm.EvaluationPeriods).map((value) => value ?? '–');
  return {
    state: judgeAlarm(points, rules, current),
    reason: `Datapoints [${recent.join(', ')}] against ${alarm.ComparisonOperator} ${alarm.Threshold}, ${alarm.DatapointsToAlarm} of ${alarm.EvaluationPeriods}, missing data: ${alarm.TreatMissingData}.`,
  };
}

function watchedPoints({ periodSeconds, metrics, expressions, comparedId }: Watched, { store, endAt, count }: { store: Pick<MetricStore, 'series'>; endAt: number; count: number }): Series {
  const stored = new Map([...metrics].map(([id, metric]) => [id, store.series({ ...metric, periodSeconds }, endAt, count)]));
  const open = new Set<string>();
  const seriesOf = (id: string): Series => {
    const points = stored.get(id);
    if (points !== undefined) return points;
    const expression = expressions.get(id);
    if (expression === undefined || open.has(id)) throw new SyntaxError(`"${id}" is no metric or expression, or refers to itself`);
    open.add(id);
    const computed = evaluateMetricMath(expression, { length: count, seriesOf, metrics: [...stored.values()] });
    open.delete(id);
    return computed;
  };
  return seriesOf(comparedId);
}
