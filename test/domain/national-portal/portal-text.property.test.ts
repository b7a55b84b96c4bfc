import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { plainWords, portalTime, shortened } from '#domain/national-portal/portal-text';
import { Temporal, VIETNAM_TIME_ZONE } from '#domain/kernel/temporal';
import { toIso } from '#domain/kernel/instant';

const letters = fc.array(fc.constantFrom('a', 'Ờ', 'ệ', 'e\u0323\u0302', ' ', '👩‍👩‍👧', '🇻🇳', 'đ', 'U\u031b\u0303'), { maxLength: 80 }).map((each) => each.join(''));
const graphemesOf = (text: string) => [...new Intl.Segmenter('vi').segment(text)].map(({ segment }) => segment);

describe('a text that is too long for the portal', () => {
  test('never comes out longer than it may be, and is in NFC', () => {
    fc.assert(
      fc.property(letters, fc.integer({ min: 1, max: 60 }), (text, most) => {
        const out = shortened(text, most);
        expect(out.length).toBeLessThanOrEqual(most);
        expect(out).toBe(out.normalize('NFC'));
      }),
    );
  });

  test('is cut between letters as people see them, never through an accent or a picture', () => {
    fc.assert(
      fc.property(letters, fc.integer({ min: 2, max: 60 }), (text, most) => {
        const whole = text.normalize('NFC');
        const kept = shortened(text, most);
        if (kept === whole) return;
        const stem = graphemesOf(kept.slice(0, -1));
        expect(kept.endsWith('…')).toBe(true);
        expect(graphemesOf(whole).slice(0, stem.length)).toEqual(stem);
      }),
    );
  });

  test('that just fits is left alone', () => {
    expect(shortened('a'.repeat(1000), 1000)).toHaveLength(1000);
    expect(shortened('a'.repeat(1001), 1000)).toBe(`${'a'.repeat(999)}…`);
    expect(shortened('Phòng Tư pháp – Hộ tịch', 9)).toBe('Phòng Tư…');
  });
});

describe('a time of the portal', () => {
  test('can be read back to the second, whatever the instant', () => {
    fc.assert(
      fc.property(fc.date({ min: new Date('2000-01-01T00:00:00Z'), max: new Date('2099-12-31T00:00:00Z'), noInvalidDate: true }), (date) => {
        const instant = toIso(Temporal.Instant.fromEpochMilliseconds(date.getTime()));
        const told = portalTime(instant);
        const [, year = '', month = '', day = '', hour = '', minute = '', second = ''] = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)$/.exec(told) ?? [];
        const back = Temporal.PlainDateTime.from(`${year}-${month}-${day}T${hour}:${minute}:${second}`).toZonedDateTime(VIETNAM_TIME_ZONE);
        expect(back.epochMilliseconds).toBe(Math.floor(date.getTime() / 1000) * 1000);
      }),
    );
  });

  test('is Vietnamese time: the evening of the 31st in UTC is the 1st', () => {
    expect(portalTime('2026-12-31T17:00:00.999Z')).toBe('20270101000000');
  });
});

test('words of the portal are compared without accents, case and the form of their letters', () => {
  expect(plainWords('Hồ sơ ĐÃ  TỒN TẠI'.normalize('NFD'))).toBe('ho so da ton tai');
});
