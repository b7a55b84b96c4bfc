import { z } from 'zod';
import type { AlarmActions } from './alarm-definition.ts';
import { alarmState } from './judge-alarm.ts';
import type { AlarmState } from './judge-alarm.ts';

/** A change of an alarm's state. */
export interface AlarmChange {
  readonly alarm: AlarmActions;
  readonly from: AlarmState;
  readonly to: AlarmState;
  readonly reason: string;
  /** Epoch milliseconds. */
  readonly at: number;
  /** Of a composite alarm: its rule, and the alarms whose change made it change. */
  readonly composite?: { readonly rule: string; readonly children: readonly ChildState[] };
}

export interface ChildState {
  readonly name: string;
  readonly state: AlarmState;
  /** Epoch milliseconds. */
  readonly since: number;
}

/** What topics were told of a change. */
export const alarmNotification = z.object({
  /** An instant in UTC. */
  at: z.string(),
  alarm: z.string(),
  from: alarmState,
  to: alarmState,
  description: z.string().optional(),
  reason: z.string(),
  topics: z.array(z.string()),
  /** Exactly what was published. */
  subject: z.string(),
  message: z.string(),
});
export type AlarmNotification = z.infer<typeof alarmNotification>;

export interface AlarmPlace {
  readonly region: string;
  readonly accountId: string;
}

/** SNS refuses longer subjects. */
const SUBJECT_LENGTH = 100;

/** The topics to tell of a change; none when the alarm's actions are switched off. Only topics: nothing else can be told locally. */
export function topicsToTell({ alarm, to }: AlarmChange): string[] {
  if (!alarm.ActionsEnabled) return [];
  const actions = { ALARM: alarm.AlarmActions, OK: alarm.OKActions, INSUFFICIENT_DATA: alarm.InsufficientDataActions }[to];
  return actions.filter((arn) => arn.includes(':sns:'));
}

export function alarmArn(name: string, { region, accountId }: AlarmPlace): string {
  return `arn:aws:cloudwatch:${region}:${accountId}:alarm:${name}`;
}

/** Subject and JSON text as CloudWatch sends them to a topic. */
export function wordNotification({ alarm, from, to, reason, at, composite }: AlarmChange, place: AlarmPlace): Pick<AlarmNotification, 'subject' | 'message'> {
  const { region, accountId } = place;
  const message = {
    AlarmName: alarm.AlarmName,
    AlarmDescription: alarm.AlarmDescription ?? null,
    AWSAccountId: accountId,
    NewStateValue: to,
    NewStateReason: reason,
    StateChangeTime: awsTime(at),
    Region: region,
    AlarmArn: alarmArn(alarm.AlarmName, place),
    OldStateValue: from,
    OKActions: alarm.OKActions,
    AlarmActions: alarm.AlarmActions,
    InsufficientDataActions: alarm.InsufficientDataActions,
    ...(composite && {
      AlarmRule: composite.rule,
      TriggeringChildren: composite.children.map(({ name, state, since }) => ({ Arn: alarmArn(name, place), State: { Value: state, Timestamp: awsTime(since) } })),
    }),
  };
  return { subject: `${to}: "${alarm.AlarmName}" in ${region}`.slice(0, SUBJECT_LENGTH), message: JSON.stringify(message) };
}

function awsTime(epochMilliseconds: number): string {
  return new Date(epochMilliseconds).toISOString().replace('Z', '+0000');
}
