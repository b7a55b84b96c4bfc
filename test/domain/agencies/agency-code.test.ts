import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { isSameAgency, parseAgencyCode, printAgencyCode, printFormerAgencyCode } from '#domain/agencies/agency-code';

describe('an agency code', () => {
  test.each<[text: string, present: string, former: string | undefined]>([
    ['H26', 'H26', '000.00.00.H26'],
    ['H26.16', 'H26.16', '000.00.16.H26'],
    ['H26.16.000', 'H26.16.000', '000.00.16.H26'],
    ['000.00.16.H26', 'H26.16', '000.00.16.H26'],
    ['000.00.00.G04', 'G04', '000.00.00.G04'],
    ['005.12.16.H26', 'H26.16.12.005', '005.12.16.H26'],
    ['005.00.16.H26', 'H26.16.00.005', '005.00.16.H26'],
    ['H26.016', 'H26.016', undefined],
    ['H26.16.A2', 'H26.16.A2', undefined],
    ['H26.16.12.005.01', 'H26.16.12.005.01', undefined],
  ])('%s is %s, formerly %s', (text, present, former) => {
    const code = parseAgencyCode(text);
    expect(printAgencyCode(code)).toBe(present);
    expect(printFormerAgencyCode(code)).toBe(former);
  });

  test.each(['', 'H2', 'h26', 'Z01.1', 'H26.', 'H26..16', 'H26.16-1', '00.00.16.H26', `H26.${'1'.repeat(32)}`, '０00.00.16.H26', 'H26\n'])('%j is refused', (text) => {
    expect(() => parseAgencyCode(text)).toThrow('malformed-agency-code');
  });

  test('written in either form it means the same body', () => {
    expect(isSameAgency(parseAgencyCode('000.00.16.H26'), parseAgencyCode('H26.16.000'))).toBe(true);
    expect(isSameAgency(parseAgencyCode('H26.16'), parseAgencyCode('H26.16.01'))).toBe(false);
    expect(isSameAgency(parseAgencyCode('H26.16'), parseAgencyCode('H27.16'))).toBe(false);
  });
});

const digits = (length: number) => fc.stringMatching(new RegExp(`^[0-9]{${length}}$`));
const root = fc.stringMatching(/^[A-Y][0-9]{2}$/);
const formerText = fc.tuple(digits(3), digits(2), digits(2), root).map((groups) => groups.join('.'));
const presentText = fc.tuple(root, fc.array(fc.stringMatching(/^[0-9A-Z]{1,4}$/), { maxLength: 6 })).map(([first, levels]) => [first, ...levels].join('.'));

describe('any agency code', () => {
  test('of the former form is printed as it was read', () => {
    fc.assert(fc.property(formerText, (text) => expect(printFormerAgencyCode(parseAgencyCode(text))).toBe(text)));
  });

  test('of the present form is printed as it was read', () => {
    fc.assert(fc.property(presentText, (text) => expect(printAgencyCode(parseAgencyCode(text))).toBe(text)));
  });

  test('of the former form keeps its meaning through the present one and back', () => {
    fc.assert(
      fc.property(formerText, (text) => {
        const present = printAgencyCode(parseAgencyCode(text));
        expect(printFormerAgencyCode(parseAgencyCode(present))).toBe(text);
      }),
    );
  });

  test('of the present form keeps its meaning through the former one, where it has one', () => {
    fc.assert(
      fc.property(presentText, (text) => {
        const code = parseAgencyCode(text);
        const former = printFormerAgencyCode(code);
        if (former !== undefined) expect(isSameAgency(parseAgencyCode(former), code)).toBe(true);
      }),
    );
  });
});
