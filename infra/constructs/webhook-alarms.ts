import { Duration } from 'aws-cdk-lib';
import { METRIC } from '#domain/notifications/metric-names';
import { type CellAlarm, silenceIsGood } from '#infra/constructs/cell-alarm';
import { cellMetric } from '#infra/constructs/cell-metric';

/** The systems of agencies take what they are sent. */
export function webhookAlarms(): readonly CellAlarm[] {
  return [
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
  ];
}
