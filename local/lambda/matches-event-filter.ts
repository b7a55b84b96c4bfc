import { CellError } from '../cell/cell-error.ts';
import { isJsonObject } from '../json/json.ts';
import type { Json, JsonObject } from '../json/json.ts';

/**
 * Whether an event passes a pattern of an event source mapping's FilterCriteria: null, exact values, prefix, suffix,
 * equals-ignore-case, anything-but, numeric, exists and `$or`. Throws a CellError for a rule it does not know.
 */
export function matchesEventFilter(event: Json | undefined, pattern: JsonObject): boolean {
  return Object.entries(pattern).every(([key, wanted]) => {
    if (key === '$or' && Array.isArray(wanted)) return wanted.some((branch) => isJsonObject(branch) && matchesEventFilter(event, branch));
    const value = isJsonObject(event) ? event[key] : undefined;
    if (isJsonObject(wanted)) return matchesEventFilter(value, wanted);
    if (!Array.isArray(wanted)) throw new CellError(`An event filter gives "${key}" no list of values.`);
    return wanted.some((rule) => matchesRule(value, rule));
  });
}

function matchesRule(value: Json | undefined, rule: Json): boolean {
  if (isJsonObject(rule) && 'exists' in rule) return (value !== undefined) === rule['exists'];
  if (value === undefined) return false;
  if (Array.isArray(value)) return value.some((entry) => matchesRule(entry, rule));
  if (!isJsonObject(rule)) return value === rule;
  return Object.entries(rule).every(([operator, operand]) => matchesOperator(value, operator, operand));
}

function matchesOperator(value: Json, operator: string, operand: Json): boolean {
  switch (operator) {
    case 'prefix':
      return typeof value === 'string' && value.startsWith(String(operand));
    case 'suffix':
      return typeof value === 'string' && value.endsWith(String(operand));
    case 'equals-ignore-case':
      return typeof value === 'string' && value.toLowerCase() === String(operand).toLowerCase();
    case 'anything-but':
      return !(Array.isArray(operand) ? operand : [operand]).some((rule) => matchesRule(value, rule));
    case 'numeric':
      return typeof value === 'number' && Array.isArray(operand) && matchesNumber(value, operand);
    default:
      throw new CellError(`The local cell does not know the event filter rule "${operator}".`);
  }
}

/** `[">", 0, "<=", 5]` */
function matchesNumber(value: number, comparisons: readonly Json[]): boolean {
  for (let index = 0; index < comparisons.length; index += 2) {
    const bound = Number(comparisons[index + 1]);
    const holds = { '=': value === bound, '<': value < bound, '<=': value <= bound, '>': value > bound, '>=': value >= bound }[String(comparisons[index])];
    if (holds !== true) return false;
  }
  return true;
}
