import { describe, expect, test } from '@jest/globals';
import { agency } from '#domain/agencies/agency';
import type { Agency } from '#domain/agencies/agency';
import { resolveRole } from '#domain/agencies/agency-register';

const place = { commune: 'H26-00123', province: 'H26' };

function anAgency(overrides: Partial<Agency>): Agency {
  return agency.parse({ code: 'H26.16', name: { vi: 'Cơ quan', en: 'Agency' }, level: 'commune', roles: ['tax'], serves: ['H26-00123'], receives: ['inbox'], ...overrides });
}

describe('a role is taken at a place', () => {
  const ofCommune = anAgency({ code: 'H26.50' });
  const ofProvince = anAgency({ code: 'H26.10', level: 'province', serves: ['H26'] });

  test('by the agency that serves the commune', () => {
    expect(resolveRole([ofCommune], 'tax', place)).toBe(ofCommune);
  });

  test('by the one of the province when the commune has none', () => {
    expect(resolveRole([ofProvince], 'tax', place)).toBe(ofProvince);
  });

  test('by the one of the commune when both have it, in whatever order', () => {
    expect(resolveRole([ofProvince, ofCommune], 'tax', place)).toBe(ofCommune);
    expect(resolveRole([ofCommune, ofProvince], 'tax', place)).toBe(ofCommune);
  });

  test('by the lowest code when two serve the same commune', () => {
    const other = anAgency({ code: 'H26.49' });
    expect(resolveRole([ofCommune, other], 'tax', place)).toBe(other);
    expect(resolveRole([other, ofCommune], 'tax', place)).toBe(other);
  });

  test('by nobody when the agencies serve elsewhere, have other roles, or are districts of the past', () => {
    const elsewhere = anAgency({ serves: ['H26-00999', 'H27'] });
    const otherRole = anAgency({ roles: ['land-office'] });
    const district = anAgency({ level: 'district-historic' });
    expect(resolveRole([elsewhere, otherRole, district], 'tax', place)).toBeUndefined();
    expect(resolveRole([], 'tax', place)).toBeUndefined();
  });
});
