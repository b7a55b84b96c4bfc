import { Duration } from 'aws-cdk-lib';
import { ComparisonOperator, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { METRIC, type MetricOf } from '#domain/notifications/metric-names';
import { type CellAlarm, silenceIsGood } from '#infra/constructs/cell-alarm';
import { cellMetric } from '#infra/constructs/cell-metric';

const owner = 'operations';

/** Whoever looks for stranded dossiers and whoever counts late ones are themselves looked after. */
export function watcherAlarms(): readonly CellAlarm[] {
  return [
    {
      id: 'Findings',
      name: 'operations/reconciler/findings stay',
      owner,
      humanCost: {
        vi: 'Hồ sơ vừa được gỡ lại mắc kẹt, và người nộp tiếp tục phải chờ.',
        en: 'Dossiers are stranded again after each repair, and their people wait.',
      },
      metric: cellMetric(METRIC.reconcilerFindings, { statistic: 'Sum', period: Duration.minutes(5) }),
      threshold: 0,
      // One finding is the reconciler at work; four runs in a row with findings is a fault it cannot mend.
      periods: 4,
      missingData: silenceIsGood,
    },
    {
      id: 'PapersUnchecked',
      name: 'papers/checks/waiting too long',
      owner: 'papers',
      humanCost: {
        vi: 'Giấy tờ chờ kiểm tra quá lâu, và hồ sơ của người nộp không được tiếp nhận.',
        en: 'Papers wait too long to be looked into, and dossiers cannot be accepted.',
      },
      metric: cellMetric(METRIC.papersUnchecked, { statistic: 'Maximum', period: Duration.minutes(5) }),
      threshold: 0,
      // One run has them scanned again; papers that still wait after three are waiting for a scanner that is down.
      periods: 3,
      missingData: silenceIsGood,
    },
    {
      id: 'Silent',
      name: 'operations/reconciler/silent',
      owner,
      humanCost: {
        vi: 'Không còn ai tìm hồ sơ bị mắc kẹt, nên mọi sự im lặng khác đều có thể là giả.',
        en: 'Nobody looks for stranded dossiers any more, so every other silence may be a false one.',
      },
      ...deadMansSwitch(METRIC.reconcilerRun),
    },
    {
      id: 'EvaluatorSilent',
      name: 'operations/evaluator/silent',
      owner,
      humanCost: {
        vi: 'Không còn ai đếm hồ sơ quá hạn: cảnh báo về thời hạn đứng nguyên như cũ và không còn đáng tin.',
        en: 'Nobody counts late dossiers any more: the alarms on people\'s limits stay as they were and cannot be trusted.',
      },
      ...deadMansSwitch(METRIC.evaluatorRun),
    },
  ];
}

/**
 * Rings when a watcher that runs every five minutes was heard in at most one of the last five, which is 20 minutes after its last run.
 * CloudWatch looks two periods further back than it is asked to before it counts a missing one, so "2 of 3" is four missing of five.
 */
function deadMansSwitch(heartbeat: MetricOf<'cell'>): Omit<CellAlarm, 'id' | 'name' | 'owner' | 'humanCost'> {
  return {
    metric: cellMetric(heartbeat, { statistic: 'Sum', period: Duration.minutes(5) }),
    threshold: 1,
    comparison: ComparisonOperator.LESS_THAN_THRESHOLD,
    periods: 3,
    badPeriods: 2,
    // No heartbeat is the alarm.
    missingData: TreatMissingData.BREACHING,
    isPlatformIncident: true,
  };
}
