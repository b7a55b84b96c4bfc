import { describe, expect, test } from '@jest/globals';
import type { Agency } from '#domain/agencies/agency';
import { requireOneStop } from '#domain/agencies/require-one-stop';
import { DomainError } from '#domain/kernel/domain-error';

const oneStop: Agency = {
  code: 'H26.001.02',
  name: { vi: 'Trung tâm Phục vụ hành chính công', en: 'Service centre' },
  level: 'commune',
  roles: ['one-stop'],
  serves: ['H26.001'],
  receives: ['inbox'],
};

describe('where a dossier is handed in', () => {
  test('any one-stop will do', () => {
    expect(() => requireOneStop(oneStop)).not.toThrow();
  });

  test.each([
    ['an agency that is not in the register', undefined],
    ['a tax office', { ...oneStop, roles: ['tax'] }],
    ['a district, which is history', { ...oneStop, level: 'district-historic' as const }],
  ])('%s will not', (_title, agency) => {
    expect(() => requireOneStop(agency)).toThrow(DomainError);
  });
});
