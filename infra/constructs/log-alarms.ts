import { Duration } from 'aws-cdk-lib';
import { TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { METRIC } from '#domain/notifications/metric-names';
import { type CellAlarm, silenceIsGood } from '#infra/constructs/cell-alarm';
import { cellMetric } from '#infra/constructs/cell-metric';

const owner = 'operations';

/** What was done stays provable: every day is sealed and dated, every receipt is signed. */
export function logAlarms(): readonly CellAlarm[] {
  return [
    {
      id: 'DaysUnsealed',
      name: 'log/days/unsealed',
      owner,
      humanCost: {
        vi: 'Người dân chưa thể chứng minh hồ sơ của mình không bị sửa trong những ngày chưa được niêm phong.',
        en: 'People cannot yet prove that nothing of their dossier was changed on the days that are not sealed.',
      },
      metric: cellMetric(METRIC.logDaysUnsealed, { statistic: 'Maximum', period: Duration.hours(1) }),
      threshold: 0,
      periods: 3,
      // The sealer tells every hour, be it that nothing is left: its silence is the alarm.
      missingData: TreatMissingData.BREACHING,
    },
    {
      id: 'DaysUndated',
      name: 'log/days/without timestamp',
      owner,
      humanCost: {
        vi: 'Những ngày đã niêm phong chưa được bên thứ ba xác nhận thời điểm; giá trị chứng minh yếu hơn.',
        en: 'That sealed days existed when we say so is confirmed by no third party yet; they prove less.',
      },
      metric: cellMetric(METRIC.logDaysUndated, { statistic: 'Minimum', period: Duration.hours(1) }),
      threshold: 0,
      // An authority that is down for half a day is asked again every hour; nobody need be called before.
      periods: 12,
      missingData: silenceIsGood,
    },
    {
      id: 'ReceiptsUnsigned',
      name: 'intake/receipts/without statement',
      owner: 'intake',
      humanCost: {
        vi: 'Người nộp hồ sơ nhận giấy tiếp nhận chưa kèm bản xác nhận ký số để tự kiểm tra.',
        en: 'People who hand in are given a receipt without the signed statement by which they could check it themselves.',
      },
      metric: cellMetric(METRIC.receiptsUnsigned, { statistic: 'Sum', period: Duration.minutes(5) }),
      threshold: 0,
      periods: 3,
      badPeriods: 2,
      missingData: silenceIsGood,
    },
  ];
}
