import { describe, expect, it } from '@jest/globals';
import type { StatementStore } from '#domain/documents/statement-store';
import type { LogStore } from '#domain/log/log-store';
import type { NotedHead, SealedDay } from '#domain/log/sealed-day';

const DAY = '2026-11-26';

function aHead(number: number): NotedHead {
  return { dossierId: `ds-${String(number).padStart(32, '0')}`, seq: number, head: String(number).padStart(64, '0') };
}

function aSealedDay(day: string, overrides: Partial<SealedDay> = {}): SealedDay {
  return { day, size: 2, root: 'a'.repeat(64), statement: `statement of ${day}`, sealedAt: '2026-11-26T17:10:00.000Z', ...overrides };
}

async function noted(store: LogStore, day: string): Promise<NotedHead[]> {
  const heads = new Map<string, NotedHead>();
  for await (const page of store.notes(day)) for (const head of page) heads.set(`${head.dossierId} ${String(head.seq)}`, head);
  return [...heads.values()].toSorted((one, other) => one.seq - other.seq);
}

/** What the sealing of days asks of a store, real or fake. */
export function logStoreContract(name: string, make: () => LogStore): void {
  describe(`${name} as the log of days`, () => {
    it('gives back what was noted under a day, however much, and nothing of another', async () => {
      const store = make();
      const many = Array.from({ length: 1200 }, (_none, index) => aHead(index + 1));
      await store.note(DAY, many.slice(0, 1100));
      await store.note(DAY, many.slice(1100));
      await store.note('2026-11-25', [aHead(9000)]);
      expect(await noted(store, DAY)).toEqual(many);
      expect(await noted(store, '2026-11-24')).toEqual([]);
    });

    it('changes nothing when the same is noted again', async () => {
      const store = make();
      await store.note('2026-10-01', [aHead(1), aHead(2)]);
      await store.note('2026-10-01', [aHead(1), aHead(2)]);
      expect(await noted(store, '2026-10-01')).toEqual([aHead(1), aHead(2)]);
    });

    it('begins once', async () => {
      const store = make();
      const first = await store.beginOn('2026-11-01');
      expect(await store.beginOn('2026-11-02')).toBe(first);
    });

    it('keeps the first seal of a day, whoever comes second', async () => {
      const store = make();
      const first = aSealedDay('2026-09-01');
      expect(await store.keepDay(first)).toEqual(first);
      expect(await store.keepDay({ ...first, root: 'b'.repeat(64) })).toEqual(first);
      expect(await store.day('2026-09-01')).toEqual(first);
      expect(await store.day('2026-09-30')).toBeUndefined();
    });

    it('adds a timestamp once, and to sealed days only', async () => {
      const store = make();
      await store.keepDay(aSealedDay('2026-08-01'));
      await store.keepTimestamp('2026-08-01', 'first');
      await store.keepTimestamp('2026-08-01', 'second');
      await store.keepTimestamp('2026-08-30', 'for nobody');
      expect((await store.day('2026-08-01'))?.timestamp).toBe('first');
      expect(await store.day('2026-08-30')).toBeUndefined();
    });

    it('lists days newest first, page by page', async () => {
      const store = make();
      for (const day of ['2027-01-01', '2027-01-02', '2027-01-03']) await store.keepDay(aSealedDay(day));
      const first = await store.days({ limit: 2 });
      expect(first.rows.map(({ day }) => day)).toEqual(['2027-01-03', '2027-01-02']);
      const second = await store.days({ limit: 1, ...(first.cursor === undefined ? {} : { cursor: first.cursor }) });
      expect(second.rows.map(({ day }) => day)).toEqual(['2027-01-01']);
    });

    it('remembers every key', async () => {
      const store = make();
      const key = { kty: 'EC', crv: 'P-256', x: 'x', y: 'y', kid: 'one', alg: 'ES256', use: 'sig' } as const;
      await store.keepKey(key);
      await store.keepKey(key);
      await store.keepKey({ ...key, kid: 'two' });
      expect((await store.keys()).map(({ kid }) => kid).toSorted()).toEqual(['one', 'two']);
    });
  });
}

/** What receipts ask of the store of statements. */
export function statementStoreContract(name: string, make: () => StatementStore): void {
  describe(`${name} as the store of statements`, () => {
    it('keeps the first statement under a name and gives it to everybody', async () => {
      const store = make();
      expect(await store.kept('receipt')).toBeUndefined();
      expect(await store.keepOnce('receipt', 'first')).toBe('first');
      expect(await store.keepOnce('receipt', 'second')).toBe('first');
      expect(await store.kept('receipt')).toBe('first');
    });
  });
}
