import { existsSync, readFileSync } from 'node:fs';
import { z } from 'zod';
import { writeJson } from '../json/write-json.ts';
import { alarmNotification } from './alarm-notification.ts';
import { keptMetric } from './metric-store.ts';
import { keptAlarm } from './watch-alarms.ts';

const alarmRecord = z.object({
  /** Epoch milliseconds; from then until the next start the cell was off. */
  savedAt: z.number(),
  jumps: z.array(z.object({ from: z.number(), to: z.number() })),
  alarms: z.array(keptAlarm),
  notifications: z.array(alarmNotification),
  /** Only what alarms watch, as far back as they look. */
  metrics: z.array(keptMetric),
});
/** What alarms need to go on after a restart as if the cell had not been off. */
export type AlarmRecord = z.infer<typeof alarmRecord>;

export interface AlarmMemory {
  /** What was saved last; undefined the first time. */
  read(): AlarmRecord | undefined;
  save(record: AlarmRecord): void;
}

/**
 * Keeps alarms in `file`, so that one that rang before a restart does not ring again. What another version of the cell wrote
 * counts as nothing: alarms that start anew find their state within minutes.
 */
export function openAlarmMemory(file: string): AlarmMemory {
  return {
    read: () => (existsSync(file) ? parseRecord(readFileSync(file, 'utf8')) : undefined),
    save: (record) => writeJson(file, record),
  };
}

function parseRecord(text: string): AlarmRecord | undefined {
  try {
    return alarmRecord.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}
