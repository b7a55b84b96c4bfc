import { vietnamTime } from '#local/clock/vietnam-time';
import type { AlarmNotification } from '#local/cloudwatch/alarm-notification';

/**
 * What the terminal shows of a notification: the change, when (Vietnamese time), what it means for people, who mends it and where
 * to read how. Undefined for an alarm that has just found out that all is well: nobody was worried.
 */
export function tellAlarm({ alarm, at, from, to, description = '', reason }: AlarmNotification): string | undefined {
  if (from === 'INSUFFICIENT_DATA' && to === 'OK') return undefined;
  const lines = description.split(/\n|\s+(?=(?:Owner|Runbook): )/).map((line) => line.trim());
  const told = [...lines.filter((line) => line !== ''), `Why: ${reason}`];
  return [`\n  [${to}] ${alarm} (was ${from}), ${vietnamTime(at)}`, ...told.map((line) => `    ${line}`), ''].join('\n');
}
