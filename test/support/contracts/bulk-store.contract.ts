import { describe, expect, it } from '@jest/globals';
import { finished, started } from '#domain/bulk/bulk-hand-in';
import type { BulkStore } from '#domain/bulk/bulk-store';
import { aBulk, someChunks } from '#test/support/builders/bulk-builders';

/** What every store of bulk hand-ins does. */
export function bulkStoreContract(name: string, store: () => BulkStore): void {
  describe(`${name} as a store of bulk hand-ins`, () => {
    it('keeps a new one, and tells a repeated call what is there instead of writing over it', async () => {
      const bulk = aBulk();
      expect(await store().create(bulk)).toEqual(bulk);
      expect(await store().create({ ...bulk, requestHash: 'another' })).toEqual(bulk);
      expect(await store().find(bulk.id)).toEqual(bulk);
      expect(await store().find(aBulk().id)).toBeUndefined();
    });

    it('takes a change of the version it has, and of no other', async () => {
      const bulk = await store().create(aBulk());
      const running = started(bulk, { objectVersion: 'v1', now: '2026-11-23T02:01:00.000Z' });
      expect(await store().commit(running)).toBe('committed');
      expect(await store().commit(running)).toBe('conflict');
      expect(await store().commit({ ...finished(running, running.createdAt), version: 9 })).toBe('conflict');
      expect(await store().commit({ ...aBulk(), version: 2 })).toBe('conflict');
      expect(await store().find(bulk.id)).toEqual(running);
    });

    it('lists those of one principal, newest first and page by page, as they stand', async () => {
      const principal = aBulk().principal;
      const bulks = Array.from({ length: 5 }, (_none, index) => aBulk({ principal, createdAt: `2026-11-2${String(index)}T02:00:00.000Z` }));
      for (const bulk of [...bulks, aBulk()]) await store().create(bulk);
      const seen: string[] = [];
      let cursor: string | undefined;
      do {
        const page = await store().owned(principal.id, { limit: 2, ...(cursor !== undefined && { cursor }) });
        seen.push(...page.rows.map(({ id }) => id));
        cursor = page.cursor;
      } while (cursor !== undefined);
      expect(seen).toEqual(bulks.toReversed().map(({ id }) => id));
    });

    it('refuses a cursor that no list gave', async () => {
      await expect(store().owned('company', { limit: 2, cursor: 'made-up' })).rejects.toMatchObject({ details: { code: 'cursor-malformed' } });
    });

    it('keeps chunks in order and the first word about each, when it was cut and when it was done', async () => {
      const bulk = await store().create(aBulk());
      const chunks = someChunks(120);
      await store().keepChunks(bulk, chunks);
      await store().finishChunk(bulk.id, 7, { accepted: 90, refused: 10 });
      await store().keepChunks(bulk, chunks.map((chunk) => ({ ...chunk, rows: 1 })));
      await store().finishChunk(bulk.id, 7, { accepted: 1, refused: 1 });
      await store().finishChunk(bulk.id, 999, { accepted: 1, refused: 1 });
      expect(await store().chunks(bulk.id)).toEqual(chunks.map((chunk) => (chunk.chunk === 7 ? { ...chunk, done: { accepted: 90, refused: 10 } } : chunk)));
      expect(await store().chunks(aBulk().id)).toEqual([]);
    });
  });
}
