import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { wrapLines } from '#functions/adapters/pdf/wrap-lines';

const measure = (text: string) => [...text].length;
const syllable = fc.string({ unit: fc.constantFrom('n', 'g', 'h', 'ễ', 'ữ', 'ọ', 'u\u031B\u0323', 'Đ', 'a'), minLength: 1, maxLength: 12 });

describe('lines of Vietnamese text', () => {
  it('break between syllables and lose no letter', () => {
    fc.assert(
      fc.property(fc.array(syllable, { minLength: 1, maxLength: 40 }), fc.integer({ min: 4, max: 60 }), (syllables, width) => {
        const lines = wrapLines(syllables.join(' '), width, measure);
        expect(lines.join('').replaceAll(' ', '')).toBe(syllables.join(''));
        for (const line of lines) expect(measure(line)).toBeLessThanOrEqual(width);
      }),
    );
  });

  it('take no accent from its letter', () => {
    const lines = wrapLines('u\u031B\u0323'.repeat(9), 4, measure);
    for (const line of lines) expect(line).toMatch(/^u/);
  });

  it('keep the breaks a person typed, and an empty line', () => {
    expect(wrapLines('một\n\nhai', 10, measure)).toEqual(['một', '', 'hai']);
  });

  it('hold together what a no-break space joins', () => {
    expect(wrapLines('ngày 26\u00A0tháng\u00A011', 13, measure)).toEqual(['ngày', '26\u00A0tháng\u00A011']);
  });
});
