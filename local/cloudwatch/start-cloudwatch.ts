import { z } from 'zod';
import type { LocalClock } from '../clock/local-clock.ts';
import { metricAlarm } from './alarm-definition.ts';
import type { AlarmActions, MetricAlarm } from './alarm-definition.ts';
import { alarmNotification, topicsToTell } from './alarm-notification.ts';
import type { AlarmChange } from './alarm-notification.ts';
import { compositeAlarm } from './composite-alarm.ts';
import type { CompositeAlarm } from './composite-alarm.ts';
import { evaluateAlarm } from './evaluate-alarm.ts';
import type { Verdict } from './evaluate-alarm.ts';
import { evaluationRange } from './judge-alarm.ts';
import type { AlarmState } from './judge-alarm.ts';
import { createMetricStore } from './metric-store.ts';
import type { StoredMetric } from './metric-store.ts';
import { parseEmf } from './parse-emf.ts';

const MS_PER_MINUTE = 60_000;
/** Log lines of a minute may come in a little after it. */
const LATE_LINES_MILLISECONDS = 1_000;
const RETENTION_MILLISECONDS = 24 * 60 * MS_PER_MINUTE;

interface AlarmStatus {
  readonly name: string;
  readonly description: string | undefined;
  readonly state: AlarmState;
  readonly reason: string;
  /** When the state last changed, an instant in UTC; undefined before the first change. */
  readonly changedAt: string | undefined;
}

export interface LocalCloudWatch {
  /** Takes the metrics out of one line of a function's log; any other line is ignored. */
  ingestLogLine(line: string): void;
  /** `at` in epoch milliseconds, now when left out. */
  putMetric(metric: { namespace: string; name: string; dimensions?: Record<string, string>; value: number; unit?: string; at?: number }): void;
  /** Judges every alarm over the minutes that are over, and resolves when the topics of changed alarms have been told. */
  evaluate(): Promise<void>;
  alarmStates(): readonly AlarmStatus[];
  metrics(): readonly StoredMetric[];
  /** Call after the clock was moved. */
  poke(): void;
  stop(): void;
}

interface Options {
  /** Resolved properties of the template's `AWS::CloudWatch::Alarm`s; each needs its `AlarmName`. */
  readonly alarms: readonly unknown[];
  /** The same of `AWS::CloudWatch::CompositeAlarm`. */
  readonly compositeAlarms: readonly unknown[];
  readonly clock: Pick<LocalClock, 'now'>;
  readonly publish: (topicArn: string, subject: string, message: string) => unknown;
  readonly region?: string;
  readonly accountId?: string;
  readonly onPublishFailed?: (topicArn: string, error: unknown) => void;
}

interface Watch<Alarm extends AlarmActions> {
  readonly alarm: Alarm;
  state: AlarmState;
  reason: string;
  changedAt: number | undefined;
}

/**
 * Metrics in memory and alarms over them, judged each minute of the cell's clock. Like new alarms in CloudWatch, all start with
 * INSUFFICIENT_DATA. Throws when an alarm cannot be understood or a composite rule names one that does not exist.
 */
export function startCloudWatch(options: Options): LocalCloudWatch {
  const { clock } = options;
  const store = createMetricStore();
  const simple = options.alarms.map((properties) => watch(parseAlarm(metricAlarm, properties)));
  const composite = options.compositeAlarms.map((properties) => watch(parseAlarm(compositeAlarm, properties)));
  const all: readonly Watch<AlarmActions>[] = [...simple, ...composite];
  const stateOf = stateFinder(all);
  // Find out now, not at the first evaluation, that an alarm refers to what does not exist.
  for (const { alarm } of composite) alarm.AlarmRule.alarmNames.forEach(stateOf);
  for (const { alarm, state } of simple) evaluateAlarm(alarm, { store, endAt: 0, current: state });
  const retention = Math.max(RETENTION_MILLISECONDS, ...simple.map(({ alarm }) => rangeMilliseconds(alarm)));
  const evaluate = async (): Promise<void> => {
    const now = clock.now();
    store.prune(now - retention);
    const endAt = Math.floor(now / MS_PER_MINUTE) * MS_PER_MINUTE;
    const changes = simple.flatMap((each) => change(each, evaluateAlarm(each.alarm, { store, endAt, current: each.state }), now));
    // A composite may watch composites: as many rounds as there are settle them all.
    for (const _ of composite) changes.push(...composite.flatMap((each) => change(each, judgeComposite(each.alarm, stateOf), now)));
    await Promise.all(changes.map((each) => tell(each, options)));
  };
  const timer = everyMinute(clock, evaluate);
  return {
    ingestLogLine: (line) => {
      for (const point of parseEmf(line)) store.add(point);
    },
    putMetric: ({ namespace, name, dimensions = {}, value, unit = 'None', at = clock.now() }) => store.add({ namespace, name, dimensions, unit, values: [value], at }),
    evaluate,
    alarmStates: () => all.map(status),
    metrics: () => store.all(),
    ...timer,
  };
}

