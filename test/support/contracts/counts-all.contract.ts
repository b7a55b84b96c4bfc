import { expect, it } from '@jest/globals';
import { CENSUS_SHARDS, type CensusKind } from '#domain/dossiers/dossier-store';
import { aChange } from '#test/support/builders/change-builders';
import { aDraft, anInProgress, aReturned, aSettled, aSubmitted, aWithdrawn } from '#test/support/builders/dossier-builders';
import type { DossierStoreHarness } from '#test/support/contracts/dossier-store-harness';

export function countsAll(harness: () => DossierStoreHarness): void {
  const shards = Array.from({ length: CENSUS_SHARDS }, (_none, shard) => shard);
  const all = async (kind: CensusKind): Promise<string[]> => {
    const pages = await Promise.all(shards.map((shard) => harness().store.census(kind, { shard, limit: 10_000 })));
    return pages.flatMap(({ rows }) => rows);
  };

  it('finds every open dossier once, and no draft', async () => {
    const { store } = harness();
    const [draft, submitted, working] = [aDraft(), aSubmitted(), anInProgress()];
    for (const dossier of [draft, submitted, working]) await store.commit(aChange(undefined, dossier));
    const open = await all('open');
    expect(open.filter((id) => [draft, submitted, working].some((dossier) => dossier.id === id)).toSorted()).toEqual([submitted.id, working.id].toSorted());
    expect(await all('over')).not.toEqual(expect.arrayContaining([draft.id]));
  });

  it('counts a dossier among those that are over once nothing but the hand-over is left', async () => {
    const { store } = harness();
    const working = anInProgress();
    const { id, code, steps } = working;
    const settled = aSettled({ id, code, steps });
    await store.commit(aChange(undefined, working));
    await store.commit(aChange(working, settled));
    expect(await all('open')).not.toContain(id);
    expect((await all('over')).filter((each) => each === id)).toHaveLength(1);
    await store.commit(aChange(settled, aReturned({ id, code, steps })));
    expect((await all('over')).filter((each) => each === id)).toHaveLength(1);
  });

  it('goes through a shard page by page, also when the dossier a page ended with has ended meanwhile', async () => {
    const { store } = harness();
    const filed = new Map(Array.from({ length: 3 * CENSUS_SHARDS }, () => aSubmitted()).map((dossier) => [dossier.id, dossier]));
    for (const dossier of filed.values()) await store.commit(aChange(undefined, dossier));
    const sizes = await Promise.all(shards.map(async (shard) => (await store.census('open', { shard, limit: 10_000 })).rows));
    const shard = sizes.findIndex((rows) => rows.length > 2);
    const known = sizes[shard] ?? [];
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await store.census('open', { shard, limit: 1, ...(cursor === undefined ? {} : { cursor }) });
      seen.push(...page.rows);
      cursor = page.cursor;
      const before = filed.get(page.rows[0] ?? '');
      if (before !== undefined) await store.commit(aChange(before, aWithdrawn({ id: before.id, code: before.code, papers: before.papers })));
    } while (cursor !== undefined);
    expect(seen).toEqual(known);
  });

  it('refuses a cursor that the census did not give', async () => {
    const { store } = harness();
    await expect(store.census('open', { shard: 0, limit: 1, cursor: 'no cursor' })).rejects.toMatchObject({ details: { code: 'cursor-malformed' } });
  });
}
