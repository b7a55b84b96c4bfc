import { describe, expect, it } from '@jest/globals';
import type { HoldingStore } from '#domain/holdings/holding-store';
import { aDossierId } from '#test/support/builders/dossier-builders';
import { aHolding } from '#test/support/builders/holding-builders';

const anOwner = () => `sub-${aDossierId()}`;

/** What every keeper of electronic stores does. */
export function holdingStoreContract(name: string, store: () => HoldingStore): void {
  describe(`${name} as a keeper of electronic stores`, () => {
    it('finds a thing by its owner, type and id, and nothing of anybody else', async () => {
      const held = aHolding({ ownerId: anOwner() });
      await store().keep([held]);
      expect(await store().find(held.ownerId, held.type, held.id)).toEqual(held);
      expect(await store().find(anOwner(), held.type, held.id)).toBeUndefined();
      expect(await store().find(held.ownerId, 'passport', held.id)).toBeUndefined();
    });

    it('finds what was kept for a person by his number, under that number alone', async () => {
      const held = aHolding({ ownerId: `identity:${String(Date.now()).padStart(12, '0').slice(-12)}` });
      await store().keep([held]);
      expect(await store().of(held.ownerId, { limit: 10 })).toEqual({ rows: [held] });
      expect(await store().find(held.ownerId, held.type, held.id)).toEqual(held);
      expect(await store().of('identity:000000000001', { limit: 10 })).toEqual({ rows: [] });
    });

    it('kept again, is there once, as it was told last', async () => {
      const held = aHolding({ ownerId: anOwner() });
      await store().keep([held]);
      const told = { ...held, validUntil: '2027-11-22' };
      await store().keep([told]);
      expect(await store().of(held.ownerId, { limit: 10 })).toEqual({ rows: [told] });
    });

    it('lists one type, newest first and page by page, more than one batch of it', async () => {
      const ownerId = anOwner();
      const at = (day: number) => aHolding({ ownerId, provenance: { ...aHolding().provenance, issuedAt: `2026-10-${String(day).padStart(2, '0')}T02:00:00.000Z` } });
      const all = Array.from({ length: 27 }, (_none, index) => at(index + 1));
      await store().keep([...all, aHolding({ ownerId, type: 'passport' })]);
      const first = await store().ofType(ownerId, { type: 'land-paper', limit: 20 });
      expect(first.rows).toEqual(all.toReversed().slice(0, 20));
      const rest = await store().ofType(ownerId, { type: 'land-paper', limit: 20, cursor: first.cursor ?? '' });
      expect(rest).toEqual({ rows: all.toReversed().slice(20) });
    });

    it('lists everything of one owner, page by page, and a type only under its whole name', async () => {
      const ownerId = anOwner();
      const types = ['land-paper', 'land-paper-copy', 'passport'];
      const all = types.map((type) => aHolding({ ownerId, type }));
      await store().keep(all);
      const first = await store().of(ownerId, { limit: 2 });
      const rest = await store().of(ownerId, { limit: 2, cursor: first.cursor ?? '' });
      expect([...first.rows, ...rest.rows].map(({ type }) => type)).toEqual(types.toReversed());
      expect(rest.cursor).toBeUndefined();
      expect((await store().ofType(ownerId, { type: 'land-paper', limit: 10 })).rows).toEqual([all[0]]);
    });

    it('turns away a cursor that it did not give', async () => {
      for (const after of ['EVENT', 'D#ds-1', '']) {
        const cursor = Buffer.from(JSON.stringify({ after })).toString('base64url');
        await expect(store().of(anOwner(), { limit: 2, cursor })).rejects.toMatchObject({ details: { code: 'cursor-malformed' } });
      }
    });

    it('keeps nothing when there is nothing', async () => {
      await expect(store().keep([])).resolves.toBeUndefined();
    });
  });
}
