import { describe, expect, it } from '@jest/globals';
import type { CodeCounter } from '#domain/dossiers/dossier-store';
import { anAgencyCode } from '#test/support/builders/register-builders';

/** What every counter of codes does. */
export function codeCounterContract(name: string, counter: () => CodeCounter): void {
  describe(`${name} as a counter of codes`, () => {
    it('counts each agency and each day from one', async () => {
      const [one, other] = [anAgencyCode(), anAgencyCode()];
      expect(await counter().next(one, '2026-11-23')).toBe(1);
      expect(await counter().next(one, '2026-11-23')).toBe(2);
      expect(await counter().next(other, '2026-11-23')).toBe(1);
      expect(await counter().next(one, '2026-11-24')).toBe(1);
    });

    it('gives two hundred who ask at once two hundred numbers', async () => {
      const agency = anAgencyCode();
      const drawn = await Promise.all(Array.from({ length: 200 }, () => counter().next(agency, '2026-11-23')));
      expect(new Set(drawn).size).toBe(200);
      expect(Math.max(...drawn)).toBe(200);
    });
  });
}
