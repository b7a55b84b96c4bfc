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
      id: 'WebhooksFailing',
      name: 'webhooks/deliveries/failing',
      owner: 'integration',
      humanCost: {
        vi: 'Hệ thống của một cơ quan không nhận thông báo; cán bộ ở đó chỉ thấy việc nếu tự mở danh sách việc cần làm.',
        en: 'An agency\'s system does not take what it is sent; its officials see the work only if they look into the inbox.',
      },
      metric: cellMetric(METRIC.webhookFailed, { statistic: 'Sum', period: Duration.minutes(15) }),
      threshold: 50,
      periods: 4,
      badPeriods: 3,
      missingData: silenceIsGood,
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
      id: 'DeliveriesGivenUp',
      name: 'webhooks/deliveries/given up',
      owner: 'integration',
      humanCost: {
        vi: 'Một cơ quan không được báo về việc phải làm hoặc thay đổi; không ai ở đó xử lý cho đến khi tự mở ra xem.',
        en: 'An agency was not told of work or of a change; nobody there acts on it until it looks by itself.',
      },
      metric: cellMetric(METRIC.deliveriesGivenUp, { statistic: 'Sum', period: Duration.minutes(5) }),
      threshold: 0,
      missingData: silenceIsGood,
    },
    {
      id: 'SubscriptionsStopped',
      name: 'webhooks/subscriptions/stopped',
      owner: 'integration',
      humanCost: {
        vi: 'Hệ thống của một cơ quan không còn được báo gì nữa; cán bộ ở đó chỉ thấy việc trong danh sách việc cần làm.',
        en: 'An agency\'s system is told of nothing any more; its officials see their work only in the inbox.',
      },
      metric: cellMetric(METRIC.subscriptionsStopped, { statistic: 'Sum', period: Duration.minutes(5) }),
      threshold: 0,
      missingData: silenceIsGood,
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
