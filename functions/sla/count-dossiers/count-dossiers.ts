import type { FigureStore } from '#domain/figures/figure-store';
import type { Temporal } from '#domain/kernel/temporal';
import type { HeadNotes } from '#domain/log/log-store';
import { countedInto, countIntoFigures, type CountingTools } from '#functions/platform/count-into-figures';
import { logFailure } from '#functions/platform/logger';
import { type NotedEvent, noteHeads } from '#functions/platform/note-heads';

interface Dependencies extends CountingTools {
  readonly figures: CountingTools['figures'] & Pick<FigureStore, 'generations'>;
  readonly log: HeadNotes;
}

/**
 * What is done with a batch of the stream besides relaying: the log notes where chains stand, and figures are counted. Each is
 * done whatever becomes of the other; if one fails the batch comes again, which changes nothing for the one that did not.
 */
export async function followEvents(deps: Dependencies, events: readonly NotedEvent[], now: Temporal.Instant): Promise<void> {
  const outcomes = await Promise.allSettled([noteHeads(deps.log, events, now), countDossiers(deps, events)]);
  const failures = outcomes.flatMap((outcome): unknown[] => (outcome.status === 'rejected' ? [outcome.reason] : []));
  if (failures.length === 1) throw failures[0];
  if (failures.length > 1) throw new AggregateError(failures, 'neither noted nor counted');
}

/**
 * Counts the dossiers that some events of the table's stream are about. The events only say whose figures to look after;
 * what is counted is the dossier as it is now, so a batch may come twice, late, or in another order.
 */
export async function countDossiers(deps: Omit<Dependencies, 'log'>, events: readonly { readonly dossierId: string }[]): Promise<void> {
  const ids = [...new Set(events.map(({ dossierId }) => dossierId))];
  const generations = countedInto(await deps.figures.generations());
  try {
    await countIntoFigures(deps, ids, generations);
  } catch (error) {
    if (ids.length === 1) throw error;
    logFailure('counted one by one', error, { count: ids.length });
    await countOneByOne(deps, ids, generations);
  }
}

/** One dossier that cannot be counted must not keep the others of its batch from it. */
async function countOneByOne(deps: Omit<Dependencies, 'log'>, ids: readonly string[], generations: readonly number[]): Promise<void> {
  const failures: unknown[] = [];
  for (const dossierId of ids) {
    try {
      await countIntoFigures(deps, [dossierId], generations);
    } catch (error) {
      logFailure('not counted', error, { dossierId });
      failures.push(error);
    }
  }
  if (failures.length > 0) throw new AggregateError(failures, `${failures.length} of ${ids.length} dossiers were not counted`);
}
