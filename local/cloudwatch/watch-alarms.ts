import { z } from 'zod';
import { metricAlarm } from './alarm-definition.ts';
import type { AlarmActions, MetricAlarm } from './alarm-definition.ts';
import type { AlarmChange, AlarmNotification } from './alarm-notification.ts';
import { compositeAlarm } from './composite-alarm.ts';
import type { CompositeAlarm } from './composite-alarm.ts';
import type { Verdict } from './evaluate-alarm.ts';
import { alarmState } from './judge-alarm.ts';
import type { AlarmState } from './judge-alarm.ts';

/** What is kept of an alarm across a restart. */
export const keptAlarm = z.object({
  name: z.string(),
  state: alarmState,
  reason: z.string(),
  /** When it came into its state, in epoch milliseconds. */
  since: z.number(),
});
type KeptAlarm = z.infer<typeof keptAlarm>;

/** An alarm and what it has come to. */
export interface Watch<Alarm extends AlarmActions = AlarmActions> {
  readonly alarm: Alarm;
  readonly kind: 'metric' | 'composite';
  state: AlarmState;
  reason: string;
  since: number;
  lastNotification: AlarmNotification | undefined;
}

export interface Watches {
  readonly metric: readonly Watch<MetricAlarm>[];
  /** Each after those its rule names. */
  readonly composite: readonly Watch<CompositeAlarm>[];
  /** In the order of the template. */
  readonly all: readonly Watch[];
  /** Throws a SyntaxError for a name that no alarm has. */
  named(name: string): Watch;
}

interface Given {
  readonly alarms: readonly unknown[];
  readonly compositeAlarms: readonly unknown[];
  readonly kept: readonly KeptAlarm[];
  readonly now: number;
}

/**
 * Reads alarms. As in CloudWatch a new one starts with INSUFFICIENT_DATA; one that was kept goes on where it was.
 * Throws a SyntaxError when one cannot be understood, or a composite's rule names what does not exist or leads back to itself.
 */
export function watchAlarms({ alarms, compositeAlarms, kept, now }: Given): Watches {
  const keptByName = new Map(kept.map((each) => [each.name, each]));
  const watch = <Alarm extends AlarmActions>(alarm: Alarm, kind: Watch['kind']): Watch<Alarm> => {
    const { state, reason, since } = keptByName.get(alarm.AlarmName) ?? { state: 'INSUFFICIENT_DATA', reason: 'Unchecked: the alarm was just made.', since: now };
    return { alarm, kind, state, reason, since, lastNotification: undefined };
  };
  const metric = alarms.map((properties) => watch(parseAlarm(metricAlarm, properties), 'metric'));
  const composite = compositeAlarms.map((properties) => watch(parseAlarm(compositeAlarm, properties), 'composite'));
  const all = [...metric, ...composite];
  const byName = new Map(all.map((each) => [each.alarm.AlarmName, each]));
  const named = (name: string): Watch => {
    const found = byName.get(name);
    if (found === undefined) throw new SyntaxError(`a composite alarm names "${name}", which is no alarm`);
    return found;
  };
  for (const { alarm } of composite) alarm.AlarmRule.alarmNames.forEach(named);
  return { metric, composite: childrenFirst(composite), all, named };
}

/** Puts an alarm into the state of a verdict; the change, if it is one. */
export function changeState(watch: Watch, { state, reason }: Verdict, at: number): AlarmChange | undefined {
  const from = watch.state;
  if (state === from) return undefined;
  Object.assign(watch, { state, reason, since: at });
  return { alarm: watch.alarm, from, to: state, reason, at };
}

function parseAlarm<T>(schema: z.ZodType<T>, properties: unknown): T {
  const parsed = schema.safeParse(properties);
  if (parsed.success) return parsed.data;
  const { AlarmName } = z.object({ AlarmName: z.string().catch('without AlarmName') }).parse(properties);
  throw new SyntaxError(`alarm ${AlarmName}: ${z.prettifyError(parsed.error)}`);
}

/** Judged in this order, no alarm is told of a state that its children's new states take back. */
function childrenFirst(composites: readonly Watch<CompositeAlarm>[]): Watch<CompositeAlarm>[] {
  const byName = new Map(composites.map((each) => [each.alarm.AlarmName, each]));
  const ordered = new Set<Watch<CompositeAlarm>>();
  const place = (each: Watch<CompositeAlarm>, parents: readonly string[]): void => {
    const { AlarmName, AlarmRule } = each.alarm;
    if (parents.includes(AlarmName)) throw new SyntaxError(`the rules of composite alarms go round in a circle: ${[...parents, AlarmName].join(' → ')}`);
    for (const name of AlarmRule.alarmNames) {
      const child = byName.get(name);
      if (child !== undefined && !ordered.has(child)) place(child, [...parents, AlarmName]);
    }
    ordered.add(each);
  };
  for (const each of composites) place(each, []);
  return [...ordered];
}
