import type { BinaryOperator, MathNode } from './parse-metric-math.ts';

/** Data points of one metric, oldest first; undefined where one is missing. */
export type Series = readonly (number | undefined)[];
type Value = number | Series | readonly Series[];

export interface MathScope {
  /** How many data points each series has. */
  readonly length: number;
  /** A metric or expression by its id; throws for one that is not defined. */
  seriesOf(id: string): Series;
  /** All metrics, without the expressions. */
  readonly metrics: readonly Series[];
}

/**
 * Evaluates an expression as CloudWatch does: point by point, and where a point of an operand is missing the result is missing;
 * dividing by zero gives no data point. Throws a SyntaxError for a function that is not known here.
 */
export function evaluateMetricMath(node: MathNode, scope: MathScope): Series {
  const value = evaluate(node, scope);
  if (isList(value)) throw new SyntaxError('an alarm watches one time series, not a list');
  return spread(value, scope);
}

function evaluate(node: MathNode, scope: MathScope): Value {
  switch (node.kind) {
    case 'number':
      return node.value;
    case 'id':
      return scope.seriesOf(node.id);
    case 'list':
      return node.items.flatMap((item) => asList(evaluate(item, scope), scope));
    case 'negative':
      return mapPoints(evaluate(node.of, scope), (point) => -point);
    case 'binary':
      return combine(evaluate(node.left, scope), evaluate(node.right, scope), operators[node.operator]);
    case 'call':
      return call(node.name, node.given, scope);
  }
}

const operators: Readonly<Record<BinaryOperator, (left: number, right: number) => number>> = {
  '+': (left, right) => left + right,
  '-': (left, right) => left - right,
  '*': (left, right) => left * right,
  '/': (left, right) => left / right,
  '^': (left, right) => left ** right,
  '<': (left, right) => Number(left < right),
  '<=': (left, right) => Number(left <= right),
  '>': (left, right) => Number(left > right),
  '>=': (left, right) => Number(left >= right),
  '==': (left, right) => Number(left === right),
  '!=': (left, right) => Number(left !== right),
  AND: (left, right) => Number(left !== 0 && right !== 0),
  OR: (left, right) => Number(left !== 0 || right !== 0),
};

const aggregates: Readonly<Record<string, (points: readonly number[]) => number>> = {
  SUM: (points) => points.reduce((sum, point) => sum + point, 0),
  AVG: (points) => points.reduce((sum, point) => sum + point, 0) / points.length,
  MIN: (points) => Math.min(...points),
  MAX: (points) => Math.max(...points),
};
const roundings: Readonly<Record<string, (point: number) => number>> = { ABS: Math.abs, CEIL: Math.ceil, FLOOR: Math.floor };

function call(name: string, given: readonly MathNode[], scope: MathScope): Value {
  if (name === 'METRICS' && given.length === 0) return scope.metrics;
  if (name === 'FILL' && given.length === 2) return fill(given, scope);
  const values = given.map((each) => evaluate(each, scope));
  const [first, second, third] = values;
  if (name === 'IF' && first !== undefined && second !== undefined && values.length <= 3) return choose({ condition: first, yes: second, no: third }, scope);
  const [aggregate, rounding] = [aggregates[name], roundings[name]];
  if (first === undefined || values.length > 1) throw new SyntaxError(`metric math has no ${name} with ${values.length} arguments here`);
  if (aggregate !== undefined) return aggregateOf(first, aggregate, scope);
  if (rounding !== undefined) return mapPoints(first, rounding);
  throw new SyntaxError(`metric math has no ${name} here`);
}

/** A list becomes one series, point by point over what is present; one series becomes a number. */
function aggregateOf(value: Value, aggregate: (points: readonly number[]) => number, scope: MathScope): Value {
  const over = (points: Series): number | undefined => {
    const present = points.filter((point) => point !== undefined);
    return present.length === 0 ? undefined : aggregate(present);
  };
  if (isList(value)) return indices(scope).map((index) => over(value.map((series) => series[index])));
  if (typeof value === 'number') return aggregate([value]);
  const total = over(value);
  return total ?? indices(scope).map(() => undefined);
}

function choose({ condition, yes, no }: { condition: Value; yes: Value; no: Value | undefined }, scope: MathScope): Series {
  const [tests, ifYes, ifNo] = [condition, yes, no ?? []].map((value) => (isList(value) ? [] : spread(value, scope)));
  return indices(scope).map((index) => {
    const test = tests?.[index];
    return test === undefined ? undefined : (test === 0 ? ifNo : ifYes)?.[index];
  });
}

function fill([source, filler]: readonly MathNode[], scope: MathScope): Value {
  if (source === undefined || filler === undefined) throw new SyntaxError('FILL needs a metric and what to fill it with');
  const repeats = filler.kind === 'id' && filler.id === 'REPEAT';
  const points = repeats ? [] : evaluateMetricMath(filler, scope);
  const fillOne = (series: Series): Series => {
    let last: number | undefined;
    return series.map((point, index) => (last = point ?? (repeats ? last : points[index])));
  };
  const value = evaluate(source, scope);
  return isList(value) ? value.map(fillOne) : fillOne(spread(value, scope));
}

function combine(left: Value, right: Value, operate: (left: number, right: number) => number): Value {
  if (isList(left)) return left.map((series) => combineSeries(series, right, operate));
  if (isList(right)) return right.map((series) => combineSeries(left, series, operate));
  if (typeof left === 'number' && typeof right === 'number') return operate(left, right);
  return combineSeries(left, right, operate);
}

function combineSeries(left: Value, right: Value, operate: (left: number, right: number) => number): Series {
  if (isList(left) || isList(right)) throw new SyntaxError('two lists cannot be combined');
  const length = typeof left === 'number' ? (typeof right === 'number' ? 1 : right.length) : left.length;
  return Array.from({ length }, (_, index) => {
    const [one, other] = [left, right].map((value) => (typeof value === 'number' ? value : value[index]));
    const result = one === undefined || other === undefined ? Number.NaN : operate(one, other);
    return Number.isFinite(result) ? result : undefined;
  });
}

function mapPoints(value: Value, change: (point: number) => number): Value {
  const one = (series: Series): Series => series.map((point) => (point === undefined ? undefined : change(point)));
  if (typeof value === 'number') return change(value);
  return isList(value) ? value.map(one) : one(value);
}

function isList(value: Value): value is readonly Series[] {
  return typeof value !== 'number' && Array.isArray(value[0]);
}

function asList(value: Value, scope: MathScope): readonly Series[] {
  return isList(value) ? value : [spread(value, scope)];
}

function spread(value: number | Series, scope: MathScope): Series {
  return typeof value === 'number' ? indices(scope).map(() => (Number.isFinite(value) ? value : undefined)) : value;
}

function indices({ length }: MathScope): number[] {
  return Array.from({ length }, (_, index) => index);
}
