import type { ClockJump, LocalClock } from '../clock/local-clock.ts';
import { AlarmLife } from './alarm-life.ts';
import type { AlarmMemory } from './alarm-memory.ts';
import type { AlarmNotification } from './alarm-notification.ts';
import { statusOf } from './alarm-status.ts';
import type { AlarmStatus } from './alarm-status.ts';
import { everyMinute } from './every-minute.ts';
import type { StoredMetric } from './metric-store.ts';
import { parseEmf } from './parse-emf.ts';
import { tellTopics } from './tell-topics.ts';
import type { Topics } from './tell-topics.ts';

export interface LocalCloudWatch {
  /** Takes the metrics out of one line of a function's log; any other line is ignored. */
  ingestLogLine(line: string): void;
  /** `at` in epoch milliseconds, now when left out. */
  putMetric(metric: { namespace: string; name: string; dimensions?: Record<string, string>; value: number; unit?: string; at?: number }): void;
  /**
   * Judges every alarm over the minutes that are over, and over the one a move of the clock ended in; resolves when the topics
   * of changed alarms have been told. After a move, call it when what the move set off has settled.
   */
  evaluate(): Promise<void>;
  /** The clock was moved: the time between is left out, and no alarm is judged before the next `evaluate`. */
  skip(jump: ClockJump): void;
  /** In the order of the template, composites last. */
  alarmStates(): readonly AlarmStatus[];
  /** What topics were told lately, newest first. */
  notifications(): readonly AlarmNotification[];
  metrics(): readonly StoredMetric[];
  /** Saves; judges no more. */
  stop(): void;
}

interface Options extends Topics {
  /** Resolved properties of the template's `AWS::CloudWatch::Alarm`s; each needs its `AlarmName`. */
  readonly alarms: readonly unknown[];
  /** The same of `AWS::CloudWatch::CompositeAlarm`. */
  readonly compositeAlarms: readonly unknown[];
  readonly clock: Pick<LocalClock, 'now'>;
  readonly region?: string;
  readonly accountId?: string;
  /** Puts metrics that nobody reports unasked, before alarms are judged. */
  readonly gather?: () => Promise<void>;
  /** @default nothing is kept across a restart */
  readonly memory?: AlarmMemory;
  /** Called once topics were told. */
  readonly onNotification?: (notification: AlarmNotification) => void;
  /** Gathering failed, or the evaluation of a minute. */
  readonly onError?: (error: unknown) => void;
}

/**
 * Metrics in memory and alarms over them, judged each minute of the cell's clock. Throws a SyntaxError when an alarm cannot be
 * understood or a composite rule names one that does not exist.
 */
export function startCloudWatch(options: Options): LocalCloudWatch {
  const { clock, region = 'ap-southeast-1', accountId = '000000000000', memory } = options;
  const place = { region, accountId };
  const life = new AlarmLife({ ...options, place, now: clock.now(), record: memory?.read() });
  let isStopped = false;
  const save = (): void => {
    if (!isStopped) memory?.save(life.record(clock.now()));
  };
  let hasLanded = true;
  const failed = (error: unknown): void => {
    if (!isStopped) options.onError?.(error);
  };
  const gather = async (): Promise<void> => {
    // Other metrics are no worse for it: the alarms are judged all the same.
    await options.gather?.().catch(failed);
  };
  const judgeAndTell = async (): Promise<void> => {
    await gather();
    if (isStopped) return;
    hasLanded = true;
    const changes = life.judge(clock.now());
    const told = await Promise.all(changes.map((change) => tellTopics(change, options, place)));
    for (const notification of told) {
      if (notification === undefined) continue;
      life.told(notification);
      options.onNotification?.(notification);
    }
    save();
  };
  let underWay = Promise.resolve();
  // One after the other: whoever asked second also waits for what the first has to tell.
  const evaluate = async (): Promise<void> => {
    const before = underWay;
    underWay = before.then(judgeAndTell, judgeAndTell);
    await underWay;
  };
  const timer = everyMinute(clock, () => {
    if (hasLanded) evaluate().catch(failed);
  });
  return {
    ingestLogLine: (line) => {
      for (const point of parseEmf(line)) life.store.add(point);
    },
    putMetric: ({ namespace, name, dimensions = {}, value, unit = 'None', at = clock.now() }) => life.store.add({ namespace, name, dimensions, unit, values: [value], at }),
    evaluate,
    skip: (jump) => {
      hasLanded = false;
      life.skip(jump);
      timer.restart();
    },
    alarmStates: () => life.watches.all.map((each) => statusOf(each)),
    notifications: () => life.notifications,
    metrics: () => life.store.all(),
    stop: () => {
      timer.stop();
      save();
      isStopped = true;
    },
  };
}
