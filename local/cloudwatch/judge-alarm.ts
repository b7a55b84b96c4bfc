import { z } from 'zod';

export const alarmState = z.enum(['OK', 'ALARM', 'INSUFFICIENT_DATA']);
export type AlarmState = z.infer<typeof alarmState>;

export interface AlarmRules {
  /** N: how many data points are looked at. */
  readonly evaluationPeriods: number;
  /** M: how many of them must breach. */
  readonly datapointsToAlarm: number;
  readonly treatMissingData: 'missing' | 'ignore' | 'breaching' | 'notBreaching';
}

/** CloudWatch fetches more data points than it looks at, to make up for missing ones; its documentation shows 5 for 3. */
const EXTRA_DATAPOINTS = 2;

/** How many data points to hand to `judgeAlarm`. */
export function evaluationRange({ evaluationPeriods }: Pick<AlarmRules, 'evaluationPeriods'>): number {
  return evaluationPeriods + EXTRA_DATAPOINTS;
}

/**
 * The state CloudWatch gives an alarm ("How alarm state is evaluated when data is missing" in its user guide).
 * `points` says of each data point of the evaluation range, oldest first, whether it breaches; undefined where it is missing.
 * Missing points only count when there are fewer than N real ones, and then no more of them than it takes to make N. Of an alarm
 * that has lived for fewer than N periods, there are fewer points to miss.
 */
export function judgeAlarm(points: readonly (boolean | undefined)[], rules: AlarmRules, current: AlarmState): AlarmState {
  const { evaluationPeriods, datapointsToAlarm, treatMissingData } = rules;
  const real = points.filter((breaches) => breaches !== undefined).slice(-evaluationPeriods);
  const filled = Math.min(evaluationPeriods, points.length) - real.length;
  const breaching = real.filter(Boolean).length + (treatMissingData === 'breaching' ? filled : 0);
  if (breaching >= datapointsToAlarm) return 'ALARM';
  if (filled === 0 || treatMissingData === 'breaching' || treatMissingData === 'notBreaching') return 'OK';
  if (real.length === 0) return treatMissingData === 'missing' ? 'INSUFFICIENT_DATA' : current;
  if (!hasOnlyOldBreaches(points, datapointsToAlarm)) return 'OK';
  return treatMissingData === 'missing' ? 'ALARM' : current;
}

/** "Premature alarm": all that is known breaches, and has for as long as M data points take, so more data is not waited for. */
function hasOnlyOldBreaches(points: readonly (boolean | undefined)[], datapointsToAlarm: number): boolean {
  const oldest = points.indexOf(true);
  return oldest >= 0 && !points.includes(false) && points.length - oldest >= datapointsToAlarm;
}
