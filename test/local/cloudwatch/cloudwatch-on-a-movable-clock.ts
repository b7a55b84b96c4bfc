import { startCloudWatch } from '#local/cloudwatch/start-cloudwatch';
import type { AlarmMemory } from '#local/cloudwatch/alarm-memory';
import type { LocalCloudWatch } from '#local/cloudwatch/start-cloudwatch';

export const MINUTE = 60_000;
export const TOPIC = 'arn:aws:sns:ap-southeast-1:000000000000:alarms';
export const START = Date.parse('2026-11-27T01:00:00Z');

interface Told {
  readonly topicArn: string;
  readonly subject: string;
  readonly message: Record<string, unknown>;
}

export interface MovableCloudWatch {
  readonly cloudWatch: LocalCloudWatch;
  readonly told: Told[];
  /** Of the alarms, in the order they were given. */
  states(): string[];
  put(value: number, name?: string): void;
  /** Lets minutes go by, one after the other, with these values in the first; gives the states after the last. */
  live(minutes: number, ...values: number[]): Promise<string[]>;
  /** Lets a little time go by. */
  pass(milliseconds: number): Promise<string[]>;
  /** Moves the clock; what the move brings about is put before the alarms are judged again. */
  jump(minutes: number, ...values: number[]): Promise<string[]>;
}

interface Given {
  readonly alarms?: readonly unknown[];
  readonly compositeAlarms?: readonly unknown[];
  readonly memory?: AlarmMemory;
  readonly now?: number;
}

/** CloudWatch on a clock that only goes when told. */
export function cloudWatchOnAMovableClock({ alarms = [], compositeAlarms = [], memory, now: begin = START }: Given): MovableCloudWatch {
  let now = begin;
  const told: Told[] = [];
  const publish = (topicArn: string, subject: string, message: string): unknown => told.push({ topicArn, subject, message: Object(JSON.parse(message)) });
  const cloudWatch = startCloudWatch({ alarms, compositeAlarms, clock: { now: () => now }, publish, ...(memory && { memory }) });
  const put = (value: number, name = 'Late'): void => cloudWatch.putMetric({ namespace: 'MotCua', name, value });
  const states = (): string[] => cloudWatch.alarmStates().map(({ state }) => state);
  return {
    cloudWatch,
    told,
    states,
    put,
    live: async (minutes, ...values) => {
      for (const value of values) put(value);
      for (let minute = 0; minute < minutes; minute += 1) {
        now += MINUTE;
        await cloudWatch.evaluate();
      }
      return states();
    },
    pass: async (milliseconds) => {
      now += milliseconds;
      await cloudWatch.evaluate();
      return states();
    },
    jump: async (minutes, ...values) => {
      const from = now;
      now += minutes * MINUTE;
      cloudWatch.skip({ from, to: now });
      for (const value of values) put(value);
      await cloudWatch.evaluate();
      return states();
    },
  };
}

/** An alarm on `MotCua/Late` that tells one topic of going off and of coming back. */
export function alarmOf(more: Readonly<Record<string, unknown>> = {}): Record<string, unknown> {
  return {
    AlarmName: 'relay/events/late',
    Namespace: 'MotCua',
    MetricName: 'Late',
    Statistic: 'Sum',
    Period: 300,
    EvaluationPeriods: 1,
    Threshold: 0,
    ComparisonOperator: 'GreaterThanThreshold',
    TreatMissingData: 'notBreaching',
    AlarmActions: [TOPIC],
    OKActions: [TOPIC],
    ...more,
  };
}
