import type { DossierStore } from '#domain/dossiers/dossier-store';
import { changeFor, intoTransactions } from '#domain/figures/counting';
import type { FigureStore, Generations } from '#domain/figures/figure-store';

export interface CountingTools {
  readonly store: Pick<DossierStore, 'load'>;
  readonly figures: Pick<FigureStore, 'counted' | 'count'>;
}

/** Other counters are waited out within the store; whoever is beaten as often as this comes again with the next delivery. */
const MAX_ATTEMPTS = 5;
/** So many dossiers are read side by side, and as many fit well into one transaction. */
const DOSSIERS_AT_ONCE = 25;

/** The generations a change of a dossier is counted into: the one that is read, and the one being built. */
export function countedInto({ live, building }: Generations): number[] {
  return building === undefined ? [live] : [live, building];
}

/**
 * Brings the figures to what these dossiers are now. Safe to repeat, in any order and side by side: what a dossier adds is
 * written on condition that nobody has counted it since.
 */
export async function countIntoFigures(tools: CountingTools, dossierIds: readonly string[], generations: readonly number[]): Promise<void> {
  const ids = [...new Set(dossierIds)];
  for (let at = 0; at < ids.length; at += DOSSIERS_AT_ONCE) {
    for (const generation of generations) await countTogether(tools, ids.slice(at, at + DOSSIERS_AT_ONCE), generation);
  }
}

async function countTogether(tools: CountingTools, ids: readonly string[], generation: number): Promise<void> {
  for (let attempt = 1; attempt <= MAX_ATTEMPTS; attempt += 1) if (await countOnce(tools, ids, generation)) return;
  throw new Error(`Others kept counting the same dossiers: ${ids.length} not counted into generation ${generation}`);
}

/** What was counted is read before the dossiers, so that a state read here is never older than the count it replaces. */
async function countOnce({ store, figures }: CountingTools, ids: readonly string[], generation: number): Promise<boolean> {
  const counted = await figures.counted(generation, ids);
  const dossiers = await Promise.all(ids.map((id) => store.load(id)));
  const changes = dossiers.flatMap((dossier) => (dossier === undefined ? [] : (changeFor(dossier, counted.get(dossier.id)) ?? [])));
  for (const transaction of intoTransactions(changes)) if ((await figures.count(generation, transaction)) === 'conflict') return false;
  return true;
}