function parseAlarm<T>(schema: z.ZodType<T>, properties: unknown): T {
  const parsed = schema.safeParse(properties);
  if (parsed.success) return parsed.data;
  const { AlarmName } = z.object({ AlarmName: z.string().catch('without AlarmName') }).parse(properties);
  throw new SyntaxError(`alarm ${AlarmName}: ${z.prettifyError(parsed.error)}`);
}

function watch<Alarm extends AlarmActions>(alarm: Alarm): Watch<Alarm> {
  return { alarm, state: 'INSUFFICIENT_DATA', reason: 'Unchecked: the alarm was just made.', changedAt: undefined };
}

function stateFinder(watches: readonly Watch<AlarmActions>[]): (name: string) => AlarmState {
  const byName = new Map(watches.map((each) => [each.alarm.AlarmName, each]));
  return (name) => {
    const found = byName.get(name);
    if (found === undefined) throw new SyntaxError(`a composite alarm names "${name}", which is no alarm`);
    return found.state;
  };
}

function judgeComposite({ AlarmRule }: CompositeAlarm, stateOf: (name: string) => AlarmState): Verdict {
  const state = AlarmRule.holds(stateOf) ? 'ALARM' : 'OK';
  return { state, reason: `The rule ${AlarmRule.text} is ${String(state === 'ALARM')}.` };
}

function change(each: Watch<AlarmActions>, { state, reason }: Verdict, at: number): AlarmChange[] {
  if (state === each.state) return [];
  const changed = { alarm: each.alarm, from: each.state, to: state, reason, at };
  Object.assign(each, { state, reason, changedAt: at });
  return [changed];
}

async function tell(changed: AlarmChange, { publish, onPublishFailed, region = 'ap-southeast-1', accountId = '000000000000' }: Options): Promise<void> {
  const { subject, message } = alarmNotification(changed, { region, accountId });
  for (const topicArn of topicsToTell(changed)) {
    try {
      await publish(topicArn, subject, message);
    } catch (error) {
      onPublishFailed?.(topicArn, error);
    }
  }
}

function status({ alarm, state, reason, changedAt }: Watch<AlarmActions>): AlarmStatus {
  return { name: alarm.AlarmName, description: alarm.AlarmDescription, state, reason, changedAt: changedAt === undefined ? undefined : new Date(changedAt).toISOString() };
}

function rangeMilliseconds({ EvaluationPeriods, watched }: MetricAlarm): number {
  return evaluationRange({ evaluationPeriods: EvaluationPeriods }) * watched.periodSeconds * 1000 + MS_PER_MINUTE;
}

function everyMinute(clock: Pick<LocalClock, 'now'>, run: () => Promise<void>): { poke(): void; stop(): void } {
  let timer: NodeJS.Timeout | undefined;
  const sleep = (): void => {
    timer = setTimeout(poke, MS_PER_MINUTE - (clock.now() % MS_PER_MINUTE) + LATE_LINES_MILLISECONDS).unref();
  };
  const poke = (): void => {
    clearTimeout(timer);
    void run();
    sleep();
  };
  sleep();
  return { poke, stop: () => clearTimeout(timer) };
}
