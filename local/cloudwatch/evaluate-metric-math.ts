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
  if (isList(value)) throw new SyntaxError('one time series is expected, not a list');
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

type MathFunction = (given: readonly MathNode[], scope: MathScope) => Value;

const functions: Readonly<Record<string, MathFunction>> = {
  METRICS: (_, scope) => scope.metrics,
  FILL: fill,
  IF: choose,
  SUM: aggregate((points) => points.reduce((sum, point) => sum + point, 0)),
  AVG: aggregate((points) => points.reduce((sum, point) => sum + point, 0) / points.length),
  MIN: aggregate((points) => Math.min(...points)),
  MAX: aggregate((points) => Math.max(...points)),
  ABS: (given, scope) => mapPoints(only(given, scope), Math.abs),
  CEIL: (given, scope) => mapPoints(only(given, scope), Math.ceil),
  FLOOR: (given, scope) => mapPoints(only(given, scope), Math.floor),
};

function call(name: string, given: readonly MathNode[], scope: MathScope): Value {
  const apply = Object.hasOwn(functions, name) ? functions[name] : undefined;
  if (apply === undefined) throw new SyntaxError(`metric math has no ${name} here`);
  return apply(given, scope);
}

function only([node, ...more]: readonly MathNode[], scope: MathScope): Value {
  if (node === undefined || more.length > 0) throw new SyntaxError('this function takes one argument; several metrics go into a list');
  return evaluate(node, scope);
}

/** A list becomes one series, point by point over what is present; one series becomes a number. */
function aggregate(fold: (points: readonly number[]) => number): MathFunction {
  const over = (points: Series): number | undefined => {
    const present = points.filter((point) => point !== undefined);
    return present.length === 0 ? undefined : fold(present);
  };
  return (given, scope) => {
    const value = only(given, scope);
    if (isList(value)) return indices(scope).map((index) => over(value.map((series) => series[index])));
    return over(spread(value, scope)) ?? indices(scope).map(() => undefined);
  };
}

function choose([condition, yes, no, ...more]: readonly MathNode[], scope: MathScope): Series {
  if (condition === undefined || yes === undefined || more.length > 0) throw new SyntaxError('IF needs a condition, a value and perhaps another');
  const tests = evaluateMetricMath(condition, scope);
  const ifYes = evaluateMetricMath(yes, scope);
  const ifNo = no === undefined ? [] : evaluateMetricMath(no, scope);
  return tests.map((test, index) => (test === undefined ? undefined : (test === 0 ? ifNo : ifYes)[index]));
}

function fill([source, filler, ...more]: readonly MathNode[], scope: MathScope): Value {
  if (source === undefined || filler === undefined || more.length > 0) throw new SyntaxError('FILL needs a metric and what to fill it with');
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
