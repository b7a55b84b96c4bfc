export type BinaryOperator = '+' | '-' | '*' | '/' | '^' | '<' | '<=' | '>' | '>=' | '==' | '!=' | 'AND' | 'OR';

/** A metric math expression, read. */
export type MathNode =
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'id'; readonly id: string }
  | { readonly kind: 'list'; readonly items: readonly MathNode[] }
  | { readonly kind: 'negative'; readonly of: MathNode }
  | { readonly kind: 'binary'; readonly operator: BinaryOperator; readonly left: MathNode; readonly right: MathNode }
  | { readonly kind: 'call'; readonly name: string; readonly given: readonly MathNode[] };

/** Weakest first; operators of one level are read from the left. */
const LEVELS: readonly (readonly BinaryOperator[])[] = [['OR'], ['AND'], ['==', '!=', '<', '<=', '>', '>='], ['+', '-'], ['*', '/'], ['^']];
const SPELLINGS: Readonly<Record<string, BinaryOperator>> = { '&&': 'AND', '||': 'OR' };

interface Reader {
  peek(): string | undefined;
  /** Takes the next token; with `wanted`, throws unless it is that one. */
  take(wanted?: string): string;
}

/** Reads an expression such as `100 * FILL(errors, 0) / SUM([calls, retries])`; throws a SyntaxError. */
export function parseMetricMath(expression: string): MathNode {
  const reader = createReader(expression);
  const node = readLevel(reader, 0);
  if (reader.peek() !== undefined) throw new SyntaxError(`"${reader.peek() ?? ''}" is not expected in: ${expression}`);
  return node;
}

function createReader(expression: string): Reader {
  const tokens = expression.match(/\d+(?:\.\d+)?|\w+|[<>=!]=|&&|\|\||[^\s\w]/g) ?? [];
  let next = 0;
  return {
    peek: () => tokens[next],
    take: (wanted) => {
      const token = tokens[next];
      if (token === undefined || (wanted !== undefined && token !== wanted)) throw new SyntaxError(`${wanted ?? 'more'} is expected in: ${expression}`);
      next += 1;
      return token;
    },
  };
}

function readLevel(reader: Reader, level: number): MathNode {
  const operators = LEVELS[level];
  if (operators === undefined) return readNegative(reader);
  let left = readLevel(reader, level + 1);
  for (let operator = nextOperator(reader, operators); operator !== undefined; operator = nextOperator(reader, operators)) {
    reader.take();
    left = { kind: 'binary', operator, left, right: readLevel(reader, level + 1) };
  }
  return left;
}

function nextOperator(reader: Reader, operators: readonly BinaryOperator[]): BinaryOperator | undefined {
  const token = reader.peek() ?? '';
  return operators.find((operator) => operator === (SPELLINGS[token] ?? token));
}

function readNegative(reader: Reader): MathNode {
  if (reader.peek() !== '-') return readValue(reader);
  reader.take();
  return { kind: 'negative', of: readNegative(reader) };
}

function readValue(reader: Reader): MathNode {
  const token = reader.take();
  if (token === '(') {
    const node = readLevel(reader, 0);
    reader.take(')');
    return node;
  }
  if (token === '[') return { kind: 'list', items: readUntil(reader, ']') };
  if (/^\d/.test(token)) return { kind: 'number', value: Number(token) };
  if (!/^\w/.test(token)) throw new SyntaxError(`"${token}" is not expected here`);
  if (reader.peek() !== '(') return { kind: 'id', id: token };
  reader.take('(');
  return { kind: 'call', name: token.toUpperCase(), given: readUntil(reader, ')') };
}

function readUntil(reader: Reader, end: ')' | ']'): MathNode[] {
  const items: MathNode[] = [];
  while (reader.peek() !== end) {
    if (items.length > 0) reader.take(',');
    items.push(readLevel(reader, 0));
  }
  reader.take(end);
  return items;
}
