import type { AlarmNotification } from './alarm-notification.ts';
import type { AlarmState } from './judge-alarm.ts';
import type { Watch } from './watch-alarms.ts';

/** An alarm as a person looks it up. */
export interface AlarmStatus {
  readonly name: string;
  readonly kind: Watch['kind'];
  readonly state: AlarmState;
  /** When it came into this state, an instant in UTC; of an alarm that never changed, when it was made. */
  readonly since: string;
  readonly reason: string;
  readonly description: string | undefined;
  /** Whom it tells, by what it tells; nobody while `enabled` is false. */
  readonly actions: { readonly enabled: boolean; readonly alarm: readonly string[]; readonly ok: readonly string[]; readonly insufficientData: readonly string[] };
  readonly lastNotification: Pick<AlarmNotification, 'at' | 'subject' | 'topics'> | undefined;
}

export function statusOf({ alarm, kind, state, reason, since, lastNotification }: Watch): AlarmStatus {
  const { AlarmName, AlarmDescription, ActionsEnabled, AlarmActions, OKActions, InsufficientDataActions } = alarm;
  return {
    name: AlarmName,
    kind,
    state,
    since: new Date(since).toISOString(),
    reason,
    description: AlarmDescription,
    actions: { enabled: ActionsEnabled, alarm: AlarmActions, ok: OKActions, insufficientData: InsufficientDataActions },
    lastNotification: lastNotification && { at: lastNotification.at, subject: lastNotification.subject, topics: lastNotification.topics },
  };
}
