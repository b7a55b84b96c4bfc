import * as z from 'zod';
import { CENSUS_SHARDS, type DossierStore } from '#domain/dossiers/dossier-store';
import { holdingsOf } from '#domain/holdings/holdings-of';
import type { HoldingStore } from '#domain/holdings/holding-store';
import type { ProcedureStore } from '#domain/procedures/procedure-store';

export interface RebuildTools {
  readonly store: Pick<DossierStore, 'load' | 'census' | 'owned'>;
  readonly procedures: Pick<ProcedureStore, 'version'>;
  readonly holdings: Pick<HoldingStore, 'keep'>;
}

/** How far a walk over all dossiers is: the page it does next. */
export const rebuildPlace = z.object({ kind: z.enum(['open', 'over']), shard: z.number().int().nonnegative().max(CENSUS_SHARDS - 1), cursor: z.string().exactOptional() }).strict();
export type RebuildPlace = z.infer<typeof rebuildPlace>;

export interface Rebuilt {
  readonly dossiers: number;
  readonly holdings: number;
}

export interface WalkAll {
  readonly from?: RebuildPlace | undefined;
  /** Told after each page where to go on if the run is cut off; nothing when all is done. */
  readonly onPage?: (next: RebuildPlace | undefined) => void;
  /** @default 50 */
  readonly dossiersAPage?: number;
}

const DOSSIERS_A_PAGE = 50;
const DOSSIERS_AT_ONCE = 10;

/**
 * Tells the electronic stores of everybody anew from the record. What is kept follows from the dossier alone, so that a page done
 * twice, or beside the relay's own orders, changes nothing. Open dossiers first: one that ends meanwhile is met among those that are over.
 */
export async function rebuildAll(tools: RebuildTools, { from = { kind: 'open', shard: 0 }, onPage = () => undefined, dossiersAPage = DOSSIERS_A_PAGE }: WalkAll = {}): Promise<Rebuilt> {
  let sum: Rebuilt = { dossiers: 0, holdings: 0 };
  let place: RebuildPlace | undefined = from;
  while (place !== undefined) {
    const { kind, ...within }: RebuildPlace = place;
    const page = await tools.store.census(kind, { ...within, limit: dossiersAPage });
    sum = plus(sum, await rebuildDossiers(tools, page.rows));
    place = page.cursor === undefined ? nextShard(place) : { ...place, cursor: page.cursor };
    onPage(place);
  }
  return sum;
}

function nextShard({ kind, shard }: RebuildPlace): RebuildPlace | undefined {
  if (shard + 1 < CENSUS_SHARDS) return { kind, shard: shard + 1 };
  return kind === 'open' ? { kind: 'over', shard: 0 } : undefined;
}

/** Tells the store of one account anew: from every dossier it handed in. What a desk handed in for its holder is met by the walk over all. */
export async function rebuildOfOwner(tools: RebuildTools, ownerId: string): Promise<Rebuilt> {
  let sum: Rebuilt = { dossiers: 0, holdings: 0 };
  let cursor: string | undefined;
  do {
    const page = await tools.store.owned(ownerId, { limit: DOSSIERS_A_PAGE, ...(cursor !== undefined && { cursor }) });
    sum = plus(sum, await rebuildDossiers(tools, page.rows.map(({ dossierId }) => dossierId)));
    ({ cursor } = page);
  } while (cursor !== undefined);
  return sum;
}

/** The same of a few dossiers by their ids. */
export async function rebuildDossiers(tools: RebuildTools, dossierIds: readonly string[]): Promise<Rebuilt> {
  let sum: Rebuilt = { dossiers: 0, holdings: 0 };
  for (let at = 0; at < dossierIds.length; at += DOSSIERS_AT_ONCE) {
    const kept = await Promise.all(dossierIds.slice(at, at + DOSSIERS_AT_ONCE).map((id) => rebuildOne(tools, id)));
    sum = kept.reduce(plus, sum);
  }
  return sum;
}

/** @throws Error when the record or the version of its procedure is not there: a store that is short of something must not pass for whole */
async function rebuildOne({ store, procedures, holdings }: RebuildTools, dossierId: string): Promise<Rebuilt> {
  const dossier = await store.load(dossierId);
  if (dossier === undefined) throw new Error(`There is no dossier ${dossierId}`);
  const { code, version } = dossier.procedure;
  const procedure = await procedures.version(code, version);
  if (procedure === undefined) throw new Error(`There is no version ${String(version)} of procedure ${code}, to which ${dossierId} is bound`);
  const held = holdingsOf(dossier, procedure);
  await holdings.keep(held);
  return { dossiers: 1, holdings: held.length };
}

function plus(left: Rebuilt, right: Rebuilt): Rebuilt {
  return { dossiers: left.dossiers + right.dossiers, holdings: left.holdings + right.holdings };
}
