import { describe, expect, it } from '@jest/globals';
import { tellAlarm } from '#local/start/tell-alarm';
import type { AlarmNotification } from '#local/cloudwatch/alarm-notification';

const breach: AlarmNotification = {
  at: '2026-11-27T01:00:00.000Z',
  alarm: 'deadlines/dossiers/overdue',
  from: 'OK',
  to: 'ALARM',
  description: 'Có người chưa được trả kết quả đúng hẹn.\nSomebody was not answered by the promised day. Owner: province one-stop centre. Runbook: docs/runbook.md, heading "deadlines/dossiers/overdue".',
  reason: 'Datapoints [3] against GreaterThanThreshold 0.',
  topics: ['arn:aws:sns:ap-southeast-1:000000000000:alarms'],
  subject: 'ALARM: "deadlines/dossiers/overdue" in ap-southeast-1',
  message: '{}',
};

describe('what the terminal shows of an alarm', () => {
  it('says what changed, when in Vietnamese time, what it means in both languages, who mends it, where to read how, and why', () => {
    expect(tellAlarm(breach)?.split('\n').filter((line) => line !== '')).toEqual([
      '  [ALARM] deadlines/dossiers/overdue (was OK), Fri 2026-11-27 08:00',
      '    Có người chưa được trả kết quả đúng hẹn.',
      '    Somebody was not answered by the promised day.',
      '    Owner: province one-stop centre.',
      '    Runbook: docs/runbook.md, heading "deadlines/dossiers/overdue".',
      '    Why: Datapoints [3] against GreaterThanThreshold 0.',
    ]);
  });

  it('tells that it is over', () => {
    expect(tellAlarm({ ...breach, from: 'ALARM', to: 'OK' })).toContain('[OK] deadlines/dossiers/overdue (was ALARM)');
  });

  it('is nothing when an alarm has just found out that all is well', () => {
    expect(tellAlarm({ ...breach, from: 'INSUFFICIENT_DATA', to: 'OK' })).toBeUndefined();
  });
});
