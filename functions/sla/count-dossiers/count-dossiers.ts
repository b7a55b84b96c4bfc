import type { FigureStore } from '#domain/figures/figure-store';
import { countedInto, countIntoFigures, type CountingTools } from '#functions/platform/count-into-figures';
import { logFailure } from '#functions/platform/logger';

interface Dependencies extends CountingTools {
  readonly figures: CountingTools['figures'] & Pick<FigureStore, 'generations'>;
}

/**
 * Counts the dossiers that some events of the table's stream are about. The events only say whose figures to look after;
 * what is counted is the dossier as it is now, so a batch may come twice, late, or in another order.
 */
export async function countDossiers(deps: Dependencies, events: readonly { readonly dossierId: string }[]): Promise<void> {
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
async function countOneByOne(deps: Dependencies, ids: readonly string[], generations: readonly number[]): Promise<void> {
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
