import { describe, expect, it } from '@jest/globals';
import type { RegisteredIdentity } from '#domain/documents/signing-identity';
import type { SigningIdentityStore } from '#domain/documents/signing-identity-store';
import { anAgencyCode } from '#test/support/builders/register-builders';
import { anIdentity } from '#test/support/builders/signing-builders';

/** What every register of signing identities does. */
export function signingIdentityStoreContract(name: string, store: () => SigningIdentityStore): void {
  describe(`${name} as a register of signing identities`, () => {
    const saved = async (...identities: readonly RegisteredIdentity[]): Promise<void> => {
      for (const identity of identities) expect(await store().save(identity)).toBe('saved');
    };

    it('gives back an identity as it was registered last', async () => {
      const identity = anIdentity();
      await saved(identity, { ...identity, version: 2, displayName: 'Tên mới' });
      expect(await store().find(identity.id)).toEqual({ ...identity, version: 2, displayName: 'Tên mới' });
      expect(await store().find('nobody')).toBeUndefined();
    });

    it('lets one of two changes made from the same version through', async () => {
      const identity = anIdentity();
      await saved(identity);
      expect(await store().save(identity)).toBe('changed-meanwhile');
      const outcomes = await Promise.all(['A', 'B'].map((displayName) => store().save({ ...identity, version: 2, displayName })));
      expect(outcomes.toSorted()).toEqual(['changed-meanwhile', 'saved']);
      expect(await store().save({ ...identity, version: 4 })).toBe('changed-meanwhile');
    });

    it('lists those of an agency and of no other, the agency\'s own first', async () => {
      const agency = anAgencyCode();
      const officers = ['officer-b', 'officer-a'].map((officer) => anIdentity({ agency, capacity: 'officer', officer }));
      const seal = anIdentity({ agency });
      await saved(...officers, seal, anIdentity());
      expect((await store().ofAgency(agency)).map(({ id }) => id)).toEqual([seal.id, officers[1]?.id, officers[0]?.id]);
      expect(await store().ofAgency(anAgencyCode())).toEqual([]);
    });

    it('signs for an agency with the certificate in force at the time, of two with the newer one', async () => {
      const agency = anAgencyCode();
      const old = anIdentity({ agency, validFrom: '2024-01-01T00:00:00.000Z', validUntil: '2027-01-01T00:00:00.000Z' });
      const renewed = anIdentity({ agency, validFrom: '2026-12-01T00:00:00.000Z', validUntil: '2029-12-01T00:00:00.000Z' });
      await saved(old, renewed, anIdentity({ agency, capacity: 'officer', officer: 'officer-a' }));
      const sealAt = async (at: string) => (await store().agencySeal(agency, at))?.id;
      expect(await Promise.all(['2023-12-31T23:59:59.000Z', '2026-11-26T00:00:00.000Z', '2026-12-15T00:00:00.000Z', '2029-12-01T00:00:00.000Z'].map(sealAt))).toEqual([undefined, old.id, renewed.id, undefined]);
    });

    it('finds an officer by subject and agency, and takes nobody whose subject only begins the same', async () => {
      const agency = anAgencyCode();
      const [lan, longer] = ['sub#lan', 'sub#lan#2'].map((officer) => anIdentity({ agency, capacity: 'officer', officer }));
      if (lan === undefined || longer === undefined) throw new Error('unreachable');
      await saved(longer, lan);
      const at = '2026-11-26T00:00:00.000Z';
      expect(await store().officer(agency, 'sub#lan', at)).toEqual(lan);
      expect(await store().officer(agency, 'sub', at)).toBeUndefined();
      expect(await store().officer(anAgencyCode(), 'sub#lan', at)).toBeUndefined();
      expect(await store().agencySeal(agency, at)).toBeUndefined();
    });
  });
}
