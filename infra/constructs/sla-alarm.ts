import { Alarm, ComparisonOperator, type IMetric, type TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { Construct } from 'constructs';
import type { Surroundings } from '#infra/cell';

/** `<area>/<thing>/<what is wrong>`; the same words are a heading in docs/runbook.md. */
export type AlarmName = `${string}/${string}/${string}`;

export interface SlaAlarmProps {
  readonly alarmTopic: Surroundings['alarmTopic'];
  readonly name: AlarmName;
  /** The team that mends it. */
  readonly owner: string;
  /** Who suffers while it lasts, in one sentence. */
  readonly humanCost: string;
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
}


/** An alarm that says who is hurt, who mends it and where to read how. */
export class SlaAlarm extends Construct {
  readonly alarm: Alarm;

  constructor(scope: Construct, id: string, props: SlaAlarmProps) {
    super(scope, id);
    const periods = props.periods ?? 1;
    this.alarm = new Alarm(this, 'Alarm', {
      alarmName: props.name,
      alarmDescription: `${props.humanCost} Owner: ${props.owner}. Runbook: docs/runbook.md, heading "${props.name}".`,
      metric: props.metric,
      threshold: props.threshold,
      comparisonOperator: props.comparison ?? ComparisonOperator.GREATER_THAN_THRESHOLD,
      evaluationPeriods: periods,
      datapointsToAlarm: props.badPeriods ?? periods,
      treatMissingData: props.missingData,
    });
    const tell = new SnsAction(props.alarmTopic);
    this.alarm.addAlarmAction(tell);
    this.alarm.addOkAction(tell);
  }
}
