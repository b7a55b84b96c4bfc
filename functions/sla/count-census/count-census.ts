import * as z from 'zod';
import type { DossierStore } from '#domain/dossiers/dossier-store';
import type { FigureStore } from '#domain/figures/figure-store';
import { partWord, type RebuildPart, type RebuildQueue } from '#domain/figures/rebuild-queue';
import { countIntoFigures } from '#functions/platform/count-into-figures';

export const rebuildPart = z.object({
  generation: z.number().int().positive(),
  kind: z.enum(['open', 'over']),
  shard: z.number().int().nonnegative(),
  cursor: z.string().exactOptional(),
});

interface Dependencies {
  readonly store: Pick<DossierStore, 'load' | 'census'>;
  readonly figures: Pick<FigureStore, 'counted' | 'count' | 'endPart'>;
  readonly queue: RebuildQueue;
}

const DOSSIERS_A_PAGE = 50;
/** 500 dossiers, each a load and a share of a transaction: seconds, where the function has two minutes. */
const PAGES_A_RUN = 10;

/**
 * Counts a shard of the census into the generation that is being built, some pages at a time; what is left goes back into
 * the queue with its cursor. A part that comes twice finds its dossiers counted.
 */
export async function countCensus({ store, figures, queue }: Dependencies, part: RebuildPart): Promise<void> {
  let { cursor } = part;
  for (let page = 0; page < PAGES_A_RUN; page += 1) {
    const { rows, cursor: next } = await store.census(part.kind, { shard: part.shard, limit: DOSSIERS_A_PAGE, ...(cursor === undefined ? {} : { cursor }) });
    await countIntoFigures({ store, figures }, rows, [part.generation]);
    if (next === undefined) return figures.endPart(part.generation, partWord(part));
    cursor = next;
  }
  await queue.send([{ ...part, ...(cursor === undefined ? {} : { cursor }) }]);
}
