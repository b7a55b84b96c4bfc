import { describe, expect, it } from '@jest/globals';
import { markdownTable } from '../../../bench/report/markdown-table.ts';
import { percentile } from '../../../bench/report/percentile.ts';
import { writeReport } from '../../../bench/report/write-report.ts';

describe('What the bench prints', () => {
  it('puts numbers to the right and keeps a table whole when a cell holds a bar', () => {
    expect(markdownTable(['what', 'times'], [['a|b', 1234.5]])).toBe('| what | times |\n| --- | --: |\n| a\\|b | 1,234.5 |');
  });

  it.each([
    [0.5, 2],
    [0.95, 4],
    [0.99, 4],
    [0.25, 1],
  ])('takes the nearest rank for the percentile %p', (share, value) => {
    expect(percentile([4, 1, 3, 2], share)).toBe(value);
  });

  it('gives 0 for the percentile of nothing', () => {
    expect(percentile([], 0.5)).toBe(0);
  });

  it('marks a missed bar and names the command and the machine', () => {
    const report = { title: 'Lists', body: 'text', bars: [{ what: 'cost', bar: '≤ 1', measured: '2', isMet: false }] };
    const { bars, document } = writeReport([report], { command: 'npm run bench', machine: 'a machine' });
    expect(bars).toContain('| cost | ≤ 1 | 2 | **missed** |');
    expect(document).toContain('Made by `npm run bench` on a machine.');
    expect(document).toContain('## Lists\n\ntext');
  });
});
