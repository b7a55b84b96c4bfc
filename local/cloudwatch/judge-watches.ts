import { alarmArn } from './alarm-notification.ts';
import type { AlarmChange, AlarmPlace, ChildState } from './alarm-notification.ts';
import type { CompositeAlarm } from './composite-alarm.ts';
import { evaluateAlarm } from './evaluate-alarm.ts';
import type { AlarmView } from './evaluate-alarm.ts';
import { changeState } from './watch-alarms.ts';
import type { Watch, Watches } from './watch-alarms.ts';

/** Judges every alarm, composites after their children, and gives the changes in that order. */
export function judgeWatches(watches: Watches, view: AlarmView, place: AlarmPlace): AlarmChange[] {
  const changes = watches.metric.flatMap((each) => changeState(each, evaluateAlarm(each.alarm, view, each.state), view.now) ?? []);
  const changed = new Set(changes.map(({ alarm }) => alarm.AlarmName));
  for (const each of watches.composite) {
    const change = judgeComposite(each, { watches, changed, now: view.now, place });
    if (change === undefined) continue;
    changed.add(each.alarm.AlarmName);
    changes.push(change);
  }
  return changes;
}

interface CompositeView {
  readonly watches: Watches;
  /** Names of the alarms that changed just now. */
  readonly changed: ReadonlySet<string>;
  readonly now: number;
  readonly place: AlarmPlace;
}

function judgeComposite(watch: Watch<CompositeAlarm>, { watches, changed, now, place }: CompositeView): AlarmChange | undefined {
  const { AlarmRule: rule } = watch.alarm;
  const state = rule.holds((name) => watches.named(name).state) ? 'ALARM' : 'OK';
  const children = [...new Set(rule.alarmNames)].filter((name) => changed.has(name)).map((name): ChildState => {
    const { state: childState, since } = watches.named(name);
    return { name, state: childState, since };
  });
  const triggers = children.map((child) => `${alarmArn(child.name, place)} transitioned to ${child.state}.`);
  const reason = triggers.length > 0 ? triggers.join(' ') : `The rule ${rule.text} is ${String(state === 'ALARM')}.`;
  const change = changeState(watch, { state, reason }, now);
  return change && { ...change, composite: { rule: rule.text, children } };
}
