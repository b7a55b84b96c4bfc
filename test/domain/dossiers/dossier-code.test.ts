import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { dayOfReceipt, parseDossierCode, printDossierCode } from '#domain/dossiers/dossier-code';
import { atVietnamTime } from '../deadlines/at-vietnam-time.ts';
import { refusalOf } from './refused.ts';

const characters = (pool: string, minLength: number, maxLength: number) => fc.string({ unit: fc.constantFrom(...pool), minLength, maxLength });
const digits = (length: number) => characters('0123456789', length, length);
const root = fc.tuple(fc.constantFrom(...'ABCDEFGHIJKLMNOPQRSTUVWXY'), digits(2)).map((parts) => parts.join(''));
const group = characters('0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ', 1, 10);
const newAgency = fc.tuple(root, fc.array(group, { maxLength: 3 })).map(([first, rest]) => [first, ...rest].join('.').slice(0, 35).replace(/\.$/, ''));
const formerAgency = fc.tuple(digits(3), digits(2), digits(2), root).map((parts) => parts.join('.'));
const day = fc.date({ min: new Date('2000-01-01'), max: new Date('2099-12-31'), noInvalidDate: true }).map((date) => date.toISOString().slice(0, 10));
const sequence = fc.oneof(fc.integer({ min: 1, max: 20_000 }), fc.integer({ min: 1, max: 999_999_999_999 }));

describe('a dossier code', () => {
  test('printed is read again as it was, in the new format', () => {
    fc.assert(
      fc.property(newAgency, day, sequence, (agency, on, number) => {
        const text = printDossierCode({ agency, day: on, sequence: number });
        expect(parseDossierCode(text)).toEqual({ format: 'new', agency, day: on, sequence: number });
      }),
    );
  });

  test('printed is read again as it was, in the former format', () => {
    fc.assert(
      fc.property(formerAgency, day, sequence, (agency, on, number) => {
        expect(parseDossierCode(printDossierCode({ agency, day: on, sequence: number }))).toEqual({ format: 'former', agency, day: on, sequence: number });
      }),
    );
  });

  test.each([
    ['H26.001.02-261123-0001', 'new', 'H26.001.02', '2026-11-23', 1],
    ['000.00.16.H26-210908-0001', 'former', '000.00.16.H26', '2021-09-08', 1],
    ['H26-240229-00017', 'new', 'H26', '2024-02-29', 17],
    ['G04.12-261123-160001', 'new', 'G04.12', '2026-11-23', 160_001],
  ])('%s is read', (text, format, agency, on, number) => {
    expect(parseDossierCode(text)).toEqual({ format, agency, day: on, sequence: number });
  });

  test('has at least four digits, and more when the day was long', () => {
    expect(printDossierCode({ agency: 'H26.16', day: '2026-10-05', sequence: 7 })).toBe('H26.16-261005-0007');
    expect(printDossierCode({ agency: 'H26.16', day: '2026-10-05', sequence: 12_345 })).toBe('H26.16-261005-12345');
  });

  test.each([
    ['nothing', ''],
    ['an internal id', `ds-${'a'.repeat(26)}`],
    ['three digits', 'H26.16-261005-001'],
    ['a thirteenth month', 'H26.16-261305-0001'],
    ['a day that month does not have', 'H26.16-260231-0001'],
    ['the 29th of February of a common year', 'H26.16-250229-0001'],
    ['small letters', 'h26.16-261005-0001'],
    ['a root that is none', 'Z26.16-261005-0001'],
    ['an empty group', 'H26..16-261005-0001'],
    ['an agency longer than any', `H26.${'A'.repeat(40)}-261005-0001`],
    ['a number beyond counting', `H26.16-261005-${'9'.repeat(17)}`],
    ['a line break at the end', 'H26.16-261005-0001\n'],
  ])('is not %s', (_what, text) => {
    expect(refusalOf(() => parseDossierCode(text))).toMatchObject({ kind: 'malformed', code: 'dossier-code-malformed' });
  });

  test('bears the Vietnamese day, which begins seven hours before that of the record', () => {
    expect(dayOfReceipt(atVietnamTime('2026-10-05 00:00'))).toBe('2026-10-05');
    expect(dayOfReceipt(atVietnamTime('2026-10-05 06:59'))).toBe('2026-10-05');
    expect(dayOfReceipt(atVietnamTime('2026-10-05 23:59'))).toBe('2026-10-05');
  });
});
