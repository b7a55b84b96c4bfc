import { AlarmRule, AlarmState, type IAlarm } from 'aws-cdk-lib/aws-cloudwatch';
import type { Construct } from 'constructs';
import type { Surroundings } from '#infra/cell';
import { CompositeSlaAlarm } from '#infra/constructs/composite-sla-alarm';

/** One alarm that says the platform itself is down, whatever part of it; it silences the alarms on people's limits. */
export class PlatformIncident extends CompositeSlaAlarm {
  constructor(scope: Construct, id: string, { alarmTopic, causes }: { readonly alarmTopic: Surroundings['alarmTopic']; readonly causes: readonly IAlarm[] }) {
    super(scope, id, {
      alarmTopic,
      name: 'platform/cell/incident',
      owner: 'operations',
      humanCost: {
        vi: 'Chính hệ thống đang có sự cố: người dân và cán bộ có thể bị cản trở, và cho đến khi khắc phục xong sẽ không có cảnh báo nào về thời hạn.',
        en: 'The system itself is disturbed: citizens and officials may be hindered, and until it is over no alarm on people\'s limits is sent.',
      },
      rule: AlarmRule.anyOf(...causes.map((cause) => AlarmRule.fromAlarm(cause, AlarmState.ALARM))),
    });
  }
}
