import { describe, expect, it } from '@jest/globals';
import { dateInWords, dayInWords, instantInWords, shortInstant } from '#domain/documents/words-for-people';

describe('dates as documents write them', () => {
  it('puts a nought before days below ten and before January and February only', () => {
    expect(dayInWords('2026-02-09', 'vi')).toBe('ngày 09 tháng 02 năm 2026');
    expect(dayInWords('2026-03-10', 'vi')).toBe('ngày 10 tháng 3 năm 2026');
    expect(dayInWords('2026-11-26', 'en')).toBe('26 November 2026');
  });

  it('tells the Vietnamese day and hour of an instant', () => {
    expect(dateInWords('2026-11-25T17:00:00.000Z', 'vi')).toBe('ngày 26 tháng 11 năm 2026');
    expect(instantInWords('2026-11-26T01:30:00.000Z', 'vi')).toBe('08 giờ 30 phút, ngày 26 tháng 11 năm 2026');
    expect(instantInWords('2026-11-26T01:30:00.000Z', 'en')).toBe('08:30 on 26 November 2026');
    expect(shortInstant('2026-11-26T01:30:00.000Z')).toBe('08:30 26/11/2026');
  });
});
