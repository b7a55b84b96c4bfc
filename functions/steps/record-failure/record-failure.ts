import * as z from 'zod';
import { METRIC } from '#domain/notifications/metric-names';
import { countMetric } from '#functions/platform/metrics';
import type { Loggable } from '#functions/platform/loggable';
import { logWarning } from '#functions/platform/logger';

/** Which machine failed, and on which dossier, which edition of the calendar, which bulk hand-in or which export. */
export const recordFailureInput = z.object({ machine: z.string(), dossierId: z.string().optional(), edition: z.number().int().optional(), bulkId: z.string().optional(), exportId: z.string().optional(), error: z.string().optional() });
type Failure = z.infer<typeof recordFailureInput>;

/**
 * A machine could not go on. The dossier itself is whole: its events are committed, and the reconciler gives it
 * a new machine when its next checkpoint has passed. Here the failure is counted, so that somebody is told today.
 */
export function recordFailure(failure: Failure): Promise<{ recorded: true }> {
  logWarning('a machine failed', { ...subjectOf(failure), step: failure.machine, finding: failure.error ?? 'unknown' });
  // The machines that walk no dossier have an alarm of their own, on their failed runs.
  if (failure.dossierId !== undefined) countMetric(METRIC.lifecycleFailed);
  return Promise.resolve({ recorded: true });
}

/** What the failure is about, as a log line names it. */
export function subjectOf({ dossierId, edition, bulkId, exportId }: Omit<Failure, 'machine' | 'error'>): Loggable {
  const jobId = bulkId ?? exportId;
  return { ...(dossierId !== undefined && { dossierId }), ...(edition !== undefined && { edition }), ...(jobId !== undefined && { jobId }) };
}
