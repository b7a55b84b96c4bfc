import { describe, expect, it } from '@jest/globals';
import { measureDeadlines } from '../../../bench/deadlines/measure-deadlines.ts';

describe('The bench of the deadline engine', () => {
  it('moves some of the open dossiers when one more day is a holiday', () => {
    const figures = measureDeadlines(50, 20);
    expect(figures.map(({ count }) => count)).toEqual([50, 100, 20]);
    expect(figures[2]?.what).toMatch(/\([1-9]\d* moved\)/);
  });
});
