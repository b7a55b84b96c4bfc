import { describe, expect, it } from '@jest/globals';
import type { AgencyStore } from '#domain/agencies/agency-store';
import { anAgency, anAgencyCode, aPlaceCode } from '#test/support/builders/register-builders';

/** What every register of agencies does. */
export function agencyStoreContract(name: string, store: () => AgencyStore): void {
  describe(`${name} as a register of agencies`, () => {
    it('gives back an agency as it was registered last', async () => {
      const agency = anAgency({ formerCode: '000.00.16.H26', parent: 'H26' });
      await store().register(agency);
      expect(await store().find(agency.code)).toEqual(agency);
      const renamed = { ...agency, name: { vi: 'Tên mới', en: 'New name' } };
      await store().register(renamed);
      expect(await store().find(agency.code)).toEqual(renamed);
    });

    it('knows no agency that was never registered', async () => {
      expect(await store().find(anAgencyCode())).toBeUndefined();
    });

    it('finds those that serve the commune and those that serve the province, each once, by code', async () => {
      const [commune, province, elsewhere] = [aPlaceCode(), aPlaceCode(), aPlaceCode()];
      const local = anAgency({ code: `H26.B${commune}`, serves: [commune] });
      const provincial = anAgency({ code: `H26.A${commune}`, serves: [province] });
      const both = anAgency({ code: `H26.C${commune}`, serves: [commune, province] });
      for (const agency of [local, provincial, both, anAgency({ serves: [elsewhere] })]) await store().register(agency);
      expect(await store().serving({ commune, province })).toEqual([provincial, local, both]);
      expect(await store().serving({ commune, province: commune })).toEqual([local, both]);
      expect(await store().serving({ commune: aPlaceCode(), province: aPlaceCode() })).toEqual([]);
    });

    it('forgets a place that an agency no longer serves, and learns a new one', async () => {
      const [before, after] = [aPlaceCode(), aPlaceCode()];
      const agency = anAgency({ serves: [before] });
      await store().register(agency);
      await store().register({ ...agency, serves: [after] });
      expect(await store().serving({ commune: before, province: before })).toEqual([]);
      expect(await store().serving({ commune: after, province: after })).toEqual([{ ...agency, serves: [after] }]);
    });

    it('takes an agency that serves a whole province of four hundred communes', async () => {
      const province = aPlaceCode();
      const agency = anAgency({ serves: Array.from({ length: 400 }, (_none, index) => `${province}-${index}`) });
      await store().register(agency);
      expect(await store().serving({ commune: `${province}-399`, province })).toEqual([agency]);
    });
  });
}
