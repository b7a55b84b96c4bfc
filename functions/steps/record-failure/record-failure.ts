import * as z from 'zod';
import { METRIC } from '#domain/notifications/metric-names';
import { countMetric } from '#functions/platform/metrics';
import { logWarning } from '#functions/platform/logger';

export const recordFailureInput = z.object({ machine: z.string(), dossierId: z.string(), error: z.string().optional() });

/**
 * A machine could not go on. The dossier itself is whole: its events are committed, and the reconciler gives it
 * a new machine when its next checkpoint has passed. Here the failure is counted, so that somebody is told today.
 */
export function recordFailure({ machine, dossierId, error }: z.infer<typeof recordFailureInput>): Promise<{ recorded: true }> {
  logWarning('a machine failed', { dossierId, step: machine, finding: error ?? 'unknown' });
  countMetric(METRIC.lifecycleFailed);
  return Promise.resolve({ recorded: true });
}
