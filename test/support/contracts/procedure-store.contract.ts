import { describe, expect, it } from '@jest/globals';
import type { ProcedureStore } from '#domain/procedures/procedure-store';
import { aProcedure, aProcedureCode } from '#test/support/builders/register-builders';

/** What every register of procedures does. */
export function procedureStoreContract(name: string, store: () => ProcedureStore): void {
  describe(`${name} as a register of procedures`, () => {
    it('gives back a version as it was published', async () => {
      const procedure = aProcedure();
      expect(await store().publish(procedure)).toEqual({ kind: 'published' });
      expect(await store().version(procedure.code, 1)).toEqual(procedure);
      expect(await store().version(procedure.code, 2)).toBeUndefined();
      expect(await store().version(aProcedureCode(), 1)).toBeUndefined();
    });

    it('takes the same version with the same content again, and refuses it with other content', async () => {
      const procedure = aProcedure();
      await store().publish(procedure);
      expect(await store().publish(procedure)).toEqual({ kind: 'unchanged' });
      expect(await store().publish({ ...procedure, atRiskShare: 0.5 })).toEqual({ kind: 'version-taken' });
      expect(await store().version(procedure.code, 1)).toEqual(procedure);
    });

    it('lets exactly one of ten different contents have a version', async () => {
      const procedure = aProcedure();
      const outcomes = await Promise.all(Array.from({ length: 10 }, (_none, index) => store().publish({ ...procedure, atRiskShare: (index + 1) / 20 })));
      expect(outcomes.filter((outcome) => outcome.kind === 'published')).toHaveLength(1);
      expect(outcomes.filter((outcome) => outcome.kind === 'version-taken')).toHaveLength(9);
    });

    it('tells which version is in force on a day', async () => {
      const first = aProcedure({ effective: { from: '2026-01-01' } });
      const second = { ...first, version: 2, effective: { from: '2026-07-01', until: '2026-12-31' } };
      await store().publish(first);
      await store().publish(second);
      expect(await store().inForce(first.code, '2025-12-31')).toBeUndefined();
      expect(await store().inForce(first.code, '2026-01-01')).toEqual(first);
      expect(await store().inForce(first.code, '2026-06-30')).toEqual(first);
      expect(await store().inForce(first.code, '2026-07-01')).toEqual(second);
      expect(await store().inForce(first.code, '2026-12-31')).toEqual(second);
      expect(await store().inForce(first.code, '2027-01-01')).toEqual(first);
    });

    it('knows of none in force after a withdrawal', async () => {
      const procedure = aProcedure();
      await store().publish(procedure);
      await store().publish({ ...procedure, version: 2, status: 'withdrawn', effective: { from: '2026-07-01' } });
      expect(await store().inForce(procedure.code, '2026-06-30')).toEqual(procedure);
      expect(await store().inForce(procedure.code, '2026-07-01')).toBeUndefined();
    });

    it('has a new version in force at once for whoever published it', async () => {
      const procedure = aProcedure();
      const sameStore = store();
      expect(await sameStore.inForce(procedure.code, '2026-11-23')).toBeUndefined();
      await sameStore.publish(procedure);
      expect(await sameStore.inForce(procedure.code, '2026-11-23')).toEqual(procedure);
      const newer = { ...procedure, version: 2, effective: { from: '2026-11-01' } };
      await sameStore.publish(newer);
      expect(await sameStore.inForce(procedure.code, '2026-11-23')).toEqual(newer);
    });

    it('lists the newest version of each procedure in code order, page by page', async () => {
      const procedures = ['9.900001', '9.900002', '9.900003'].map((code) => aProcedure({ code }));
      for (const procedure of procedures) await store().publish(procedure);
      const newer = aProcedure({ code: '9.900002', version: 3, name: { vi: 'Mới', en: 'New' } });
      await store().publish(newer);
      await store().publish({ ...newer, version: 2, name: { vi: 'Muộn', en: 'Late' } });
      const seen = [];
      let cursor: string | undefined;
      do {
        const page = await store().list({ limit: 2, ...(cursor === undefined ? {} : { cursor }) });
        expect(page.rows.length).toBeLessThanOrEqual(2);
        seen.push(...page.rows);
        cursor = page.cursor;
      } while (cursor !== undefined);
      expect(seen.map((row) => row.code)).toEqual(seen.map((row) => row.code).toSorted());
      const { code, version, name, field, level } = newer;
      expect(seen.filter((row) => row.code.startsWith('9.9'))).toEqual([expect.objectContaining({ code: '9.900001', version: 1 }), { code, version, name, field, level }, expect.objectContaining({ code: '9.900003', version: 1 })]);
    });

    it('refuses a cursor that no list gave', async () => {
      await expect(store().list({ limit: 2, cursor: 'x' })).rejects.toMatchObject({ details: { code: 'cursor-malformed' } });
    });
  });
}
