import { describe, expect, it } from '@jest/globals';
import { afterPart, exportFinished } from '#domain/exports/data-export';
import type { ExportStore } from '#domain/exports/export-store';
import { anExportOrder, aPart } from '#test/support/builders/bulk-builders';

/** What every store of exports does. */
export function exportStoreContract(name: string, store: () => ExportStore): void {
  describe(`${name} as a store of exports`, () => {
    it('keeps a new one, and tells a repeated call what is there', async () => {
      const order = anExportOrder();
      expect(await store().create(order)).toEqual(order);
      expect(await store().create({ ...order, scope: 'agency' })).toEqual(order);
      expect(await store().find(order.id)).toEqual(order);
      expect(await store().find(anExportOrder().id)).toBeUndefined();
    });

    it('notes a part together with where the next one begins, once: whoever comes second has written nothing', async () => {
      const order = await store().create(anExportOrder());
      const first = afterPart(order, { part: aPart(1), next: { list: 'owned', cursor: 'c1' } });
      expect(await store().commit(first, aPart(1))).toBe('committed');
      expect(await store().commit(first, { ...aPart(1), name: 'written by another run' })).toBe('conflict');
      const second = afterPart(first, { part: aPart(2), next: undefined });
      expect(await store().commit(second, aPart(2))).toBe('committed');
      expect(await store().commit(exportFinished(second, '2026-11-23T02:05:00.000Z'))).toBe('committed');
      expect(await store().parts(order.id)).toEqual([aPart(1), aPart(2)]);
      expect(await store().find(order.id)).toMatchObject({ state: 'finished', parts: 2, dossiers: 10, events: 30 });
      expect(await store().find(order.id)).not.toHaveProperty('next');
    });
  });
}
