import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { fittedInBox, fittedInCircle, type Measure } from '#functions/adapters/pades/fit-lines';

/** Every letter is half as wide as it is high. */
const font: Measure = { getTextWidth: (text, size) => text.length * size * 0.5 };
const word = fc.string({ unit: fc.constantFrom(...'ÁẾỆỘỮđốhcmaiề0123'), minLength: 1, maxLength: 9 });
const lines = fc.array(fc.array(word, { minLength: 1, maxLength: 6 }).map((words) => words.join(' ')), { minLength: 1, maxLength: 3 });

describe('the words of a seal', () => {
  it('stay within its ring, one row below the other, and none is lost', () => {
    fc.assert(
      fc.property(lines, fc.double({ min: 45, max: 90, noNaN: true }), (said, radius) => {
        const { size, rows } = fittedInCircle(font, said, radius);
        expect(rows.map(({ text }) => text).join(' ')).toBe(said.join(' '));
        for (const [place, { text, x, y }] of rows.entries()) {
          const right = x + font.getTextWidth(text, size);
          for (const [across, up] of [[x, y], [right, y], [x, y + size * 0.7], [right, y + size * 0.7]] as const) expect(Math.hypot(across, up)).toBeLessThanOrEqual(radius);
          if (place > 0) expect((rows[place - 1]?.y ?? 0) - y).toBeGreaterThan(size);
        }
      }),
    );
  });

  it('grow with the ring', () => {
    const said = ['Ký bởi: Ủy ban nhân dân phường Hoàng Văn Thụ', 'Thời gian ký: 26-11-2026 08:30:00 +07:00'];
    const sizes = [20, 30, 40, 60].map((radius) => fittedInCircle(font, said, radius).size);
    expect(sizes).toEqual(sizes.toSorted((one, other) => one - other));
    expect(sizes.at(-1)).toBeGreaterThan(sizes[0] ?? 0);
  });
});

describe('the words of a person', () => {
  it('stay in their box as long as the smallest letters fit, and none is lost', () => {
    fc.assert(
      fc.property(lines, fc.integer({ min: 60, max: 250 }), (said, width) => {
        const { size, rows } = fittedInBox(font, said, { width, height: 90 });
        expect(rows.map(({ text }) => text).join(' ')).toBe(said.join(' '));
        for (const { text, y } of rows) {
          expect(font.getTextWidth(text, size)).toBeLessThanOrEqual(width);
          expect(y).toBeGreaterThanOrEqual(-90);
        }
      }),
    );
  });
});
