import * as z from 'zod';
import type { Temporal } from '#domain/kernel/temporal';
import { lastHeads } from '#domain/log/day-tree';
import { logDayAt } from '#domain/log/log-days';
import type { HeadNotes } from '#domain/log/log-store';

/** What of an event the log needs; one from before there were chains has no hash. */
export const notedEvent = z.object({ dossierId: z.string(), seq: z.number().int().positive(), hash: z.string().optional() });
export type NotedEvent = z.infer<typeof notedEvent>;

/**
 * Notes where the chains of some events' dossiers stand, in one small write under the day it is now: what comes late is
 * sealed with a later day, never left out. The same batch again writes the same.
 */
export async function noteHeads(log: HeadNotes, events: readonly NotedEvent[], now: Temporal.Instant): Promise<void> {
  const last = lastHeads();
  last.add(events.flatMap(({ dossierId, seq, hash }) => (hash === undefined ? [] : [{ dossierId, seq, head: hash }])));
  const heads = last.inOrder();
  if (heads.length > 0) await log.note(logDayAt(now), heads);
}
