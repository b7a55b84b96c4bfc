import { z } from 'zod';

/** Whether one value of an event fits; `undefined` stands for a missing field. */
export type LeafMatcher = (value: unknown) => boolean;

const scalar = z.union([z.string(), z.number(), z.boolean(), z.null()]);
const words = z.union([z.string().transform((word) => [word]), z.array(z.string()).min(1)]);
const ignoringCase = z.strictObject({ 'equals-ignore-case': z.string() });
const affix = z.union([z.string(), ignoringCase]);
const textOperators = z.partialRecord(z.enum(['prefix', 'suffix', 'wildcard', 'equals-ignore-case']), words);
const comparisons = z.array(z.union([z.enum(['<', '<=', '=', '>=', '>']), z.number()])).min(2);

/** One element of a list in an event pattern: a value to equal, or an object with one operator. Throws a SyntaxError. */
export function leafMatcher(wanted: unknown): LeafMatcher {
  const value = scalar.safeParse(wanted);
  if (value.success) return (actual) => actual === value.data;
  const [[operator, operand] = ['', undefined], ...more] = Object.entries(z.record(z.string(), z.unknown()).catch({}).parse(wanted));
  const build = more.length === 0 && Object.hasOwn(operators, operator) ? operators[operator] : undefined;
  if (build === undefined) throw new SyntaxError(`an event pattern knows no ${JSON.stringify(wanted)}`);
  return build(operand);
}

const operators: Readonly<Record<string, (operand: unknown) => LeafMatcher>> = {
  prefix: (operand) => affixMatcher(parse(affix, operand), (text, part) => text.startsWith(part)),
  suffix: (operand) => affixMatcher(parse(affix, operand), (text, part) => text.endsWith(part)),
  'equals-ignore-case': (operand) => affixMatcher(parse(ignoringCase, { 'equals-ignore-case': operand }), (text, part) => text === part),
  wildcard: (operand) => wildcardMatcher(parse(z.string(), operand)),
  exists: (operand) => {
    const isWanted = parse(z.boolean(), operand);
    return (actual) => isLeaf(actual) === isWanted;
  },
  numeric: numericMatcher,
  'anything-but': anythingBut,
};

function anythingBut(operand: unknown): LeafMatcher {
  const plain = z.union([scalar.transform((value) => [value]), z.array(scalar).min(1)]).safeParse(operand);
  const unwanted: LeafMatcher[] = plain.success
    ? plain.data.map((value) => (actual) => actual === value)
    : Object.entries(parse(textOperators, operand)).flatMap(([operator, choices]) => choices.map((choice) => leafMatcher({ [operator]: choice })));
  return (actual) => isLeaf(actual) && !unwanted.some((fits) => fits(actual));
}

function numericMatcher(operand: unknown): LeafMatcher {
  const parts = parse(comparisons, operand);
  const tests: ((actual: number) => boolean)[] = [];
  for (let index = 0; index < parts.length; index += 2) {
    const [sign, bound] = [parts[index], parts[index + 1]];
    if (typeof sign !== 'string' || typeof bound !== 'number') throw new SyntaxError(`not a comparison: ${JSON.stringify(operand)}`);
    tests.push((actual) => compares(actual, sign, bound));
  }
  return (actual) => typeof actual === 'number' && tests.every((fits) => fits(actual));
}

function compares(actual: number, sign: '<' | '<=' | '=' | '>=' | '>', bound: number): boolean {
  switch (sign) {
    case '<':
      return actual < bound;
    case '<=':
      return actual <= bound;
    case '=':
      return actual === bound;
    case '>=':
      return actual >= bound;
    case '>':
      return actual > bound;
  }
}

/** `*` stands for any characters, `\*` and `\\` for themselves. */
function wildcardMatcher(pattern: string): LeafMatcher {
  const source = pattern.replaceAll(/\\[*\\]|[^\w\s]/g, (found) => (found === '*' ? '.*' : `\\${found.at(-1) ?? ''}`));
  const expression = new RegExp(`^${source}$`, 's');
  return (actual) => typeof actual === 'string' && expression.test(actual);
}

function affixMatcher(wanted: z.infer<typeof affix>, fits: (text: string, part: string) => boolean): LeafMatcher {
  if (typeof wanted === 'string') return (actual) => typeof actual === 'string' && fits(actual, wanted);
  const part = wanted['equals-ignore-case'].toLowerCase();
  return (actual) => typeof actual === 'string' && fits(actual.toLowerCase(), part);
}

/** EventBridge looks for values, not for the objects that hold them. */
function isLeaf(actual: unknown): boolean {
  return actual !== undefined && (typeof actual !== 'object' || actual === null);
}

function parse<T>(schema: z.ZodType<T>, operand: unknown): T {
  const parsed = schema.safeParse(operand);
  if (!parsed.success) throw new SyntaxError(`an event pattern cannot compare with ${JSON.stringify(operand)}`);
  return parsed.data;
}
