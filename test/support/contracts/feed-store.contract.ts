import { randomUUID } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { partitionsOf } from '#domain/notifications/audience';
import type { FeedStore } from '#domain/notifications/feed';
import { partitionOf } from '#domain/notifications/lane';
import { aNewEvent, anAudience } from '#test/support/builders/notification-builders';

/** What every keeper of feeds does. */
export function feedStoreContract(name: string, store: () => FeedStore): void {
  const read = async (whose: ReturnType<typeof anAudience>, position = 0) =>
    (await store().after(whose, { partition: 0, position, limit: 100 })).map((each) => [each.position, each.event.id, each.event.data.seq, each.event.data.previousSeq]);

  describe(`${name} as a feed`, () => {
    it('numbers events without a gap and tells each the one of its dossier before it', async () => {
      const whose = anAudience();
      expect(await store().append(whose, 'ds-a', [aNewEvent('ds-a', 3), aNewEvent('ds-a', 7)])).toEqual({ partition: 0, isNew: true });
      await store().append(whose, 'ds-b', [aNewEvent('ds-b', 2)]);
      await store().append(whose, 'ds-a', [aNewEvent('ds-a', 9)]);
      expect(await read(whose)).toEqual([[1, 'ds-a-3', 3, 0], [2, 'ds-a-7', 7, 3], [3, 'ds-b-2', 2, 0], [4, 'ds-a-9', 9, 7]]);
      expect(await read(whose, 3)).toEqual([[4, 'ds-a-9', 9, 7]]);
      expect(await store().ends(whose)).toEqual([4]);
    });

    it('adds nothing when told again, and only what is new when told some of it again', async () => {
      const whose = anAudience();
      await store().append(whose, 'ds-a', [aNewEvent('ds-a', 3)]);
      expect(await store().append(whose, 'ds-a', [aNewEvent('ds-a', 3)])).toEqual({ partition: 0, isNew: false });
      expect(await store().append(whose, 'ds-a', [aNewEvent('ds-a', 3), aNewEvent('ds-a', 4)])).toEqual({ partition: 0, isNew: true });
      expect(await read(whose)).toEqual([[1, 'ds-a-3', 3, 0], [2, 'ds-a-4', 4, 3]]);
    });

    it('keeps every event once and in one order when many relays write at the same time, some of them the same events', async () => {
      const whose = anAudience();
      const dossiers = ['ds-a', 'ds-b', 'ds-c'];
      await Promise.all([...dossiers, ...dossiers].map((dossier) => store().append(whose, dossier, [aNewEvent(dossier, 1), aNewEvent(dossier, 2)])));
      const rows = await read(whose);
      expect(rows.map(([position]) => position)).toEqual([1, 2, 3, 4, 5, 6]);
      expect(rows.map(([, id]) => id).toSorted()).toEqual(dossiers.flatMap((dossier) => [`${dossier}-1`, `${dossier}-2`]));
      for (const dossier of dossiers) expect(rows.filter(([, id]) => String(id).startsWith(dossier)).map(([, , seq]) => seq)).toEqual([1, 2]);
    });

    it('takes more events of one dossier than fit one transaction', async () => {
      const whose = anAudience();
      await store().append(whose, 'ds-a', Array.from({ length: 120 }, (_none, index) => aNewEvent('ds-a', index + 1)));
      expect(await store().ends(whose)).toEqual([120]);
      expect(await store().at(whose, 0, [120, 98, 99, 500])).toMatchObject([{ position: 98 }, { position: 99, event: { data: { seq: 99, previousSeq: 98 } } }, { position: 120 }]);
    });

    it('keeps audiences apart, gives back what it was given and has nothing for a stranger', async () => {
      const [one, other] = [anAudience(), anAudience()];
      await store().append(one, 'ds-a', [aNewEvent('ds-a', 1)]);
      expect(await store().after(one, { partition: 0, position: 0, limit: 1 })).toEqual([{ ...aNewEvent('ds-a', 1), position: 1, partition: 0 }]);
      expect(await read(other)).toEqual([]);
      expect(await store().ends(other)).toEqual([0]);
    });

    it('always writes a dossier to the same part of the feed of the cell', async () => {
      const cell = { kind: 'cell' } as const;
      const lanes = Array.from({ length: 6 }, () => `ds-${randomUUID()}`);
      for (const lane of lanes) {
        const { partition } = await store().append(cell, lane, [aNewEvent(lane, 1)]);
        expect(partition).toBe(partitionOf(cell, lane));
        expect((await store().after(cell, { partition, position: 0, limit: 100 })).map(({ event }) => event.id)).toContain(`${lane}-1`);
      }
      expect(await store().ends(cell)).toHaveLength(partitionsOf(cell));
    });
  });
}
