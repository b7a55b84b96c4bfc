import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { personText } from '#domain/kernel/text';

const text = personText(20);
const isText = (value: string) => text.safeParse(value).success;

describe('text a person typed', () => {
  test('is kept in NFC, so that the same name is the same bytes', () => {
    expect(text.parse('Nguyễn'.normalize('NFD'))).toBe('Nguyễn'.normalize('NFC'));
  });

  test('is measured as it is kept: a name in NFD may be twice as long on the wire', () => {
    const name = 'ễ'.repeat(20).normalize('NFC');
    expect(name.normalize('NFD').length).toBeGreaterThan(20);
    expect(text.parse(name.normalize('NFD'))).toBe(name);
    expect(isText('a'.repeat(21))).toBe(false);
  });

  test('is measured as it is kept when NFC makes it longer', () => {
    // U+1D160, a musical note, is one of the few that NFC takes apart.
    expect('\u{1D160}'.normalize('NFC').length).toBeGreaterThan('\u{1D160}'.length);
    expect(isText('\u{1D160}'.repeat(10))).toBe(false);
  });

  test('loses spaces at both ends and is never empty', () => {
    expect(text.parse('  a b ')).toBe('a b');
    expect(isText('')).toBe(false);
    expect(isText(' \n\t ')).toBe(false);
  });

  test('may have lines and tabs, and a line break is one character wherever it was typed', () => {
    expect(text.parse('a\nb\tc')).toBe('a\nb\tc');
    expect(text.parse('a\r\nb\rc')).toBe('a\nb\nc');
  });

  test.each([
    ['a null', 'a\u0000b'],
    ['an escape', 'a\u001Bb'],
    ['a delete', 'a\u007Fb'],
    ['a control of the second row', 'a\u0085b'],
    ['half a surrogate pair', 'a\uD800b'],
    ['a character that does not exist', 'a\uFFFFb'],
    ['a turn of the reading direction', 'a\u202Egpj.exe'],
    ['an isolated one', 'a\u2066b'],
  ])('has no room for %s', (_what, value) => {
    expect(isText(value)).toBe(false);
  });

  test('takes what people write, emoji and joined scripts included', () => {
    for (const value of ['Đặng Thị Ánh', '👨‍👩‍👧', 'क्‍ष', 'Số 1/2 – “A”']) expect(text.parse(value)).toBe(value);
  });

  test('once taken is taken again unchanged', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 30 }), (value) => {
        const first = text.safeParse(value);
        if (first.success) expect(text.parse(first.data)).toBe(first.data);
      }),
    );
  });
});
