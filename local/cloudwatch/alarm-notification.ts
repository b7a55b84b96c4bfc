import type { AlarmActions } from './alarm-definition.ts';
import type { AlarmState } from './judge-alarm.ts';

/** A change of an alarm's state. */
export interface AlarmChange {
  readonly alarm: AlarmActions;
  readonly from: AlarmState;
  readonly to: AlarmState;
  readonly reason: string;
  /** Epoch milliseconds. */
  readonly at: number;
}

/** SNS refuses longer subjects. */
const SUBJECT_LENGTH = 100;

/** The topics to tell of a change; none when the alarm's actions are switched off. Only topics: nothing else can be told locally. */
export function topicsToTell({ alarm, to }: AlarmChange): string[] {
  if (!alarm.ActionsEnabled) return [];
  const actions = { ALARM: alarm.AlarmActions, OK: alarm.OKActions, INSUFFICIENT_DATA: alarm.InsufficientDataActions }[to];
  return actions.filter((arn) => arn.includes(':sns:'));
}

/** Subject and JSON text as CloudWatch sends them to a topic. */
export function alarmNotification({ alarm, from, to, reason, at }: AlarmChange, { region, accountId }: { region: string; accountId: string }): { subject: string; message: string } {
  const message = {
    AlarmName: alarm.AlarmName,
    AlarmDescription: alarm.AlarmDescription ?? null,
    AWSAccountId: accountId,
    NewStateValue: to,
    NewStateReason: reason,
    OldStateValue: from,
    StateChangeTime: new Date(at).toISOString().replace('Z', '+0000'),
    Region: region,
    AlarmArn: `arn:aws:cloudwatch:${region}:${accountId}:alarm:${alarm.AlarmName}`,
    AlarmActions: alarm.AlarmActions,
    OKActions: alarm.OKActions,
    InsufficientDataActions: alarm.InsufficientDataActions,
  };
  return { subject: `${to}: "${alarm.AlarmName}" in ${region}`.slice(0, SUBJECT_LENGTH), message: JSON.stringify(message) };
}
