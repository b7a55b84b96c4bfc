import { describe, expect, it } from '@jest/globals';
import type { Reading, ReadingLog } from '#domain/documents/reading-log';
import { aDossierId } from '#test/support/builders/dossier-builders';

function aReading(minute: number, id = 'pp-1'): Reading {
  return { at: `2026-11-23T02:${String(minute).padStart(2, '0')}:00.000Z`, by: { kind: 'officer', id: 'desk-an-hoa', agency: 'H99.101.01' }, what: { kind: 'paper', id } };
}

/** What every log of readings does. */
export function readingLogContract(name: string, log: () => ReadingLog): void {
  describe(`${name} as a log of readings`, () => {
    it('tells who read what, the newest first, page by page', async () => {
      const dossierId = aDossierId();
      for (const minute of [1, 2, 3]) await log().note(dossierId, aReading(minute));
      const first = await log().readings(dossierId, { limit: 2 });
      expect(first.rows).toEqual([aReading(3), aReading(2)]);
      const second = await log().readings(dossierId, { limit: 2, ...(first.cursor !== undefined && { cursor: first.cursor }) });
      expect(second).toEqual({ rows: [aReading(1)] });
    });

    it('notes the same reading once, and readings of others at the same instant each', async () => {
      const dossierId = aDossierId();
      await log().note(dossierId, aReading(1));
      await log().note(dossierId, aReading(1));
      await log().note(dossierId, aReading(1, 'pp-2'));
      await log().note(dossierId, { ...aReading(1), by: { kind: 'citizen', id: 'citizen-lan' } });
      expect((await log().readings(dossierId, { limit: 10 })).rows).toHaveLength(3);
    });

    it('keeps the readings of one dossier from another', async () => {
      const dossierId = aDossierId();
      await log().note(dossierId, aReading(1));
      expect(await log().readings(aDossierId(), { limit: 10 })).toEqual({ rows: [] });
    });

    it('refuses a cursor it never gave', async () => {
      await expect(log().readings(aDossierId(), { limit: 10, cursor: 'bm9uc2Vuc2U' })).rejects.toThrow('cursor-malformed');
    });
  });
}
