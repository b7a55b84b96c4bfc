import { CENSUS_SHARDS, type CensusKind } from '#domain/dossiers/dossier-store';

/** A piece of work of a rebuild: a shard of the census, from the cursor on. */
export interface RebuildPart {
  readonly generation: number;
  readonly kind: CensusKind;
  readonly shard: number;
  readonly cursor?: string;
}

/** The way from whoever begins a rebuild to those who count. At least once: counting a part twice changes nothing. */
export interface RebuildQueue {
  /** @throws when not every part was taken; all may be sent again */
  send(parts: readonly RebuildPart[]): Promise<void>;
}

/** All parts of a rebuild. A dossier that ends while they are counted is in one, the other or both, and is counted by its own events too. */
export function partsOf(generation: number): RebuildPart[] {
  const shards = Array.from({ length: CENSUS_SHARDS }, (_none, shard) => shard);
  return (['open', 'over'] as const).flatMap((kind) => shards.map((shard) => ({ generation, kind, shard })));
}

/** The word a part is ticked off under. */
export function partWord({ kind, shard }: Pick<RebuildPart, 'kind' | 'shard'>): string {
  return `${kind}-${shard}`;
}
