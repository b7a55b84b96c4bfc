import { CompositeAlarm, type IAlarmRule } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { Construct } from 'constructs';
import type { Surroundings } from '#infra/cell';
import { type AlarmWords, describeAlarm } from '#infra/constructs/alarm-words';

export interface CompositeSlaAlarmProps extends AlarmWords {
  readonly alarmTopic: Surroundings['alarmTopic'];
  readonly rule: IAlarmRule;
  /** Tells only that it begins, because its end may be another alarm's beginning. @default false */
  readonly tellsOnlyTheBeginning?: boolean;
}

/** An alarm over alarms, with the same words as any other. CloudWatch takes 0.50 US dollars a month for one, five times an alarm. */
export class CompositeSlaAlarm extends Construct {
  readonly alarm: CompositeAlarm;

  constructor(scope: Construct, id: string, props: CompositeSlaAlarmProps) {
    super(scope, id);
    this.alarm = new CompositeAlarm(this, 'Alarm', {
      compositeAlarmName: props.name,
      alarmDescription: describeAlarm(props),
      alarmRule: props.rule,
    });
    const tell = new SnsAction(props.alarmTopic);
    this.alarm.addAlarmAction(tell);
    if (props.tellsOnlyTheBeginning !== true) this.alarm.addOkAction(tell);
  }
}
