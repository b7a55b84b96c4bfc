import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { shippedYears } from '#domain/deadlines/calendars';
import { stopGrounds } from '#domain/deadlines/clock-fact';
import { deadlineRule, deadlineRules } from '#domain/deadlines/rules';

const folder = new URL('../../../../domain/deadlines/rules/', import.meta.url);
const files = readdirSync(folder).toSorted();
const words = Object.keys(deadlineRules).toSorted();

/** Letters no other language of ours has: a Vietnamese sentence without any has lost its marks. */
const marked = /[ăâđêôơưàáảãạằắẳẵặầấẩẫậèéẻẽẹềếểễệìíỉĩịòóỏõọồốổỗộờớởỡợùúủũụừứửữựỳýỷỹỵ]/i;

describe('each rule', () => {
  test('is one file, and each file is listed', () => {
    expect(files).toEqual(words.map((word) => `${word}.json`));
  });

  test.each(files)('%s is well formed and named for its word', (file) => {
    const rule = deadlineRule.parse(JSON.parse(readFileSync(new URL(file, folder), 'utf8')));
    expect(`${rule.id}.json`).toBe(file);
    expect(rule.id in deadlineRules).toBe(true);
  });

  test.each(Object.values(deadlineRules))('$id says itself in Vietnamese with its marks and in English', ({ says: { vi, en } }) => {
    expect(vi).toMatch(marked);
    expect(vi.normalize('NFC')).toBe(vi);
    expect(en).toMatch(/^[A-Z][\x20-\x7e]+\.$/);
    expect(vi).toMatch(/\.$/);
  });

  test.each(Object.values(deadlineRules).filter(({ confidence }) => confidence === 'sourced'))('$id that is sourced names an act, a decision or the procedure', ({ cites }) => {
    expect(cites).toMatch(/(Decree|Circular|Code|Decision|Resolution)\b.*\d|[Bb]y procedure|decisions/);
  });
});

describe('every word an account can carry has a rule', () => {
  test('each ground of a stop', () => {
    expect(words).toEqual(expect.arrayContaining([...stopGrounds]));
  });

  test('each kind of day off', () => {
    const kinds = new Set<string>(shippedYears().flatMap(({ days }) => days.map(({ kind }) => kind)));
    kinds.delete('make-up');
    expect(words).toEqual(expect.arrayContaining([...kinds, 'local-day-off', 'weekend', 'office-hours']));
  });

  test('each way a start is moved, and each way a term is counted', () => {
    expect(words).toEqual(expect.arrayContaining(['next-opening', 'cut-off-at-time', 'cut-off-last-minutes', 'working-days', 'working-hours', 'calendar-days', 'first-day', 'roll-to-working-day', 'reappointment', 'overdue', 'restart-after-supplement']));
  });
});
