import type { ClockJump } from '../clock/local-clock.ts';
import type { MetricAlarm } from './alarm-definition.ts';
import type { AlarmRecord } from './alarm-memory.ts';
import type { AlarmChange, AlarmNotification, AlarmPlace } from './alarm-notification.ts';
import { livedSince } from './alarm-time.ts';
import { evaluateAlarm } from './evaluate-alarm.ts';
import { evaluationRange } from './judge-alarm.ts';
import { judgeWatches } from './judge-watches.ts';
import { createMetricStore } from './metric-store.ts';
import type { MetricIdentity, MetricStore } from './metric-store.ts';
import { MS_PER_MINUTE, minuteOf } from './minutes.ts';
import { watchAlarms } from './watch-alarms.ts';
import type { Watches } from './watch-alarms.ts';

const RETENTION_MILLISECONDS = 24 * 60 * MS_PER_MINUTE;
const NOTIFICATIONS_KEPT = 100;

interface Given {
  readonly alarms: readonly unknown[];
  readonly compositeAlarms: readonly unknown[];
  readonly place: AlarmPlace;
  /** Epoch milliseconds. */
  readonly now: number;
  readonly record: AlarmRecord | undefined;
}

/** Metrics, alarms and skipped time: all that states follow from, without timers and topics. */
export class AlarmLife {
  readonly store: MetricStore = createMetricStore();
  readonly watches: Watches;
  readonly #place: AlarmPlace;
  readonly #beganAt: number;
  #jumps: readonly ClockJump[] = [];
  #notifications: readonly AlarmNotification[] = [];

  /** Throws a SyntaxError as `watchAlarms` does, and for a metric that cannot be computed. */
  constructor({ alarms, compositeAlarms, place, now, record }: Given) {
    this.#place = place;
    this.#beganAt = minuteOf(now + MS_PER_MINUTE - 1);
    this.watches = watchAlarms({ alarms, compositeAlarms, kept: record?.alarms ?? [], now });
    // Find out now, not at the first evaluation, that an expression refers to what does not exist.
    for (const { alarm, state } of this.watches.metric) evaluateAlarm(alarm, { store: this.store, now, jumps: [], beganAt: 0 }, state);
    if (record !== undefined) this.#restore(record, now);
  }

  /** Newest first. */
  get notifications(): readonly AlarmNotification[] {
    return this.#notifications;
  }

  judge(now: number): AlarmChange[] {
    const oldest = livedSince(now, Math.max(RETENTION_MILLISECONDS, ...this.watches.metric.map(({ alarm }) => sightOf(alarm))), this.#jumps);
    this.store.prune(oldest);
    this.#jumps = this.#jumps.filter(({ to }) => to > oldest);
    return judgeWatches(this.watches, { store: this.store, now, jumps: this.#jumps, beganAt: this.#beganAt }, this.#place);
  }

  skip({ from, to }: ClockJump): void {
    // Within a minute nothing is skipped that alarms could see.
    if (minuteOf(from) < minuteOf(to)) this.#jumps = [...this.#jumps, { from: minuteOf(from), to: minuteOf(to) }];
  }

  told(notification: AlarmNotification): void {
    this.#notifications = [notification, ...this.#notifications].slice(0, NOTIFICATIONS_KEPT);
    this.watches.named(notification.alarm).lastNotification = notification;
  }

  record(now: number): AlarmRecord {
    const since = new Map<string, { metric: MetricIdentity; since: number }>();
    for (const { alarm } of this.watches.metric) {
      const from = livedSince(now, sightOf(alarm), this.#jumps);
      for (const metric of alarm.watched.metrics.values()) {
        const key = JSON.stringify([metric.namespace, metric.name, metric.dimensions]);
        since.set(key, { metric, since: Math.min(from, since.get(key)?.since ?? from) });
      }
    }
    return {
      savedAt: now,
      jumps: [...this.#jumps],
      alarms: this.watches.all.map(({ alarm, state, reason, since: at }) => ({ name: alarm.AlarmName, state, reason, since: at })),
      notifications: [...this.#notifications],
      metrics: [...since.values()].flatMap((each) => this.store.keep(each.metric, each.since) ?? []),
    };
  }

  #restore({ savedAt, jumps, notifications, metrics }: AlarmRecord, now: number): void {
    for (const metric of metrics) this.store.restore(metric);
    this.#jumps = jumps;
    // While the cell was off nothing happened either.
    this.skip({ from: savedAt, to: now });
    this.#notifications = notifications;
    for (const each of this.watches.all) each.lastNotification = notifications.find(({ alarm }) => alarm === each.alarm.AlarmName);
  }
}

/** How far back an alarm looks, in milliseconds of lived time. */
function sightOf({ EvaluationPeriods, watched }: MetricAlarm): number {
  return evaluationRange({ evaluationPeriods: EvaluationPeriods }) * watched.periodSeconds * 1000 + MS_PER_MINUTE;
}
