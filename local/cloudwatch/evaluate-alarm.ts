import type { ClockJump } from '../clock/local-clock.ts';
import type { MetricAlarm, Watched } from './alarm-definition.ts';
import { alarmTime } from './alarm-time.ts';
import { evaluateMetricMath } from './evaluate-metric-math.ts';
import type { Series } from './evaluate-metric-math.ts';
import { evaluationRange, judgeAlarm } from './judge-alarm.ts';
import type { AlarmState } from './judge-alarm.ts';
import type { MetricStore } from './metric-store.ts';
import { MS_PER_MINUTE, minuteOf } from './minutes.ts';

export interface Verdict {
  readonly state: AlarmState;
  readonly reason: string;
}

/** What an alarm is judged over. Times in epoch milliseconds, by the cell's clock. */
export interface AlarmView {
  readonly store: Pick<MetricStore, 'series' | 'minutesWithData'>;
  readonly now: number;
  /** Moves of the clock that skipped at least a minute, oldest first; both ends whole minutes. */
  readonly jumps: readonly ClockJump[];
  /** The first whole minute of this cell. */
  readonly beganAt: number;
}

const breaches: Readonly<Record<MetricAlarm['ComparisonOperator'], (value: number, threshold: number) => boolean>> = {
  GreaterThanThreshold: (value, threshold) => value > threshold,
  GreaterThanOrEqualToThreshold: (value, threshold) => value >= threshold,
  LessThanThreshold: (value, threshold) => value < threshold,
  LessThanOrEqualToThreshold: (value, threshold) => value <= threshold,
};

/** The state of an alarm over the periods that end with the minutes that are over. */
export function evaluateAlarm(alarm: MetricAlarm, view: AlarmView, current: AlarmState): Verdict {
  const rules = { evaluationPeriods: alarm.EvaluationPeriods, datapointsToAlarm: alarm.DatapointsToAlarm, treatMissingData: alarm.TreatMissingData };
  const window = windowOf(alarm, view);
  if (window.count === 0) return { state: current, reason: 'The first whole period of this cell is not over yet.' };
  const series = watchedPoints(alarm.watched, view.store, window);
  const points = series.map((value) => (value === undefined ? undefined : breaches[alarm.ComparisonOperator](value, alarm.Threshold)));
  const recent = series.slice(-alarm.EvaluationPeriods).map((value) => value ?? '–');
  return {
    state: judgeAlarm(points, rules, current),
    reason: `Datapoints [${recent.join(', ')}] against ${alarm.ComparisonOperator} ${alarm.Threshold}, ${alarm.DatapointsToAlarm} of ${alarm.EvaluationPeriods}, missing data: ${alarm.TreatMissingData}.`,
  };
}

interface Window {
  readonly endAt: number;
  readonly count: number;
  readonly placeOf: (minute: number) => number;
}

function windowOf({ watched, EvaluationPeriods, TreatMissingData }: MetricAlarm, { store, now, jumps, beganAt }: AlarmView): Window {
  const periodMilliseconds = watched.periodSeconds * 1000;
  const minutes = store.minutesWithData([...watched.metrics.values()]);
  const minute = minuteOf(now);
  // What a move of the clock brought about is judged at once: by the time it skipped to, CloudWatch would long have told it.
  const hasLanded = jumps.at(-1)?.to === minute && minutes.includes(minute);
  const endAt = hasLanded ? minute + MS_PER_MINUTE : minute;
  const count = evaluationRange({ evaluationPeriods: EvaluationPeriods });
  const life = { minutes: minutes.filter((each) => each < endAt), jumps, periodMilliseconds, endAt };
  if (TreatMissingData !== 'breaching') return { endAt, count, placeOf: alarmTime(life) };
  // A cell that was off is no cell that fell silent: a dead man's switch counts the periods since the start only.
  if (beganAt >= endAt) return { endAt, count: 0, placeOf: (each) => each };
  const placeOf = alarmTime({ ...life, beganAt });
  return { endAt, count: Math.min(count, Math.floor((endAt - placeOf(beganAt)) / periodMilliseconds)), placeOf };
}

function watchedPoints({ periodSeconds, metrics, expressions, comparedId }: Watched, store: Pick<MetricStore, 'series'>, window: Window): Series {
  const stored = new Map([...metrics].map(([id, metric]) => [id, store.series({ ...metric, periodSeconds }, window)]));
  const open = new Set<string>();
  const seriesOf = (id: string): Series => {
    const points = stored.get(id);
    if (points !== undefined) return points;
    const expression = expressions.get(id);
    if (expression === undefined || open.has(id)) throw new SyntaxError(`"${id}" is no metric or expression, or refers to itself`);
    open.add(id);
    const computed = evaluateMetricMath(expression, { length: window.count, seriesOf, metrics: [...stored.values()] });
    open.delete(id);
    return computed;
  };
  return seriesOf(comparedId);
}
