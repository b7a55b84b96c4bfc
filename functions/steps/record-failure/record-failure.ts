import * as z from 'zod';
import { METRIC } from '#domain/notifications/metric-names';
import { countMetric } from '#functions/platform/metrics';
import type { Loggable } from '#functions/platform/loggable';
import { logWarning } from '#functions/platform/logger';

/** Which machine failed, and on which dossier or on which edition of the calendar. */
export const recordFailureInput = z.object({ machine: z.string(), dossierId: z.string().optional(), edition: z.number().int().optional(), error: z.string().optional() });
type Failure = z.infer<typeof recordFailureInput>;

/**
 * A machine could not go on. The dossier itself is whole: its events are committed, and the reconciler gives it
 * a new machine when its next checkpoint has passed. Here the failure is counted, so that somebody is told today.
 */
export function recordFailure(failure: Failure): Promise<{ recorded: true }> {
  logWarning('a machine failed', { ...subjectOf(failure), step: failure.machine, finding: failure.error ?? 'unknown' });
  // A replay of the calendar has an alarm of its own, on its failed runs.
  if (failure.dossierId !== undefined) countMetric(METRIC.lifecycleFailed);
  return Promise.resolve({ recorded: true });
}

/** What the failure is about, as a log line names it. */
export function subjectOf({ dossierId, edition }: Pick<Failure, 'dossierId' | 'edition'>): Loggable {
  return { ...(dossierId !== undefined && { dossierId }), ...(edition !== undefined && { edition }) };
}
