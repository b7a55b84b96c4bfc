import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { evaluateMetricMath } from '#local/cloudwatch/evaluate-metric-math';
import type { Series } from '#local/cloudwatch/evaluate-metric-math';
import { parseMetricMath } from '#local/cloudwatch/parse-metric-math';

const known: Readonly<Record<string, Series>> = { errors: [1, undefined, 3], calls: [10, 20, undefined], zero: [0, 0, 0], some: [0, 5, undefined] };
const evaluate = (expression: string, series: Readonly<Record<string, Series>> = known): Series =>
  evaluateMetricMath(parseMetricMath(expression), { length: 3, seriesOf: (id) => series[id] ?? [], metrics: Object.values(series) });
const none = undefined;

describe('metric math', () => {
  it.each<[string, Series]>([
    ['errors', [1, none, 3]],
    ['errors + 1', [2, none, 4]],
    ['100 * errors / calls', [10, none, none]],
    ['10 - 2 - 3', [5, 5, 5]],
    ['2 + 3 * 2 ^ 2', [14, 14, 14]],
    ['(2 + 3) * -1.5', [-7.5, -7.5, -7.5]],
    ['calls / zero', [none, none, none]],
    ['FILL(errors, 0)', [1, 0, 3]],
    ['FILL(errors, calls)', [1, 20, 3]],
    ['FILL(some, REPEAT)', [0, 5, 5]],
    ['FILL(errors, 0) / FILL(calls, 1)', [0.1, 0, 3]],
    ['SUM([errors, calls])', [11, 20, 3]],
    ['MAX([errors, calls, 2])', [10, 20, 3]],
    ['AVG([errors, calls])', [5.5, 20, 3]],
    ['SUM(FILL([errors, calls], 0))', [11, 20, 3]],
    ['SUM(METRICS())', [11, 25, 3]],
    ['calls - MIN(calls)', [0, 10, none]],
    ['SUM(calls)', [30, 30, 30]],
    ['IF(calls > 15, 1, 0)', [0, 1, none]],
    ['IF(some, errors, 7)', [7, none, none]],
    ['IF(calls >= 10 AND calls < 20, calls)', [10, none, none]],
    ['errors == 1 || errors == 3', [1, none, 1]],
    ['IF(zero, 1, errors)', [1, none, 3]],
    ['CEIL(errors / 2) + FLOOR(errors / 2) + ABS(-errors)', [2, none, 6]],
  ])('%s', (expression, expected) => {
    expect(evaluate(expression)).toEqual(expected);
  });

  it.each(['', '1 +', '(1', '[1', 'SUM(1, 2)', 'SEARCH(1)', 'FILL(errors)', '1 2', '+ 1', 'IF(1)', '[errors, calls]', '[errors] + [calls]', 'a $ b'])('%j is refused', (expression) => {
    expect(() => evaluate(expression)).toThrow(SyntaxError);
  });

  it('adds and multiplies as numbers do, wherever nothing is missing', () => {
    const series = fc.array(fc.integer({ min: -1000, max: 1000 }), { minLength: 3, maxLength: 3 });
    fc.assert(
      fc.property(series, series, series, (a, b, c) => {
        expect(evaluate('a + b * c - (a - b)', { a, b, c })).toEqual(a.map((x, i) => x + (b[i] ?? 0) * (c[i] ?? 0) - (x - (b[i] ?? 0))));
        expect(evaluate('SUM([a, b, c])', { a, b, c })).toEqual(evaluate('a + b + c', { a, b, c }));
      }),
    );
  });

  it('filled with zero misses nothing', () => {
    const series = fc.array(fc.option(fc.integer(), { nil: undefined }), { minLength: 3, maxLength: 3 });
    fc.assert(
      fc.property(series, series, (a, b) => {
        const filled = evaluate('FILL(a, 0) + FILL(b, 0)', { a, b });
        expect(filled).toEqual([0, 1, 2].map((index) => (a[index] ?? 0) + (b[index] ?? 0)));
      }),
    );
  });
});
