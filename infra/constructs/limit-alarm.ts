import { AlarmRule, AlarmState, type CompositeAlarm, type IAlarm, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import type { Surroundings } from '#infra/cell';
import type { BothLanguages } from '#infra/constructs/alarm-words';
import { CompositeSlaAlarm } from '#infra/constructs/composite-sla-alarm';
import { SlaAlarm, type SlaAlarmProps } from '#infra/constructs/sla-alarm';

/** A figure of people's limits and the value above which the head of the place is called. */
export interface PeopleLimit extends Pick<SlaAlarmProps, 'metric' | 'threshold' | 'periods'> {
  readonly id: string;
  /** `<thing>/<what is wrong>`, said of the figure and of the alarm that is sent. */
  readonly subject: `${string}/${string}`;
  readonly humanCost: BothLanguages;
}

export interface LimitAlarmProps {
  readonly alarmTopic: Surroundings['alarmTopic'];
  readonly incident: IAlarm;
  readonly limit: PeopleLimit;
}

/**
 * Two alarms of one figure. `figures/…` watches it always; `deadlines/…` calls the head of the place, but not while the platform
 * itself is down. It goes back to OK when an incident begins too, which is no good news: that it is over is therefore told by the figure.
 */
export class LimitAlarm extends Construct {
  /** The one that calls a person. */
  readonly call: CompositeAlarm;

  constructor(scope: Construct, id: string, { alarmTopic, incident, limit }: LimitAlarmProps) {
    super(scope, id);
    const { id: _, subject, ...watched } = limit;
    const words = { owner: 'province one-stop centre', humanCost: limit.humanCost, alarmTopic };
    const figure = new SlaAlarm(this, 'Figure', {
      ...watched,
      ...words,
      name: `figures/${subject}`,
      // The evaluator tells each figure every five minutes. While it is silent nothing is known, neither better nor worse; its own alarm rings.
      missingData: TreatMissingData.IGNORE,
      tellsOnlyTheEnd: true,
    });
    this.call = new CompositeSlaAlarm(this, 'Call', {
      ...words,
      name: `deadlines/${subject}`,
      rule: AlarmRule.allOf(AlarmRule.fromAlarm(figure.alarm, AlarmState.ALARM), AlarmRule.not(AlarmRule.fromAlarm(incident, AlarmState.ALARM))),
      tellsOnlyTheBeginning: true,
    }).alarm;
  }
}
