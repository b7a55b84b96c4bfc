import { Duration } from 'aws-cdk-lib';
import { ComparisonOperator, Metric, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { CALENDAR_MARGIN_DAYS } from '#domain/deadlines/calendar-coverage';
import { METRIC } from '#domain/notifications/metric-names';
import { type CellAlarm, silenceIsGood } from '#infra/constructs/cell-alarm';
import { cellMetric } from '#infra/constructs/cell-metric';
import type { Stage } from '#infra/stages';

/** Open executions of Standard machines an account may have in one Region before it asks for more. */
const OPEN_EXECUTION_QUOTA = 1_000_000;
/** A quota that fills evenly within five months leaves four weeks to have it raised. */
const USED_SHARE = 0.8;

/** What runs out slowly, and stops everything on the day it has. */
export function reserveAlarms(stage: Stage): readonly CellAlarm[] {
  // Told by the evaluator, every five minutes; while it is silent nothing is known, and its own alarm rings.
  const told = { owner: 'operations', periods: 3, missingData: TreatMissingData.IGNORE };
  return [
    {
      id: 'Throttled',
      name: 'platform/functions/throttled',
      owner: 'operations',
      humanCost: {
        vi: 'Có yêu cầu bị từ chối vì hết năng lực xử lý của tài khoản: người dân phải thử lại, việc chuyển tiếp bị chậm.',
        en: 'Calls are turned away because the account has no more capacity at once: people have to try again, and what is passed on comes late.',
      },
      // All functions share the account's pool, and the metric without a dimension is the sum over them.
      metric: new Metric({ namespace: 'AWS/Lambda', metricName: 'Throttles', statistic: 'Sum', period: Duration.minutes(5) }),
      threshold: 0,
      missingData: silenceIsGood,
    },
    {
      ...told,
      id: 'NearQuota',
      name: 'operations/executions/near the quota',
      humanCost: {
        vi: 'Khi hết hạn mức, hồ sơ mới vẫn được nhận nhưng đứng yên, không cơ quan nào được giao việc.',
        en: 'When the quota is used up, new dossiers are taken in and then stand still, and no agency is given their work.',
      },
      metric: cellMetric(METRIC.executionsOpen, { statistic: 'Maximum', period: Duration.minutes(5) }),
      threshold: USED_SHARE * (stage.openExecutionQuota ?? OPEN_EXECUTION_QUOTA),
      comparison: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
    },
    {
      ...told,
      id: 'CalendarEnds',
      name: 'operations/calendar/running out',
      humanCost: {
        vi: 'Sắp không tính được ngày hẹn trả: bộ phận một cửa không tiếp nhận được hồ sơ có thời hạn vượt quá ngày cuối của lịch làm việc.',
        en: 'Soon no due date can be counted: the desk cannot accept dossiers whose limit reaches past the last day of the calendar.',
      },
      metric: cellMetric(METRIC.calendarDaysAhead, { statistic: 'Minimum', period: Duration.minutes(5) }),
      threshold: CALENDAR_MARGIN_DAYS,
      comparison: ComparisonOperator.LESS_THAN_THRESHOLD,
    },
  ];
}
