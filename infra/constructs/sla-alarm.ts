import { Alarm, ComparisonOperator, type IMetric, type TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { Construct } from 'constructs';
import type { Surroundings } from '#infra/cell';
import { type AlarmWords, describeAlarm } from '#infra/constructs/alarm-words';

export interface SlaAlarmProps extends AlarmWords {
  readonly alarmTopic: Surroundings['alarmTopic'];
  readonly metric: IMetric;
  readonly threshold: number;
  /** @default GREATER_THAN_THRESHOLD */
  readonly comparison?: ComparisonOperator;
  /** How many periods are looked at. @default 1 */
  readonly periods?: number;
  /** How many of them have to be bad. @default all of them */
  readonly badPeriods?: number;
  /** What silence means; there is no default, because the right answer differs. */
  readonly missingData: TreatMissingData;
  /** Tells only that it is over; that it began is told by a composite alarm. @default false */
  readonly tellsOnlyTheEnd?: boolean;
}

/** An alarm that says who is hurt, who mends it and where to read how. */
export class SlaAlarm extends Construct {
  readonly alarm: Alarm;

  constructor(scope: Construct, id: string, props: SlaAlarmProps) {
    super(scope, id);
    const periods = props.periods ?? 1;
    this.alarm = new Alarm(this, 'Alarm', {
      alarmName: props.name,
      alarmDescription: describeAlarm(props),
      metric: props.metric,
      threshold: props.threshold,
      comparisonOperator: props.comparison ?? ComparisonOperator.GREATER_THAN_THRESHOLD,
      evaluationPeriods: periods,
      datapointsToAlarm: props.badPeriods ?? periods,
      treatMissingData: props.missingData,
    });
    const tell = new SnsAction(props.alarmTopic);
    if (props.tellsOnlyTheEnd !== true) this.alarm.addAlarmAction(tell);
    this.alarm.addOkAction(tell);
  }
}
