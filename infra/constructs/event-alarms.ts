import { Duration } from 'aws-cdk-lib';
import { TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { METRIC } from '#domain/notifications/metric-names';
import { type CellAlarm, silenceIsGood } from '#infra/constructs/cell-alarm';
import { cellMetric } from '#infra/constructs/cell-metric';

/** What was decided reaches those who have to know. */
export function eventAlarms(): readonly CellAlarm[] {
  return [
    {
      id: 'RelayLag',
      name: 'relay/events/late',
      owner: 'workflow',
      humanCost: {
        vi: 'Cơ quan chỉ biết việc của mình sau khi được giao nhiều phút, nhiều giờ, trong khi thời hạn vẫn chạy.',
        en: 'Agencies learn of their work minutes or hours after it was given to them, while the limit runs.',
      },
      metric: cellMetric(METRIC.relayLagSeconds, { statistic: 'Maximum', period: Duration.minutes(5) }),
      threshold: Duration.minutes(5).toSeconds(),
      periods: 3,
      badPeriods: 2,
      missingData: silenceIsGood,
      isPlatformIncident: true,
    },
    {
      id: 'PortalLag',
      name: 'portal/sync/late',
      owner: 'integration',
      humanCost: {
        vi: 'Cổng Dịch vụ công quốc gia hiển thị trạng thái cũ; người dân tưởng hồ sơ của mình bị bỏ quên và đi hỏi từng nơi.',
        en: 'The national portal shows people an old status; they think their dossier is forgotten and go from door to door.',
      },
      metric: cellMetric(METRIC.portalLagSeconds, { statistic: 'Maximum', period: Duration.minutes(5) }),
      // Decree 63/2024 Art. 7: each finished step is exchanged within ten minutes.
      threshold: Duration.minutes(10).toSeconds(),
      // A portal that is down is only asked every quarter of an hour; until it answers, nothing is better.
      missingData: TreatMissingData.IGNORE,
    },
    {
      id: 'LifecycleFailed',
      name: 'workflow/runs/failure recorded',
      owner: 'workflow',
      humanCost: {
        vi: 'Một hồ sơ mất lượt điều phối và đứng yên cho đến khi đối soát khởi động lượt khác.',
        en: 'A dossier has lost its run and stands still until the reconciler starts another.',
      },
      metric: cellMetric(METRIC.lifecycleFailed, { statistic: 'Sum', period: Duration.minutes(5) }),
      threshold: 0,
      missingData: silenceIsGood,
      isPlatformIncident: true,
    },
  ];
}
