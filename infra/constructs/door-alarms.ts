import { Duration } from 'aws-cdk-lib';
import { type CellAlarm, silenceIsGood } from '#infra/constructs/cell-alarm';
import type { ServiceApi } from '#infra/constructs/service-api';

/** People and agencies' systems are let in, and soon. */
export function doorAlarms(api: ServiceApi): readonly CellAlarm[] {
  return [
    {
      id: 'ServerErrors',
      name: 'api/door/server errors',
      owner: 'intake',
      humanCost: {
        vi: 'Người dân, cán bộ hoặc cơ quan bị từ chối vì lỗi của hệ thống.',
        en: 'Citizens, officials or agencies are turned away by a fault of ours.',
      },
      metric: api.metric('5xx', 'Sum'),
      threshold: 5,
      periods: 3,
      badPeriods: 2,
      missingData: silenceIsGood,
      isPlatformIncident: true,
    },
    {
      id: 'Slow',
      name: 'api/door/slow',
      owner: 'intake',
      humanCost: {
        vi: 'Người dân tại quầy phải chờ màn hình, còn trên điện thoại thì bỏ dở rồi thử lại.',
        en: 'People at the counter wait for the screen, and phones give up and try again.',
      },
      metric: api.metric('Latency', 'p99'),
      threshold: Duration.seconds(3).toMilliseconds(),
      periods: 6,
      badPeriods: 4,
      missingData: silenceIsGood,
    },
  ];
}
